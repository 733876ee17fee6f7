import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { type Lifecycle, stepFor } from '@framewright/contracts/core/lifecycle'
import { ruleViolated } from '@framewright/contracts/errors'
import {
  type ProductionOrderAction,
  type ProductionOrderStatus,
  productionOrderLifecycle,
} from '@framewright/contracts/production-order/production-order.lifecycle'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { releaseAll } from '../stock/reserving.ts'
import { passGates } from './production-order.gates.ts'
import { followOrder } from './production-order.job-card.ts'
import { leftOf, unfitFor } from './production-order.making.ts'
import type { LockedProductionOrder } from './production-order.rows.ts'
import { orderStages, saveStages } from './production-order.stages.ts'
import { cancelTasks, pauseTasks } from './production-order.tasks.ts'

const lifecycle: Lifecycle<ProductionOrderStatus, ProductionOrderAction> = productionOrderLifecycle

/** The steps that move no stock. */
export type PlainStep = Exclude<ProductionOrderAction, 'release' | 'output'>

const past: Record<PlainStep, string> = {
  start: 'started',
  hold: 'held',
  resume: 'resumed',
  complete: 'completed',
  completeShort: 'completedShort',
  cancel: 'cancelled',
  close: 'closed',
}

/**
 * Takes a step with what goes along: holding stops the clocks of its tasks, and the last ones cancel what tasks are left
 * and free what is still reserved.
 */
export async function takeStep(
  tx: Tx,
  emit: Emit,
  call: Call,
  order: LockedProductionOrder,
  action: PlainStep,
  now: Date,
): Promise<void> {
  const step = stepFor(lifecycle, action, order, call.caller)
  requireFit(order, action)
  if (action === 'complete' || action === 'completeShort') await passGates(tx, { order, stage: null })
  if (action === 'hold') await pauseTasks(tx, emit, order, now)
  if (action === 'start') await followOrder(tx, emit, order, 'IN_PROGRESS', now)
  if (action === 'complete' || action === 'completeShort' || action === 'cancel') {
    await followOrder(tx, emit, order, action === 'cancel' ? 'CANCELLED' : 'COMPLETED', now)
    await cancelTasks(tx, emit, order, now)
    await saveStages(tx, order, await orderStages(tx, order.id), false)
    const lines = await tx.productionOrderLine.findMany({ where: { orderId: order.id }, select: { id: true } })
    await releaseAll(tx, [
      ['production', lines.map((line) => line.id)],
      ['halfMade', [order.id]],
    ])
  }
  await tx.productionOrder.update({
    where: { id: order.id },
    data: { status: step.to, version: { increment: 1 }, ...stamps(action, now) },
  })
  emit({
    entity: 'productionOrder',
    id: order.id,
    what: past[action],
    payload: {
      number: order.number,
      from: order.status,
      to: step.to,
      ...(action === 'completeShort' ? { left: decimal.quantity(leftOf(order)) } : {}),
    },
  })
}

function requireFit(order: LockedProductionOrder, action: PlainStep): void {
  const left = decimal.quantity(leftOf(order))
  const made = decimal.quantity(decimal.add(order.produced, order.scrapped))
  const unfit = unfitFor(order, action)
  switch (unfit) {
    case undefined:
      return
    case 'unfinished':
      throw ruleViolated(
        'productionOrder.unfinished',
        `${left} of ${decimal.quantity(order.planned)} are still to be made of ${order.number}. Complete it short if nothing more comes.`,
        { left },
      )
    case 'finished':
      throw ruleViolated(
        'productionOrder.finished',
        `Nothing is left to be made of ${order.number}. Complete it instead.`,
      )
    case 'nothingMade':
      throw ruleViolated('productionOrder.nothingMade', `Nothing was made of ${order.number} yet. Cancel it instead.`)
    case 'partlyMade':
      throw ruleViolated(
        'productionOrder.partlyMade',
        `${decimal.isZero(made) ? 'Some' : made} of ${order.number} were made${decimal.isZero(made) ? ' in part' : ''}. Complete it short instead.`,
        { made },
      )
    default:
      unfit satisfies never
  }
}

function stamps(action: PlainStep, now: Date) {
  switch (action) {
    case 'start':
      return { startedAt: now }
    case 'complete':
    case 'completeShort':
      return { completedAt: now }
    case 'close':
      return { closedAt: now }
    case 'hold':
    case 'resume':
    case 'cancel':
      return {}
    default:
      return action satisfies never
  }
}
