import type { SalesOrder } from '@framewright/contracts/sales-order/sales-order.schema'
import { Link } from '@tanstack/react-router'
import { FactGrid } from '~/components/fact-grid.tsx'
import { DayText, MoneyText, RelativeTime } from '~/components/text.tsx'
import { useMayAny } from '~/lib/session.ts'

/** Who ordered, when it is due, what it comes to, and how far it has got. */
export function OrderFacts({ order }: { order: SalesOrder }) {
  const seesCustomers = useMayAny('customer.read', 'customer.own')
  const { customer } = order
  return (
    <FactGrid
      facts={[
        {
          label: 'Customer',
          value: seesCustomers ? (
            <Link to="/customers/$id" params={{ id: String(customer.id) }} className="fw-link">
              {customer.name}
            </Link>
          ) : (
            customer.name
          ),
        },
        { label: 'Ordered', value: <DayText value={order.orderDate} /> },
        { label: 'Due', value: <DayText value={order.dueDate} late={order.late} /> },
        order.owner && { label: 'Owner', value: order.owner.name },
        { label: 'Total', value: <MoneyText value={order.total} /> },
        { label: 'Written', value: <RelativeTime value={order.createdAt} /> },
        order.confirmedAt !== null && { label: 'Confirmed', value: <RelativeTime value={order.confirmedAt} /> },
        order.shippedAt !== null && { label: 'Shipped', value: <RelativeTime value={order.shippedAt} /> },
        order.deliveredAt !== null && { label: 'Delivered', value: <RelativeTime value={order.deliveredAt} /> },
      ]}
    />
  )
}
