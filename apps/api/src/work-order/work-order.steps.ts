import type { Caller } from '@framewright/contracts/core/context'
import { type Lifecycle, stepFor } from '@framewright/contracts/core/lifecycle'
import { notFound, ruleViolated } from '@framewright/contracts/errors'
import {
  type WorkOrderAction,
  type WorkOrderStatus,
  workOrderLifecycle,
} from '@framewright/contracts/work-order/work-order.lifecycle'
import type { Emit } from '../core/outbox.ts'
import { build, run, type Tx } from '../core/sql.ts'
import { requireSettled } from '../inspection/guard.ts'
import { taskTold } from '../task/task.told.ts'

const lifecycle: Lifecycle<WorkOrderStatus, WorkOrderAction> = workOrderLifecycle

/** A work order as a command sees it, locked. */
export interface LockedWorkOrder {
  id: number
  number: string
  status: WorkOrderStatus
  assignedToId: number | null
  /** The production order it is the job card of. */
  productionOrderId: number | null
  version: number
}

/** Holds the order's row until the transaction ends. Rows are taken in the order of their ids, so that bulks do not deadlock. */
export async function lockWorkOrders(tx: Tx, ids: readonly number[]): Promise<LockedWorkOrder[]> {
  return run(
    tx,
    build
      .selectFrom('work_order')
      .select(['id', 'number', 'status', 'assigned_to_id as assignedToId', 'version'])
      .select('production_order_id as productionOrderId')
      .where('id', 'in', ids)
      .orderBy('id')
      .forNoKeyUpdate(),
  )
}

export async function lockWorkOrder(tx: Tx, id: number): Promise<LockedWorkOrder> {
  const [order] = await lockWorkOrders(tx, [id])
  if (order === undefined) throw notFound('work order', id)
  return order
}

/**
 * Takes one step of the lifecycle with what goes along: completing and cancelling are refused while somebody is working
 * on the order, cancelling takes its waiting tasks with it.
 */
export async function takeStep(
  tx: Tx,
  emit: Emit,
  caller: Caller,
  order: LockedWorkOrder,
  action: WorkOrderAction,
  now: Date,
): Promise<void> {
  const step = stepFor(lifecycle, action, order, caller)
  if (action !== 'start') await requireOwn(tx, order)
  if (action === 'complete' || action === 'cancel') await requireNobodyWorking(tx, order, action)
  if (action === 'complete') await requireSettled(tx, 'workOrder', order)
  if (action === 'cancel') await cancelWaitingTasks(tx, emit, order)
  await tx.workOrder.update({
    where: { id: order.id },
    data: { status: step.to, version: { increment: 1 }, ...stamps(action, now) },
  })
  const past: Record<WorkOrderAction, string> = {
    start: 'started',
    complete: 'completed',
    cancel: 'cancelled',
    reopen: 'reopened',
  }
  emit({
    entity: 'workOrder',
    id: order.id,
    what: past[action],
    payload: { number: order.number, from: order.status, to: step.to },
  })
}

function stamps(action: WorkOrderAction, now: Date) {
  switch (action) {
    case 'start':
      return { startedAt: now }
    case 'complete':
      return { completedAt: now }
    case 'reopen':
      return { completedAt: null, startedAt: null }
    case 'cancel':
      return {}
    default:
      return action satisfies never
  }
}

/** The job card of a production order goes where that order goes. */
export async function requireOwn(tx: Tx, order: LockedWorkOrder): Promise<void> {
  if (order.productionOrderId === null) return
  const { number } = await tx.productionOrder.findUniqueOrThrow({
    where: { id: order.productionOrderId },
    select: { number: true },
  })
  throw ruleViolated(
    'workOrder.jobCard',
    `${order.number} is the job card of ${number} and follows it. Change the production order instead.`,
    { productionOrderId: order.productionOrderId },
  )
}

async function requireNobodyWorking(tx: Tx, order: LockedWorkOrder, action: WorkOrderAction): Promise<void> {
  const working = await tx.task.findFirst({
    where: { workOrderId: order.id, status: 'IN_PROGRESS' },
    select: { id: true, user: { select: { username: true } } },
  })
  if (working === null) return
  throw ruleViolated(
    'workOrder.running',
    `${working.user?.username ?? 'Somebody'} is working on ${order.number} (task ${working.id}). Pause or finish that task before you ${action} the order.`,
    { taskId: working.id },
  )
}

async function cancelWaitingTasks(tx: Tx, emit: Emit, order: LockedWorkOrder): Promise<void> {
  const cancelled = await tx.task.updateManyAndReturn({
    where: { workOrderId: order.id, status: { in: ['PENDING', 'PAUSED'] } },
    data: { status: 'CANCELLED', version: { increment: 1 } },
    select: { id: true, userId: true, kind: true, itemId: true, item: { select: { name: true } } },
  })
  for (const task of cancelled) {
    emit({
      entity: 'task',
      id: task.id,
      what: 'cancelled',
      ownerId: task.userId,
      payload: {
        ...taskTold({ ...task, itemName: task.item.name, workOrderId: order.id, productionOrderId: null }),
        to: 'CANCELLED',
        by: 'workOrder',
      },
    })
  }
}
