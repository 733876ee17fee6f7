import type { WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import type { Column } from '~/components/data-table/column.ts'
import { FrameDrawing } from '~/components/frame-drawing.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { DayText, QuantityText, RelativeTime } from '~/components/text.tsx'
import { QuantityProgress } from './quantity-progress.tsx'

/** The columns of the list of work orders. */
export const workOrderColumns: Column<WorkOrder>[] = [
  {
    id: 'drawing',
    header: '',
    width: 48,
    card: 'media',
    cell: ({ frame }) => (
      <FrameDrawing widthMm={frame.widthMm} heightMm={frame.heightMm} material={frame.material} size={30} />
    ),
  },
  {
    id: 'number',
    header: 'Number',
    width: 116,
    sort: 'number',
    card: 'title',
    cell: (order) => <span className="fw-number">{order.number}</span>,
  },
  { id: 'frame', header: 'Frame', minWidth: 160, cell: (order) => order.frame.name },
  {
    id: 'description',
    header: 'Description',
    minWidth: 160,
    card: 'none',
    cell: (order) => <span title={order.description}>{order.description}</span>,
  },
  {
    id: 'status',
    header: 'State',
    width: 128,
    sort: 'status',
    card: 'badge',
    cell: (order) => <StateBadge group="workOrder" state={order.status} size="sm" />,
  },
  {
    id: 'priority',
    header: 'Priority',
    width: 108,
    sort: 'priority',
    cell: (order) => <StateBadge group="priority" state={order.priority} size="sm" />,
  },
  {
    id: 'person',
    header: 'Assigned to',
    minWidth: 130,
    cell: (order) => order.assignedTo?.name ?? <span className="fw-muted">Nobody</span>,
  },
  { id: 'progress', header: 'Done', width: 96, cell: (order) => <QuantityProgress order={order} /> },
  {
    id: 'quantity',
    header: 'Pieces',
    align: 'right',
    width: 88,
    sort: 'quantity',
    hidden: true,
    cell: (order) => <QuantityText value={order.quantity} />,
  },
  {
    id: 'due',
    header: 'Due',
    align: 'right',
    width: 100,
    sort: 'dueDate',
    cell: (order) => <DayText value={order.dueDate} late={order.late} />,
  },
  {
    id: 'created',
    header: 'Created',
    width: 140,
    sort: 'createdAt',
    hidden: true,
    cell: (order) => <RelativeTime value={order.createdAt} />,
  },
  {
    id: 'completed',
    header: 'Completed',
    width: 140,
    hidden: true,
    cell: (order) => <RelativeTime value={order.completedAt} />,
  },
]
