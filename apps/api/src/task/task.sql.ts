import type { Caller } from '@framewright/contracts/core/context'
import { type TaskKind, taskKinds } from '@framewright/contracts/task/task.kind'
import { performPermission } from '@framewright/contracts/task/task.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'

/** The kinds of task a person's role lets them do. */
export const tradesOf = (caller: Pick<Caller, 'permissions'>): TaskKind[] =>
  taskKinds.filter((kind) => caller.permissions.has(performPermission[kind]))

/** What lies before a task's stage and can be taken now; null where it is of no production order. */
export const readyHere = sql<string | null>`case when place.position > 1
  then coalesce(half.quantity - half.consumed, 0) else place.ready end`

/** Tasks as a caller may see them: all, or their own and the open ones of their trade. */
export function selectTasks(read: ReadDb, caller: Caller, now: Date) {
  const query = read
    .selectFrom('task')
    .innerJoin('item', 'item.id', 'task.item_id')
    .leftJoin('frame', 'frame.id', 'task.item_id')
    .leftJoin('app_user as person', 'person.id', 'task.user_id')
    .leftJoin('work_order', 'work_order.id', 'task.work_order_id')
    .leftJoin('production_order', 'production_order.id', 'task.production_order_id')
    .leftJoin('production_order_stage as place', (join) =>
      join.onRef('place.order_id', '=', 'task.production_order_id').onRef('place.stage', '=', 'task.kind'),
    )
    // What lies half-made for its order and waits for nothing but this: what is inspected meanwhile cannot be taken yet.
    .leftJoin('reservation as half', (join) =>
      join
        .onRef('half.production_order_id', '=', 'task.production_order_id')
        .on('half.released', '=', false)
        .on('place.position', '>', 1),
    )
    .select(['task.id', 'task.kind', 'task.quantity', 'task.status', 'task.start_time', 'task.end_time'])
    .select(['task.notes', 'task.version', 'task.created_at', 'task.item_id', 'task.user_id', 'task.work_order_id'])
    .select(['task.production_order_id', 'task.scrapped', 'item.unit'])
    .select(readyHere.as('ready'))
    .select(['production_order.number as production_number', 'production_order.status as production_status'])
    .select(['production_order.due_date as production_due_date', 'production_order.priority as production_priority'])
    .select(['item.sku', 'item.name', 'frame.material', 'frame.width_mm', 'frame.height_mm'])
    .select(['person.first_name', 'person.last_name', 'person.username'])
    .select(['work_order.number', 'work_order.due_date', 'work_order.priority'])
    .select(
      sql<number>`coalesce(task.duration, (
        select floor(extract(epoch from sum(coalesce(t.ended_at, ${now}::timestamptz) - t.started_at)))
        from time_entry t where t.task_id = task.id), 0)::int`.as('duration'),
    )
  if (caller.permissions.has('task.read')) return query
  const trades = tradesOf(caller)
  return query.where((eb) =>
    eb.or([
      eb('task.user_id', '=', caller.userId),
      trades.length === 0
        ? sql<boolean>`false`
        : eb.and([eb('task.user_id', 'is', null), eb('task.status', '=', 'PENDING'), eb('task.kind', 'in', trades)]),
    ]),
  )
}

export type TaskRow = Awaited<ReturnType<ReturnType<typeof selectTasks>['executeTakeFirstOrThrow']>>
