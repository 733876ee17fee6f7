import { useDraggable } from '@dnd-kit/core'
import type { WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import { Avatar } from '@mantine/core'
import { IconGripVertical } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { FrameDrawing } from '~/components/frame-drawing.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { DayText } from '~/components/text.tsx'
import { QuantityProgress } from '../quantity-progress.tsx'
import classes from './board.module.css'

/** A card one can drag anywhere with mouse or finger, and by its handle with the keyboard. */
export function BoardCard({ order }: { order: WorkOrder }) {
  const movable = order.allowedActions.length > 0
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, isDragging } = useDraggable({
    id: order.id,
    data: { order },
    disabled: !movable,
  })
  const handle = movable ? (
    <button
      type="button"
      ref={setActivatorNodeRef}
      className={classes.handle}
      {...attributes}
      {...listeners}
      aria-label={`Move ${order.number}`}
    >
      <IconGripVertical size={16} aria-hidden />
    </button>
  ) : null
  return (
    <article
      ref={setNodeRef}
      className={classes.card}
      data-dragging={isDragging || undefined}
      data-movable={movable || undefined}
      onMouseDown={listeners?.onMouseDown as never}
      onTouchStart={listeners?.onTouchStart as never}
    >
      <CardBody order={order} handle={handle} />
    </article>
  )
}

/** The same card under the pointer while it is carried. */
export function CarriedCard({ order }: { order: WorkOrder }) {
  return (
    <article className={classes.card} data-carried>
      <CardBody order={order} handle={null} />
    </article>
  )
}

function CardBody({ order, handle }: { order: WorkOrder; handle: ReactNode }) {
  const { frame } = order
  const urgent = order.priority === 'HIGH' || order.priority === 'URGENT'
  return (
    <>
      <FrameDrawing widthMm={frame.widthMm} heightMm={frame.heightMm} material={frame.material} size={44} />
      <div className={classes.body}>
        <div className={classes.line}>
          <Link
            to="/work-orders/$id"
            params={{ id: order.id }}
            className={`${classes.number} fw-plain-link fw-number`}
            draggable={false}
          >
            {order.number}
          </Link>
          {urgent ? <StateBadge group="priority" state={order.priority} size="sm" /> : null}
          <span className={classes.end}>{handle}</span>
        </div>
        <div className={classes.name}>{frame.name}</div>
        <div className={classes.line}>
          <QuantityProgress order={order} />
          {order.dueDate ? <DayText value={order.dueDate} late={order.late} /> : null}
          <span className={classes.end}>
            <Person order={order} />
          </span>
        </div>
      </div>
    </>
  )
}

/** Whose it is; an open order that is nobody's stands out. */
function Person({ order }: { order: WorkOrder }) {
  if (order.assignedTo) {
    const { name } = order.assignedTo
    return <Avatar size={24} color="glass" name={name} title={name} alt={name} />
  }
  const open = order.status === 'PENDING' || order.status === 'IN_PROGRESS'
  return open ? <span className={classes.nobody}>Nobody</span> : null
}
