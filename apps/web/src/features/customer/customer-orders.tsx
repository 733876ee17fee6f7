import { Link } from '@tanstack/react-router'
import { LatestRows } from '~/components/latest-rows.tsx'
import { orderColumns } from '~/features/sales-order/order-columns.tsx'
import { trpc } from '~/lib/trpc.ts'

const left = ['customer', 'subtotal', 'owner']
const columns = orderColumns.filter((column) => !left.includes(column.id))

/** The customer's latest orders. */
export function CustomerOrders({ customerId }: { customerId: number }) {
  const query = trpc.salesOrder.list.useQuery({ customerId, sort: '-orderDate', limit: 10 })
  return (
    <LatestRows
      title="Sales orders"
      all={
        <Link to="/sales-orders" search={{ customerId }} className="fw-link">
          All of them
        </Link>
      }
      query={query}
      none="Nothing has been ordered yet."
      label="Orders of this customer"
      columns={columns}
      href={(order) => `/sales-orders/${order.id}`}
    />
  )
}
