import type { SalesOrderSummary } from '@framewright/contracts/sales-order/sales-order.schema'
import type { Column } from '~/components/data-table/column.ts'
import { StateBadge } from '~/components/state-badge.tsx'
import { DayText, MoneyText } from '~/components/text.tsx'

/** The columns of the list of sales orders. */
export const orderColumns: readonly Column<SalesOrderSummary>[] = [
  {
    id: 'number',
    header: 'Number',
    width: 130,
    sort: 'number',
    card: 'title',
    cell: (order) => <span className="fw-number">{order.number}</span>,
  },
  { id: 'customer', header: 'Customer', minWidth: 180, cell: (order) => order.customer.name },
  {
    id: 'status',
    header: 'State',
    width: 140,
    sort: 'status',
    card: 'badge',
    cell: (order) => <StateBadge group="salesOrder" state={order.status} size="sm" />,
  },
  {
    id: 'owner',
    header: 'Owner',
    width: 150,
    cell: (order) => order.owner?.name ?? <span className="fw-muted">–</span>,
  },
  {
    id: 'orderDate',
    header: 'Ordered',
    width: 120,
    sort: 'orderDate',
    cell: (order) => <DayText value={order.orderDate} />,
  },
  {
    id: 'dueDate',
    header: 'Due',
    width: 120,
    sort: 'dueDate',
    cell: (order) => <DayText value={order.dueDate} late={order.late} />,
  },
  {
    id: 'late',
    header: 'Late',
    width: 90,
    card: 'badge',
    cell: (order) => (order.late ? <StateBadge group="flag" state="LATE" size="sm" /> : null),
  },
  {
    id: 'subtotal',
    header: 'Subtotal',
    width: 130,
    align: 'right',
    hidden: true,
    cell: (order) => <MoneyText value={order.subtotal} />,
  },
  {
    id: 'total',
    header: 'Total',
    width: 140,
    sort: 'total',
    align: 'right',
    cell: (order) => <MoneyText value={order.total} />,
  },
]
