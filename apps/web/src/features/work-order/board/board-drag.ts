import {
  type Announcements,
  type CollisionDetection,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  rectIntersection,
  type ScreenReaderInstructions,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { type WorkOrderStatus, workOrderStatuses } from '@framewright/contracts/work-order/work-order.lifecycle'
import type { WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import { lookOf } from '~/state/state-table.ts'
import { dropOn } from './drop.ts'

/** Left and right arrows carry a card to the column beside. */
const beside: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const step = event.code === 'ArrowRight' ? 1 : event.code === 'ArrowLeft' ? -1 : 0
  if (step === 0) return undefined
  event.preventDefault()
  const order = context.active?.data.current?.order as WorkOrder | undefined
  const here = (context.over?.id ?? order?.status) as WorkOrderStatus
  const next = workOrderStatuses[workOrderStatuses.indexOf(here) + step]
  const rect = next === undefined ? undefined : context.droppableRects.get(next)
  return rect ? { x: rect.left + 8, y: currentCoordinates.y } : undefined
}

/** Mouse after a few pixels, finger after a moment so that swiping still scrolls, keyboard with Space or Enter. */
export function useBoardSensors() {
  return useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: beside }),
  )
}

/** A card at the edge takes the board along at a pace one can stop at the next column. */
export const edges = { acceleration: 4, threshold: { x: 0.12, y: 0.16 } }

/** The column under the pointer; without one (keyboard), the column the card lies over. */
export const columnUnder: CollisionDetection = (args) =>
  args.pointerCoordinates ? pointerWithin(args) : rectIntersection(args)

export const instructions: ScreenReaderInstructions = {
  draggable:
    'Press Space to pick the work order up, left and right arrow to choose a column, Space to drop it there, Escape to leave it.',
}

type Carried = { data: { current?: Record<string, unknown> | undefined } }
const orderOf = (active: Carried) => active.data.current?.order as WorkOrder | undefined
const column = (id: string | number) => lookOf('workOrder', String(id)).word

/** What a screen reader says while a card is carried. */
export const announcements: Announcements = {
  onDragStart: ({ active }) => {
    const order = orderOf(active)
    return order && `Picked up ${order.number}, ${column(order.status)}.`
  },
  onDragOver: ({ active, over }) => {
    const order = orderOf(active)
    if (!order || !over) return undefined
    const drop = dropOn(order, over.id as WorkOrderStatus)
    return drop.kind === 'refused' ? `${column(over.id)}. ${drop.sentence}` : `${column(over.id)}.`
  },
  onDragEnd: ({ active, over }) => {
    const order = orderOf(active)
    if (!order || !over) return 'Left where it was.'
    const drop = dropOn(order, over.id as WorkOrderStatus)
    if (drop.kind === 'refused') return drop.sentence
    return drop.kind === 'nothing' ? 'Left where it was.' : `${order.number} moved to ${column(over.id)}.`
  },
  onDragCancel: () => 'Left where it was.',
}
