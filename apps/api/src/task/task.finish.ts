import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { invalid, ruleViolated } from '@framewright/contracts/errors'
import { comesWhole } from '@framewright/contracts/item/units'
import type { CompleteTaskInput } from '@framewright/contracts/task/task.schema'
import type { Clock } from '../core/clock.ts'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { inspectMade } from '../inspection/guard.ts'
import { isRework } from '../non-conformance/orders.ts'
import { recordOutput } from '../production-order/production-order.output.ts'
import type { LockedProductionOrder } from '../production-order/production-order.rows.ts'
import { systemLocations } from '../stock/ledger.ts'
import type { LockedTask } from './task.rows.ts'
import { frameRoute, moveStock } from './task.stock.ts'
import { taskTold } from './task.told.ts'

/** A task whose time entries are closed and that is now done. */
export interface DoneTask extends Omit<LockedTask, 'userId' | 'version' | 'status' | 'unit'> {
  status: string
  userId: number
  /** What was done of it: good ones, lost ones and why. */
  good: string
  scrapped: string
  reason: string
  /** The production order it is a stage of, held. */
  order: LockedProductionOrder | null
  endTime: Date
  notes?: string | undefined
}

/** What a finished task has done: all of it good, if nothing else is said. */
export function partOf(
  task: { quantity: string; unit: string },
  { quantity, scrap, reason }: Omit<CompleteTaskInput, 'id'>,
) {
  for (const [field, value] of [
    ['quantity', quantity],
    ['scrap', scrap],
  ] as const) {
    if (value === undefined || comesWhole(value, task.unit) || !comesWhole(task.quantity, task.unit)) continue
    throw invalid(field, `must be whole pieces; a task of ${decimal.quantity(task.quantity)} is split by the piece`)
  }
  const rest = decimal.subtract(task.quantity, scrap)
  const good = quantity ?? (decimal.isPositive(rest) ? rest : '0')
  if (decimal.isZero(decimal.add(good, scrap)))
    throw invalid('quantity', 'Say how many were done, or how many were lost')
  return { good, scrapped: scrap, reason }
}

/**
 * Completes a task: its duration from its time entries, its stock, and its part of its orders. Done in part, it leaves a
 * task for the rest.
 */
export async function finish(tx: Tx, emit: Emit, call: Call, task: DoneTask, clock: Clock): Promise<void> {
  const [worked] = await tx.$queryRaw<{ seconds: number }[]>`
    SELECT coalesce(floor(extract(epoch FROM sum(ended_at - started_at))), 0)::int AS seconds
    FROM time_entry WHERE task_id = ${task.id}`
  const done = decimal.add(task.good, task.scrapped)
  const rest = decimal.subtract(task.quantity, done)
  if (task.order === null && decimal.compare(rest, '0') < 0) {
    throw ruleViolated('task.tooMany', `The task is for ${decimal.quantity(task.quantity)}, ${done} given.`, {
      quantity: decimal.quantity(task.quantity),
      requested: decimal.quantity(done),
    })
  }
  await tx.task.update({
    where: { id: task.id },
    data: {
      status: 'COMPLETED',
      userId: task.userId,
      quantity: done,
      scrapped: task.scrapped,
      endTime: task.endTime,
      duration: worked?.seconds ?? 0,
      version: { increment: 1 },
      ...(task.notes === undefined ? {} : { notes: task.notes }),
    },
  })
  emit({
    entity: 'task',
    id: task.id,
    what: 'completed',
    ownerId: task.userId,
    payload: {
      from: task.status,
      to: 'COMPLETED',
      ...taskTold(task),
      quantity: decimal.quantity(done),
      seconds: worked?.seconds ?? 0,
      ...(decimal.isZero(task.scrapped) ? {} : { scrapped: decimal.quantity(task.scrapped), reason: task.reason }),
    },
  })
  if (decimal.isPositive(rest)) await leaveRest(tx, emit, task, rest)
  if (task.order !== null) {
    const { kind: stage, good, scrapped, reason, userId: operatorId, startTime: startedAt, endTime: endedAt } = task
    const work = { stage, good, scrapped, reason, operatorId, startedAt, endedAt, taskId: task.id }
    await recordOutput(tx, emit, call, task.order, work, clock)
    return
  }
  const stages = task.stages ?? []
  // What is mended is there already: it moves when it has been looked at again.
  const rework = await isRework(tx, task.workOrderId)
  if (!rework) await moveStock(tx, call, { ...task, quantity: done, stages }, clock.today())
  if (task.workOrderId !== null) await countOnWorkOrder(tx, emit, task, task.workOrderId, stages.at(-1) === task.kind)
  if (!rework) await inspect(tx, emit, call, task, clock.now())
}

/** What a plan wants looked at after this stage waits where it now lies. */
async function inspect(tx: Tx, emit: Emit, call: Call, task: DoneTask, now: Date): Promise<void> {
  const { to } = frameRoute(task.kind, task.stages ?? [])
  const at = await systemLocations(tx)
  const order =
    task.workOrderId === null
      ? null
      : await tx.workOrder.findUniqueOrThrow({ where: { id: task.workOrderId }, select: { id: true, number: true } })
  await inspectMade(
    tx,
    emit,
    call,
    {
      itemId: task.itemId,
      quantity: task.good,
      stage: task.kind,
      last: to === 'STOCK',
      source:
        order === null
          ? { type: 'task', id: task.id, number: `Task ${task.id}` }
          : { type: 'workOrder', ...order, line: task.id },
      locationId: to === 'CUSTOMERS' ? null : at[to],
    },
    now,
  )
}

/** A task done in part leaves one for the rest, whose first was the same person's. */
async function leaveRest(tx: Tx, emit: Emit, task: DoneTask, rest: string): Promise<void> {
  const { kind, itemId, workOrderId, productionOrderId, userId } = task
  const { id } = await tx.task.create({
    data: { kind, itemId, workOrderId, productionOrderId, userId, quantity: rest },
    select: { id: true },
  })
  emit({
    entity: 'task',
    id,
    what: 'created',
    ownerId: userId,
    payload: { ...taskTold(task), quantity: decimal.quantity(rest), to: 'PENDING', restOf: task.id },
  })
}

/** A work order counts what has come off the frame's last stage, and what was lost at any. */
async function countOnWorkOrder(tx: Tx, emit: Emit, task: DoneTask, id: number, last: boolean): Promise<void> {
  const completed = last ? task.good : '0'
  if (decimal.isZero(completed) && decimal.isZero(task.scrapped)) return
  const { number, assignedToId } = await tx.workOrder.update({
    where: { id },
    data: {
      completedQuantity: { increment: completed },
      scrappedQuantity: { increment: task.scrapped },
      version: { increment: 1 },
    },
    select: { number: true, assignedToId: true },
  })
  emit({ entity: 'workOrder', id, what: 'progressed', ownerId: assignedToId, payload: { number, completed } })
}
