import { Link } from '@tanstack/react-router'
import { LatestRows } from '~/components/latest-rows.tsx'
import { orderColumns } from '~/features/purchase-order/order-columns.tsx'
import { trpc } from '~/lib/trpc.ts'

const columns = orderColumns.filter((column) => column.id !== 'supplier')

/** The latest orders from a supplier. */
export function SupplierOrders({ supplierId }: { supplierId: number }) {
  const query = trpc.purchaseOrder.list.useQuery({ supplierId, sort: '-orderDate', limit: 10 })
  return (
    <LatestRows
      title="Purchase orders"
      all={
        <Link to="/purchase-orders" search={{ supplierId }} className="fw-link">
          All of them
        </Link>
      }
      query={query}
      none="Nothing has been ordered here yet."
      label="Orders from this supplier"
      columns={columns}
      href={(order) => `/purchase-orders/${order.id}`}
    />
  )
}
