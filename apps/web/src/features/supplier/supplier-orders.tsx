import type {
  PurchaseOrderPage,
  PurchaseOrderSummary,
} from '@framewright/contracts/purchase-order/purchase-order.schema'
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { orderColumns } from '~/features/purchase-order/order-columns.tsx'

interface Props {
  supplierId: number
  query: { data: PurchaseOrderPage | undefined; error: unknown; refetch: () => unknown }
}

const columns = orderColumns.filter((column) => column.id !== 'supplier')

/** The latest orders from a supplier, and the way to all of them. */
export function SupplierOrders({ supplierId, query }: Props) {
  return (
    <Section
      title="Purchase orders"
      action={
        <Link to="/purchase-orders" search={{ supplierId }} className="fw-link">
          All of them
        </Link>
      }
    >
      <QueryBlock query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              Nothing has been ordered here yet.
            </Text>
          ) : (
            <SmallTable<PurchaseOrderSummary>
              label="Orders from this supplier"
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
