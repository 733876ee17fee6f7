import type { PurchaseOrderSummary } from '@framewright/contracts/purchase-order/purchase-order.schema'
import { Group } from '@mantine/core'
import type { Column } from '~/components/data-table/column.ts'
import { StateBadge } from '~/components/state-badge.tsx'
import { DayText, MoneyText } from '~/components/text.tsx'

/** The columns of the list of purchase orders. */
export const orderColumns: readonly Column<PurchaseOrderSummary>[] = [
  {
    id: 'number',
    header: 'Number',
    width: 140,
    sort: 'number',
    card: 'title',
    cell: (order) => <span className="fw-number">{order.number}</span>,
  },
  { id: 'supplier', header: 'Supplier', minWidth: 180, cell: (order) => order.supplier.name },
  {
    id: 'status',
    header: 'State',
    width: 220,
    sort: 'status',
    card: 'badge',
    cell: (order) => (
      <Group gap={6} wrap="nowrap">
        <StateBadge group="purchaseOrder" state={order.status} size="sm" />
        {order.late ? <StateBadge group="flag" state="LATE" size="sm" /> : null}
      </Group>
    ),
  },
  {
    id: 'orderDate',
    header: 'Ordered',
    width: 130,
    sort: 'orderDate',
    cell: (order) => <DayText value={order.orderDate} />,
  },
  {
    id: 'expectedDate',
    header: 'Expected',
    width: 130,
    sort: 'expectedDate',
    cell: (order) => <DayText value={order.expectedDate} late={order.late} />,
  },
  {
    id: 'totalAmount',
    header: 'Total',
    width: 150,
    sort: 'totalAmount',
    align: 'right',
    cell: (order) => <MoneyText value={order.totalAmount} />,
  },
]
