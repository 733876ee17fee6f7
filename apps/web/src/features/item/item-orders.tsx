import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { orderColumns } from '~/features/purchase-order/order-columns.tsx'
import { trpc } from '~/lib/trpc.ts'

const columns = orderColumns.filter((column) => column.id !== 'late')

/** The latest purchase orders with this item. */
export function ItemOrders({ itemId }: { itemId: number }) {
  const query = trpc.purchaseOrder.list.useQuery({ itemId, sort: '-orderDate', limit: 5 })
  return (
    <Section
      title="Purchase orders"
      action={
        <Link to="/purchase-orders" search={{ itemId }} className="fw-link">
          All of them
        </Link>
      }
    >
      <QueryBlock query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              It has not been ordered yet.
            </Text>
          ) : (
            <SmallTable
              label="Orders with this item"
              columns={columns}
              rows={items}
              href={(order) => `/purchase-orders/${order.id}`}
            />
          )
        }
      </QueryBlock>
    </Section>
  )
}
