import { notFound } from '@framewright/contracts/errors'
import type { TaskQueries } from '@framewright/contracts/task/task.service'
import { sql } from 'kysely'
import { containing, fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { keptCount } from '../statistics/kept.ts'
import { toTask } from './task.mapper.ts'
import { readyHere, selectTasks, tradesOf } from './task.sql.ts'

const sorts: Record<string, SortKey> = {
  id: { by: sql`task.id`, type: 'int4' },
  startTime: { by: sql`coalesce(task.start_time, '-infinity'::timestamptz)`, type: 'timestamptz' },
  endTime: { by: sql`coalesce(task.end_time, '-infinity'::timestamptz)`, type: 'timestamptz' },
  quantity: { by: sql`task.quantity`, type: 'numeric' },
}
/** Rows a bench shows of each kind of list: more than anybody has before them. */
const benchRows = 50

export function taskQueries({ read, clock }: Pick<Deps, 'read' | 'clock'>): TaskQueries {
  return {
    async list({ caller }, input) {
      const now = clock.now()
      let query = selectTasks(read, caller, now)
      if (input.kind !== undefined) query = query.where('task.kind', '=', input.kind)
      if (input.status !== undefined && input.status.length > 0) query = query.where('task.status', 'in', input.status)
      if (input.frameId !== undefined) query = query.where('task.item_id', '=', input.frameId)
      if (input.workOrderId !== undefined) query = query.where('task.work_order_id', '=', input.workOrderId)
      if (input.itemId !== undefined) query = query.where('task.item_id', '=', input.itemId)
      if (input.productionOrderId !== undefined) {
        query = query.where('task.production_order_id', '=', input.productionOrderId)
      }
      if (input.userId !== undefined) query = query.where('task.user_id', '=', input.userId)
      if (input.search) {
        const pattern = containing(input.search)
        query = query.where((eb) =>
          eb.or([
            eb('item.name', 'ilike', pattern),
            eb('item.sku', 'ilike', pattern),
            eb('work_order.number', 'ilike', pattern),
            eb('production_order.number', 'ilike', pattern),
          ]),
        )
      }
      const { kind, status, frameId, itemId, workOrderId, productionOrderId, userId, search } = input
      const named = [frameId, itemId, workOrderId, productionOrderId, userId]
      const filtered = [kind, status, ...named, search || undefined].some((one) => one !== undefined)
      return fetchPage(query, input, {
        id: sql<number>`task.id`,
        sorts,
        defaultSort: '-id',
        map: (row) => toTask(row, caller, now),
        total: filtered || !caller.permissions.has('task.read') ? undefined : keptCount('task'),
      })
    },

    async get({ caller }, { id, kind }) {
      const now = clock.now()
      let query = selectTasks(read, caller, now).where('task.id', '=', id)
      if (kind !== undefined) query = query.where('task.kind', '=', kind)
      const row = await query.executeTakeFirst()
      if (row === undefined) throw notFound('task', id)
      return toTask(row, caller, now)
    },

    async bench({ caller }) {
      const now = clock.now()
      const trades = tradesOf(caller)
      const inOrder = (query: ReturnType<typeof selectTasks>) =>
        query
          .orderBy(sql`array_position(array['IN_PROGRESS','PAUSED','PENDING'], task.status::text)`)
          // What nothing has come to yet, and what is on hold, waits behind what can be done.
          .orderBy(sql`coalesce(${readyHere} = 0, false) or coalesce(production_order.status = 'ON_HOLD', false)`)
          .orderBy(
            sql`array_position(array['URGENT','HIGH','NORMAL','LOW'],
              coalesce(production_order.priority::text, work_order.priority::text, 'NORMAL'))`,
          )
          .orderBy(sql`coalesce(production_order.due_date, work_order.due_date, 'infinity'::date)`)
          .orderBy('task.id')
          .limit(benchRows)
      const [mine, open, done] = await Promise.all([
        inOrder(
          selectTasks(read, caller, now)
            .where('task.user_id', '=', caller.userId)
            .where('task.status', 'in', ['IN_PROGRESS', 'PAUSED', 'PENDING']),
        ).execute(),
        trades.length === 0
          ? []
          : inOrder(
              selectTasks(read, caller, now)
                .where('task.user_id', 'is', null)
                .where('task.status', '=', 'PENDING')
                .where('task.kind', 'in', trades),
            ).execute(),
        read
          .selectFrom('task')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('user_id', '=', caller.userId)
          .where('status', '=', 'COMPLETED')
          .where(sql`(end_time at time zone ${clock.timeZone})::date`, '=', sql`${clock.today()}::date`)
          .executeTakeFirstOrThrow(),
      ])
      const tasks = mine.map((row) => toTask(row, caller, now))
      return {
        current: tasks.find((task) => task.status === 'IN_PROGRESS') ?? null,
        mine: tasks.filter((task) => task.status !== 'IN_PROGRESS'),
        open: open.map((row) => toTask(row, caller, now)),
        doneToday: Number(done.count),
      }
    },
  }
}
