import type { Caller } from '@framewright/contracts/core/context'
import { DomainError, forbidden, notFound, ruleViolated } from '@framewright/contracts/errors'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import type { TaskStatus } from '@framewright/contracts/task/task.lifecycle'
import { performPermission } from '@framewright/contracts/task/task.schema'
import { sql } from 'kysely'
import type { Emit } from '../core/outbox.ts'
import { build, run, type Tx } from '../core/sql.ts'
import { type LockedProductionOrder, lockProductionOrder } from '../production-order/production-order.rows.ts'
import { mayActOn } from './task.mapper.ts'

/** A task as a command sees it, locked. */
export interface LockedTask {
  id: number
  kind: TaskKind
  status: TaskStatus
  itemId: number
  itemName: string
  /** The stages of a frame; null where it is none. */
  stages: TaskKind[] | null
  quantity: string
  /** The item's unit of measure: what is counted is finished in whole pieces. */
  unit: string
  userId: number | null
  workOrderId: number | null
  productionOrderId: number | null
  startTime: Date | null
  version: number
}

/** A task with the production order it is a stage of, both held. */
export interface HeldTask {
  task: LockedTask
  order: LockedProductionOrder | null
}

/**
 * Holds the task, and before it its production order and its work order, until the transaction ends: the order in which
 * every command takes them. A task that is not the caller's to see is not found; one that is not theirs to act on is forbidden.
 */
export async function lockTask(
  tx: Tx,
  caller: Caller,
  input: { id: number; kind?: TaskKind | undefined },
): Promise<HeldTask> {
  const known = await tx.task.findUnique({
    where: { id: input.id },
    select: { workOrderId: true, productionOrderId: true, kind: true },
  })
  if (known === null || (input.kind !== undefined && known.kind !== input.kind)) throw notFound('task', input.id)
  const order = known.productionOrderId === null ? null : await lockProductionOrder(tx, known.productionOrderId)
  if (known.workOrderId !== null) {
    await run(tx, build.selectFrom('work_order').select('id').where('id', '=', known.workOrderId).forNoKeyUpdate())
  }
  const [task] = await run(
    tx,
    build
      .selectFrom('task')
      .innerJoin('item', 'item.id', 'task.item_id')
      .leftJoin('frame', 'frame.id', 'task.item_id')
      .select(['task.id', 'task.kind', 'task.status', 'task.item_id as itemId', 'item.name as itemName'])
      .select('item.unit')
      .select([
        sql<TaskKind[] | null>`frame.stages::text[]`.as('stages'),
        sql<string>`task.quantity::text`.as('quantity'),
      ])
      .select([
        'task.user_id as userId',
        'task.work_order_id as workOrderId',
        'task.production_order_id as productionOrderId',
        'task.start_time as startTime',
        'task.version',
      ])
      .where('task.id', '=', input.id)
      .forUpdate('task'),
  )
  if (task === undefined) throw notFound('task', input.id)
  requireMine(task, caller)
  return { task, order }
}

function requireMine(task: { id: number; kind: TaskKind; userId: number | null }, caller: Caller): void {
  if (mayActOn(task, caller)) return
  const own = task.userId === null || task.userId === caller.userId
  if (!own && !caller.permissions.has('task.read')) throw notFound('task', task.id)
  throw own
    ? forbidden(`Your role does not do ${task.kind.toLowerCase()}.`, performPermission[task.kind])
    : forbidden('This task belongs to somebody else.', 'task.assign')
}

/** The person's running task other than this one, after their row is held so that it stays the only one. */
export async function runningTaskOf(tx: Tx, userId: number, otherThan: number | null) {
  await run(tx, build.selectFrom('app_user').select('id').where('id', '=', userId).forNoKeyUpdate())
  return tx.task.findFirst({
    where: { userId, status: 'IN_PROGRESS', ...(otherThan === null ? {} : { id: { not: otherThan } }) },
    select: {
      id: true,
      kind: true,
      itemId: true,
      workOrderId: true,
      productionOrderId: true,
      item: { select: { name: true } },
    },
  })
}

export function alreadyRunning(running: { id: number; item: { name: string } }): DomainError<'CONFLICT'> {
  return new DomainError(
    'CONFLICT',
    `Task ${running.id} (${running.item.name}) is still running. Pause or finish it first.`,
    {
      runningTaskId: running.id,
    },
  )
}

/** Somebody who may be given tasks of a kind: active, and of that trade or one who acts for others. */
export async function requireDoer(tx: Tx, userId: number, kind: TaskKind): Promise<void> {
  const user = await tx.user.findUnique({
    where: { id: userId },
    select: { active: true, username: true, role: { select: { permissions: true } } },
  })
  if (user === null) {
    throw new DomainError('INVALID_INPUT', `There is no user ${userId}.`, {
      fields: [{ path: 'userId', message: `There is no user ${userId}` }],
    })
  }
  const able =
    user.active && [performPermission[kind], 'task.assign'].some((needed) => user.role.permissions.includes(needed))
  if (!able) throw ruleViolated('task.doer', `${user.username} does not do ${kind.toLowerCase()}.`, { userId })
}

/** Work on a work order starts it, when nobody has. */
export async function startWorkOrder(tx: Tx, emit: Emit, workOrderId: number | null, now: Date): Promise<void> {
  if (workOrderId === null) return
  const [started] = await tx.workOrder.updateManyAndReturn({
    where: { id: workOrderId, status: 'PENDING' },
    data: { status: 'IN_PROGRESS', startedAt: now, version: { increment: 1 } },
    select: { number: true, assignedToId: true },
  })
  if (started === undefined) return
  emit({
    entity: 'workOrder',
    id: workOrderId,
    what: 'started',
    ownerId: started.assignedToId,
    payload: { number: started.number, from: 'PENDING', to: 'IN_PROGRESS', by: 'task' },
  })
}
