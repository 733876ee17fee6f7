import type { BulkUpdateItemsOutput, Item } from '@framewright/contracts/item/item.schema'
import { Alert, Button, List, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { plural } from '~/lib/format.ts'
import { itemPage } from './item-kinds.ts'

interface Props {
  items: readonly Item[]
  updated: readonly number[]
  refused: BulkUpdateItemsOutput['refused']
  onClose: () => void
}

/** The items a bulk change left as they were, each with the server's reason. */
export function ItemRefusals({ items, updated, refused, onClose }: Props) {
  const byId = new Map(items.map((item) => [item.id, item]))
  return (
    <Stack gap="md">
      <Alert color="red" variant="light" role="alert" title={`${plural(refused.length, 'item')} stayed as before`}>
        <List size="sm" spacing={4}>
          {refused.map(({ id, message }) => {
            const item = byId.get(id)
            return (
              <List.Item key={id}>
                {item ? (
                  <Link to={itemPage(item)} className="fw-link">
                    {item.sku}
                  </Link>
                ) : (
                  `No. ${id}`
                )}
                : {message}
              </List.Item>
            )
          })}
        </List>
      </Alert>
      {updated.length > 0 ? <span>{plural(updated.length, 'other')} changed.</span> : null}
      <Button variant="default" onClick={onClose}>
        Close
      </Button>
    </Stack>
  )
}
