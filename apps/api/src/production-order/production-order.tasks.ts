import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { ruleViolated } from '@framewright/contracts/errors'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import type { TaskStatus } from '@framewright/contracts/task/task.lifecycle'
import { sql } from 'kysely'
import type { Emit } from '../core/outbox.ts'
import { build, run, type Tx } from '../core/sql.ts'
import { requireNotWaiting } from '../inspection/guard.ts'
import { endWork } from '../task/task.clock.ts'
import { taskTold } from '../task/task.told.ts'
import { halfMadeOf, piecesOf } from './production-order.half-made.ts'
import type { LockedProductionOrder } from './production-order.rows.ts'
import { firstOf, leftAt, type OrderStage, orderStages } from './production-order.stages.ts'

const openStatuses = ['PENDING', 'IN_PROGRESS', 'PAUSED'] as const satisfies readonly TaskStatus[]

/** An order's task that is not done, as a command sees it. */
interface OpenTask {
  id: number
  kind: TaskKind
  status: TaskStatus
  quantity: string
  userId: number | null
  itemId: number
  itemName: string
  workOrderId: number | null
}

/** The order's tasks that are not done, locked, in the order of their ids. The caller holds the order. */
function lockOpenTasks(tx: Tx, orderId: number): Promise<OpenTask[]> {
  return run(
    tx,
    build
      .selectFrom('task')
      .innerJoin('item', 'item.id', 'task.item_id')
      .select(['task.id', 'task.kind', 'task.status', sql<string>`task.quantity::text`.as('quantity')])
      .select(['task.user_id as userId', 'task.item_id as itemId', 'item.name as itemName'])
      .select(['task.work_order_id as workOrderId'])
      .where('task.production_order_id', '=', orderId)
      .where('task.status', 'in', openStatuses)
      .orderBy('task.id')
      .forUpdate('task'),
  )
}

function tell(emit: Emit, order: LockedProductionOrder, task: OpenTask, what: string, more: object): void {
  emit({
    entity: 'task',
    id: task.id,
    what,
    ownerId: task.userId,
    payload: { ...taskTold({ ...task, productionOrderId: order.id }), by: 'productionOrder', ...more },
  })
}

/**
 * Hands the stages of an order that is released to the people who may do them: a task each, for all that is planned, that
 * waits for somebody of its trade. A frame's order has a job card as well, a work order that follows it.
 */
export async function handOut(
  tx: Tx,
  emit: Emit,
  call: Call,
  order: LockedProductionOrder,
  stages: readonly TaskKind[],
  frame: boolean,
): Promise<void> {
  const { item, priority, dueDate, notes } = await tx.productionOrder.findUniqueOrThrow({
    where: { id: order.id },
    select: { item: { select: { name: true } }, priority: true, dueDate: true, notes: true },
  })
  const card = frame
    ? await tx.workOrder.create({
        data: {
          frameId: order.itemId,
          quantity: order.planned,
          description: notes || `Make ${item.name} for ${order.number}`,
          priority,
          dueDate,
          productionOrderId: order.id,
          createdById: call.caller.userId,
        },
        select: { id: true, number: true },
      })
    : null
  if (card !== null) {
    emit({
      entity: 'workOrder',
      id: card.id,
      what: 'created',
      payload: { number: card.number, frameId: order.itemId, quantity: order.planned, productionOrderId: order.id },
    })
  }
  for (const kind of stages) {
    const { id } = await tx.task.create({
      data: {
        kind,
        itemId: order.itemId,
        quantity: order.planned,
        productionOrderId: order.id,
        workOrderId: card?.id ?? null,
      },
      select: { id: true },
    })
    const about = { id, kind, itemId: order.itemId, itemName: item.name, workOrderId: card?.id ?? null }
    tell(emit, order, { ...about, status: 'PENDING', quantity: order.planned, userId: null }, 'created', {
      quantity: decimal.quantity(order.planned),
      to: 'PENDING',
    })
  }
}

/**
 * Makes the open tasks ask for no more than is left at their stages, the last ones giving way first: what was lost before
 * a stage never comes to it, and what somebody else has done is done.
 */
