import type { WorkOrderCountInput } from '@framewright/contracts/work-order/work-order.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { containing } from '../core/cursor.ts'

/** Work orders with their frame and person, as a filter wants them. `today` decides what is late. */
export function selectWorkOrders(read: ReadDb, filter: WorkOrderCountInput, today: string) {
  const late = sql<boolean>`(work_order.status in ('PENDING', 'IN_PROGRESS') and coalesce(work_order.due_date < ${today}::date, false))`
  let query = read
    .selectFrom('work_order')
    .innerJoin('frame', 'frame.id', 'work_order.frame_id')
    .innerJoin('item', 'item.id', 'work_order.frame_id')
    .leftJoin('app_user as person', 'person.id', 'work_order.assigned_to_id')
    .leftJoin('production_order as made', 'made.id', 'work_order.production_order_id')
    .select(['work_order.production_order_id', 'made.number as production_order_number'])
    .select(['work_order.id', 'work_order.number', 'work_order.description', 'work_order.quantity'])
    .select(['work_order.completed_quantity', 'work_order.scrapped_quantity', 'work_order.assigned_to_id'])
    .select(['work_order.priority', 'work_order.due_date', 'work_order.status', 'work_order.started_at'])
    .select(['work_order.completed_at', 'work_order.created_at', 'work_order.version', 'work_order.frame_id'])
    .select(['item.sku', 'item.name', 'frame.material', 'frame.width_mm', 'frame.height_mm', 'frame.stages'])
    .select(['person.first_name', 'person.last_name', 'person.username'])
    .select(late.as('late'))

  const { status, priority, assignedToId, unassigned, frameId, dueFrom, dueTo, search } = filter
  if (status !== undefined && status.length > 0) query = query.where('work_order.status', 'in', status)
  if (priority !== undefined && priority.length > 0) query = query.where('work_order.priority', 'in', priority)
  if (assignedToId !== undefined) query = query.where('work_order.assigned_to_id', '=', assignedToId)
  if (unassigned !== undefined) query = query.where('work_order.assigned_to_id', unassigned ? 'is' : 'is not', null)
  if (frameId !== undefined) query = query.where('work_order.frame_id', '=', frameId)
  if (filter.late !== undefined) query = query.where(late, '=', filter.late)
  if (dueFrom !== undefined) query = query.where('work_order.due_date', '>=', dueFrom)
  if (dueTo !== undefined) query = query.where('work_order.due_date', '<=', dueTo)
  if (search) {
    const pattern = containing(search)
    query = query.where((eb) =>
      eb.or([
        eb('work_order.number', 'ilike', pattern),
        eb('work_order.description', 'ilike', pattern),
        eb('item.sku', 'ilike', pattern),
        eb('item.name', 'ilike', pattern),
      ]),
    )
  }
  return query
}

export type WorkOrderRow = Awaited<ReturnType<ReturnType<typeof selectWorkOrders>['executeTakeFirstOrThrow']>>

/** Whether a list input narrows anything down: an unfiltered list has its total kept. */
export function isFiltered({ search, ...filter }: WorkOrderCountInput): boolean {
  const { status, priority, assignedToId, unassigned, frameId, late, dueFrom, dueTo } = filter
  const set = [search || undefined, status?.length || undefined, priority?.length || undefined]
  return [...set, assignedToId, unassigned, frameId, late, dueFrom, dueTo].some((one) => one !== undefined)
}
