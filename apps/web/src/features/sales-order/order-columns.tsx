import type { SalesOrderSummary } from '@framewright/contracts/sales-order/sales-order.schema'
import { Group } from '@mantine/core'
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
    width: 200,
    sort: 'status',
    card: 'badge',
    cell: (order) => (
      <Group gap={6} wrap="nowrap">
        <StateBadge group="salesOrder" state={order.status} size="sm" />
        {order.late ? <StateBadge group="flag" state="LATE" size="sm" /> : null}
      </Group>
    ),
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
