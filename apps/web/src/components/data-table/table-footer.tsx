import { Button, Group, Loader, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatCount, oneOf, plural } from '~/lib/format.ts'
import classes from './data-table.module.css'

interface Props {
  label: string
  loaded: number
  total: number | undefined
  loadingMore: boolean
  hasMore: boolean
  tools: ReactNode
  selection: { count: number; clear: () => void; actions: ReactNode } | undefined
}

/** Below a list: how much of it is loaded, or, with rows selected, what can be done to them. */
export function TableFooter({ label, loaded, total, loadingMore, hasMore, tools, selection }: Props) {
  if (selection) {
    return (
      <Group className={classes.footer} data-selection gap="sm" role="toolbar" aria-label="Selected rows">
        <Text size="sm" fw={550} aria-live="polite">
          {formatCount(selection.count)} selected
        </Text>
        {selection.actions}
        <Button size="compact-sm" variant="subtle" color="gray" ml="auto" onClick={selection.clear}>
          Clear
        </Button>
      </Group>
    )
  }
  return (
    <Group className={classes.footer} gap="sm">
      <Text size="xs" c="dimmed" className="fw-number" aria-live="polite">
        {countText(label, loaded, total, hasMore)}
      </Text>
      {loadingMore ? <Loader size={14} role="status" aria-label="Loading more" /> : null}
      <Group gap={4} ml="auto">
        {tools}
      </Group>
    </Group>
  )
}

function countText(label: string, loaded: number, total: number | undefined, hasMore: boolean): string {
  const what = label.toLowerCase()
  if (!hasMore) return plural(loaded, oneOf(label), what)
  return total === undefined
    ? `${formatCount(loaded)}+ ${what}`
    : `${formatCount(loaded)} of ${formatCount(total)} ${what}`
}
