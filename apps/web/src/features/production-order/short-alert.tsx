import { Button, Group, List, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { formatQuantity } from '~/lib/format.ts'
import classes from './production-order.module.css'
import type { ShortItem } from './use-order-actions.ts'

interface Props {
  short: readonly ShortItem[]
  releasing: boolean
  onRelease: () => void
  onClose: () => void
}

/** What spoke against releasing an order, and the way on without it. */
export function ShortAlert({ short, releasing, onRelease, onClose }: Props) {
  return (
    <div className={classes.alert} role="alert">
      <Group gap={8} mb={4} wrap="nowrap" className="fw-short">
        <IconAlertTriangle size={18} aria-hidden />
        <Text inherit fw={600}>
          Not all of its materials are there, so nothing was reserved
        </Text>
      </Group>
      <List size="sm" mb="sm">
        {short.map((item) => (
          <List.Item key={item.itemId}>
            {item.name} ({item.sku}): {formatQuantity(item.requested)} needed, {formatQuantity(item.available)}{' '}
            available
          </List.Item>
        ))}
      </List>
      <Group gap="sm">
        <Button size="xs" loading={releasing} onClick={onRelease}>
          Release with what there is
        </Button>
        <Button size="xs" variant="default" onClick={onClose}>
          Not now
        </Button>
      </Group>
    </div>
  )
}
