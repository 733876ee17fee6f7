import * as decimal from '@framewright/contracts/core/decimal'
import { notFound } from '@framewright/contracts/errors'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { performPermission } from '@framewright/contracts/task/task.schema'
import type { Suggestion } from '@framewright/contracts/work-order/work-order.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { personName } from '../core/names.ts'
import { leftAt } from '../production-order/production-order.stages.ts'

/** How many people a suggestion names. */
const candidates = 20

/**
 * Whom to give a work order to: active people whose role does the order's next stage (the first that has not been done
 * for the whole quantity), the least loaded first. Load is open work orders and open tasks, then who is busy now.
 */
export async function suggestAssignee(read: ReadDb, id: number): Promise<Suggestion> {
  const order = await read
    .selectFrom('work_order')
    .innerJoin('frame', 'frame.id', 'work_order.frame_id')
    .select(['frame.stages', 'work_order.quantity'])
    .where('work_order.id', '=', id)
    .executeTakeFirst()
  if (order === undefined) throw notFound('work order', id)

  const stage = await nextStage(read, id, order.stages, order.quantity)
  const able = stage === null ? Object.values(performPermission) : [performPermission[stage]]
  const loads = read
    .selectFrom('app_user as person')
    .innerJoin('role', 'role.id', 'person.role_id')
    .select(['person.id', 'person.first_name', 'person.last_name', 'person.username', 'role.code'])
    .select((eb) => [
      eb
        .selectFrom('work_order as open')
        .select((count) => count.fn.countAll<number>().as('n'))
        .whereRef('open.assigned_to_id', '=', 'person.id')
        .where('open.status', 'in', ['PENDING', 'IN_PROGRESS'])
        .where('open.id', '<>', id)
        .$asScalar()
        .$notNull()
        .as('open_work_orders'),
      eb
        .selectFrom('task as open')
        .select((count) => count.fn.countAll<number>().as('n'))
        .whereRef('open.user_id', '=', 'person.id')
        .where('open.status', 'in', ['PENDING', 'IN_PROGRESS', 'PAUSED'])
        .$asScalar()
        .$notNull()
        .as('open_tasks'),
      eb
        .exists(
          eb
            .selectFrom('task as now')
            .select('now.id')
            .whereRef('now.user_id', '=', 'person.id')
            .where('now.status', '=', 'IN_PROGRESS'),
        )
        .as('busy'),
    ])
    .where('person.active', '=', true)
    .where(sql<boolean>`role.permissions && ${able}::text[]`)
    // Who hands out work is not who a job is for.
    .where(sql<boolean>`not (role.permissions && ${['task.assign']}::text[])`)
  const people = await read
    .selectFrom(loads.as('person'))
    .selectAll()
    .orderBy(sql`open_work_orders + open_tasks`)
    .orderBy('busy')
    .orderBy('id')
    .limit(candidates)
    .execute()
  return {
    stage,
    candidates: people.map((person) => ({
      id: person.id,
      name: personName(person),
      roleCode: person.code,
      openWorkOrders: Number(person.open_work_orders),
      openTasks: Number(person.open_tasks),
      busy: Boolean(person.busy),
    })),
  }
}

/**
 * The first stage whose completed tasks do not yet cover the quantity; null when all do, or the frame has none. Of a
 * production order's job card the order says what is left at the stages that make it, machines and losses counted.
 */
async function nextStage(read: ReadDb, id: number, stages: TaskKind[], quantity: string): Promise<TaskKind | null> {
  const making = await read
    .selectFrom('production_order_stage as s')
    .innerJoin('work_order as card', 'card.production_order_id', 's.order_id')
    .select(['s.stage', 's.good', 's.scrapped', 's.ready'])
    .where('card.id', '=', id)
    .orderBy('s.position')
    .execute()
  const next = making.find(({ stage }) => decimal.isPositive(leftAt(quantity, making, stage)))
  if (next !== undefined) return next.stage
  const done = await read
    .selectFrom('task')
    .select('kind')
    .where('work_order_id', '=', id)
    .where('status', '=', 'COMPLETED')
    .groupBy('kind')
    .having((eb) => eb(eb.fn.sum<string>('quantity'), '>=', quantity))
    .execute()
  const made = new Set([...making.map((one) => one.stage), ...done.map((row) => row.kind)])
  return stages.find((stage) => !made.has(stage)) ?? null
}
