import type { ProductionOrderSummary } from '@framewright/contracts/production-order/production-order.schema'
import { Group } from '@mantine/core'
import type { Column } from '~/components/data-table/column.ts'
import { StateBadge } from '~/components/state-badge.tsx'
import { DayText, QuantityText } from '~/components/text.tsx'
import { MadeProgress } from './made-progress.tsx'

/** The columns of the list of production orders. */
export const orderColumns: readonly Column<ProductionOrderSummary>[] = [
  {
    id: 'number',
    header: 'Number',
    width: 170,
    sort: 'number',
    card: 'title',
    cell: (order) => <span className="fw-number">{order.number}</span>,
  },
  {
    id: 'item',
    header: 'Makes',
    minWidth: 200,
    cell: (order) => (
      <>
        {order.item.name} <span className="fw-muted">{order.item.sku}</span>
      </>
    ),
  },
  {
    id: 'status',
    header: 'State',
    width: 200,
    sort: 'status',
    card: 'badge',
    cell: (order) => (
      <Group gap={6} wrap="nowrap">
        <StateBadge group="productionOrder" state={order.status} size="sm" />
        {order.late ? <StateBadge group="flag" state="LATE" size="sm" /> : null}
      </Group>
    ),
  },
  {
    id: 'priority',
    header: 'Priority',
    width: 120,
    sort: 'priority',
    cell: (order) => <StateBadge group="priority" state={order.priority} size="sm" />,
  },
  {
    id: 'dueDate',
    header: 'Due',
    width: 120,
    sort: 'dueDate',
    cell: (order) => <DayText value={order.dueDate} late={order.late} />,
  },
  { id: 'made', header: 'Made', width: 150, cell: (order) => <MadeProgress order={order} /> },
  {
    id: 'planned',
    header: 'Planned',
    width: 110,
    sort: 'planned',
    align: 'right',
    hidden: true,
    cell: (order) => <QuantityText value={order.planned} unit={order.item.unit} />,
  },
  {
    id: 'salesOrder',
    header: 'For',
    width: 130,
    hidden: true,
    cell: (order) => order.salesOrder?.number ?? <span className="fw-muted">–</span>,
  },
]
