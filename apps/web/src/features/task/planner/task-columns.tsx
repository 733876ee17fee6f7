import type { Task } from '@framewright/contracts/task/task.schema'
import { Link } from '@tanstack/react-router'
import type { Column } from '~/components/data-table/column.ts'
import { StateBadge } from '~/components/state-badge.tsx'
import { DayText, QuantityText, RelativeTime } from '~/components/text.tsx'
import { lookOf } from '~/state/state-table.ts'
import { Worked } from '../elapsed.tsx'
import { TaskPicture } from '../task-picture.tsx'
import { frameSize, orderOf } from '../task-words.ts'

/** The columns of the list of tasks. */
export const taskColumns: Column<Task>[] = [
  {
    id: 'drawing',
    header: '',
    width: 48,
    card: 'media',
    cell: (task) => <TaskPicture task={task} size={30} />,
  },
  {
    id: 'number',
    header: 'Task',
    width: 72,
    sort: 'id',
    hidden: true,
    cell: (task) => <span className="fw-number">{task.id}</span>,
  },
  { id: 'frame', header: 'Makes', minWidth: 160, card: 'title', cell: (task) => task.item.name },
  { id: 'kind', header: 'Kind', width: 104, cell: (task) => lookOf('taskKind', task.kind).word },
  {
    id: 'status',
    header: 'State',
    width: 124,
    card: 'badge',
    cell: (task) => <StateBadge group="task" state={task.status} size="sm" />,
  },
  {
    id: 'user',
    header: 'Person',
    minWidth: 120,
    cell: (task) => task.user?.name ?? <span className="fw-muted">Anybody</span>,
  },
  {
    id: 'quantity',
    header: 'Pieces',
    align: 'right',
    width: 84,
    sort: 'quantity',
    cell: (task) => <QuantityText value={task.quantity} />,
  },
  { id: 'worked', header: 'Worked', align: 'right', width: 96, cell: (task) => <Worked task={task} /> },
  {
    id: 'workOrder',
    header: 'Order',
    width: 150,
    cell: ({ workOrder, productionOrder }) =>
      productionOrder ? (
        <Link to="/production-orders/$id" params={{ id: String(productionOrder.id) }} className="fw-link fw-number">
          {productionOrder.number}
        </Link>
      ) : workOrder ? (
        <Link to="/work-orders/$id" params={{ id: workOrder.id }} className="fw-link fw-number">
          {workOrder.number}
        </Link>
      ) : (
        <span className="fw-muted">–</span>
      ),
  },
  {
    id: 'due',
    header: 'Due',
    align: 'right',
    width: 88,
    cell: (task) => <DayText value={orderOf(task)?.dueDate ?? null} />,
  },
  {
    id: 'start',
    header: 'Started',
    width: 170,
    hidden: true,
    sort: 'startTime',
    card: 'none',
    cell: (task) => <RelativeTime value={task.startTime} />,
  },
  {
    id: 'end',
    header: 'Finished',
    width: 140,
    sort: 'endTime',
    card: 'none',
    cell: (task) => <RelativeTime value={task.endTime} />,
  },
  { id: 'size', header: 'Size', width: 130, hidden: true, cell: ({ frame }) => (frame ? frameSize(frame) : '') },
  { id: 'notes', header: 'Notes', hidden: true, cell: (task) => <span className="fw-truncate">{task.notes}</span> },
]
