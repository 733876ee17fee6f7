import { Link } from '@tanstack/react-router'
import { LatestRows } from '~/components/latest-rows.tsx'
import { orderColumns } from '~/features/purchase-order/order-columns.tsx'
import { trpc } from '~/lib/trpc.ts'

const columns = orderColumns.filter((column) => column.id !== 'late')

/** The latest purchase orders with this item. */
export function ItemOrders({ itemId }: { itemId: number }) {
  const query = trpc.purchaseOrder.list.useQuery({ itemId, sort: '-orderDate', limit: 5 })
  return (
    <LatestRows
      title="Purchase orders"
      all={
        <Link to="/purchase-orders" search={{ itemId }} className="fw-link">
          All of them
        </Link>
      }
      query={query}
      none="It has not been ordered yet."
      label="Orders with this item"
      columns={columns}
      href={(order) => `/purchase-orders/${order.id}`}
    />
  )
}
