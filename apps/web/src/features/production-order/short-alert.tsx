import { Alert, Button, Group, List } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { formatQuantity } from '~/lib/format.ts'
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
    <Alert
      color="yellow"
      variant="light"
      role="alert"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title="Not all of its materials are there, so nothing was reserved"
      mb="md"
      styles={{ title: { color: 'var(--fw-short)' }, icon: { color: 'var(--fw-short)' } }}
    >
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
    </Alert>
  )
}
