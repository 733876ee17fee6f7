import { Badge } from '@mantine/core'
import { lookOf, type StateGroup } from '~/state/state-table.ts'
import classes from './state-badge.module.css'

/** A document's state as a word, a colour and an icon, the same everywhere: `<StateBadge group="task" state={…} />`. */
export function StateBadge({
  group,
  state,
  size = 'md',
}: {
  group: StateGroup
  state: string
  size?: 'sm' | 'md' | 'lg'
}) {
  const { word, color, icon: Icon } = lookOf(group, state)
  return (
    <Badge
      className={classes.badge}
      data-color={color}
      size={size}
      radius="sm"
      variant="light"
      color={color}
      leftSection={<Icon size={size === 'lg' ? 16 : 13} aria-hidden />}
    >
      {word}
    </Badge>
  )
}