export async function fitTasks(
  tx: Tx,
  emit: Emit,
  order: LockedProductionOrder,
  stages: readonly OrderStage[],
  now: Date,
  done?: number,
): Promise<void> {
  const open = (await lockOpenTasks(tx, order.id)).filter((task) => task.id !== done)
  for (const { stage } of stages) {
    let room = leftAt(order.planned, stages, stage)
    for (const task of open.filter((one) => one.kind === stage)) {
      const quantity = decimal.isPositive(room) ? decimal.min(room, task.quantity) : '0'
      room = decimal.subtract(room, quantity)
      if (decimal.compare(quantity, task.quantity) === 0) continue
      if (decimal.isZero(quantity)) await stop(tx, emit, order, task, 'CANCELLED', now)
      else {
        await tx.task.update({ where: { id: task.id }, data: { quantity, version: { increment: 1 } } })
        tell(emit, order, task, 'updated', { quantity: decimal.quantity(quantity), to: task.status })
      }
    }
  }
}

/** How many more a stage's tasks may ask for, beside those that are open. */
export async function roomAt(
  tx: Tx,
  order: LockedProductionOrder,
  stages: readonly OrderStage[],
  stage: TaskKind,
  otherThan?: number,
): Promise<string> {
  const asked = (await lockOpenTasks(tx, order.id))
    .filter((task) => task.kind === stage && task.id !== otherThan)
    .map((task) => task.quantity)
  const room = decimal.subtract(leftAt(order.planned, stages, stage), decimal.sum(asked))
  return decimal.quantity(decimal.isPositive(room) ? room : '0')
}

async function stop(
  tx: Tx,
  emit: Emit,
  order: LockedProductionOrder,
  task: OpenTask,
  to: 'PAUSED' | 'CANCELLED',
  now: Date,
): Promise<void> {
  await endWork(tx, task.id, now)
  await tx.task.update({ where: { id: task.id }, data: { status: to, version: { increment: 1 } } })
  tell(emit, order, task, to === 'PAUSED' ? 'paused' : 'cancelled', { from: task.status, to })
}

/** Stops the clocks of an order that is put on hold. */
export async function pauseTasks(tx: Tx, emit: Emit, order: LockedProductionOrder, now: Date): Promise<void> {
  for (const task of await lockOpenTasks(tx, order.id)) {
    if (task.status === 'IN_PROGRESS') await stop(tx, emit, order, task, 'PAUSED', now)
  }
}

/** Cancels what is left of an order that is done, or will not be. */
export async function cancelTasks(tx: Tx, emit: Emit, order: LockedProductionOrder, now: Date): Promise<void> {
  for (const task of await lockOpenTasks(tx, order.id)) await stop(tx, emit, order, task, 'CANCELLED', now)
}

const words: Partial<Record<LockedProductionOrder['status'], string>> = {
  DRAFT: 'is not released yet',
  ON_HOLD: 'is on hold: ask whoever plans before you go on',
  COMPLETED: 'is completed',
  CLOSED: 'is closed',
  CANCELLED: 'is cancelled',
}

/** Whether an order is being worked on, said for whoever stands at the bench. */
export function requireGoing(order: LockedProductionOrder): void {
  const why = words[order.status]
  if (why === undefined) return
  throw ruleViolated('task.productionOrder', `${order.number} ${why}.`, { number: order.number, status: order.status })
}

/** What a task needs before somebody starts it: its order is going, and something lies before its stage. */
export async function requireStartable(tx: Tx, order: LockedProductionOrder, kind: TaskKind): Promise<void> {
  requireGoing(order)
  const stages = await orderStages(tx, order.id)
  const own = stages.find((one) => one.stage === kind)
  if (own === undefined || kind === firstOf(stages)) return
  if (decimal.isPositive(own.ready)) {
    const { id, itemId, number: itemName } = order
    const free = piecesOf(await halfMadeOf(tx, order))
    if (decimal.isPositive(free)) return
    return requireNotWaiting(tx, { itemId, itemName, quantity: own.ready, order: { id, free } })
  }
  throw ruleViolated(
    'productionOrder.stageBefore',
    `Nothing of ${order.number} is there for ${kind.toLowerCase()} yet: the stage before has to be done first.`,
    { stage: kind, ready: '0' },
  )
}

/** The first work on an order starts it. @returns the order as it then is. */
export async function startProduction(
  tx: Tx,
  emit: Emit,
  order: LockedProductionOrder,
  now: Date,
): Promise<LockedProductionOrder> {
  if (order.status !== 'RELEASED') return order
  await tx.productionOrder.update({
    where: { id: order.id },
    data: { status: 'IN_PROGRESS', startedAt: now, version: { increment: 1 } },
  })
  emit({
    entity: 'productionOrder',
    id: order.id,
    what: 'started',
    payload: { number: order.number, from: 'RELEASED', to: 'IN_PROGRESS', by: 'task' },
  })
  return { ...order, status: 'IN_PROGRESS' }
}
