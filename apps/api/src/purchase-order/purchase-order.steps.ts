import type { Caller } from '@framewright/contracts/core/context'
import { actionTo, type Lifecycle, stepFor, wrongState } from '@framewright/contracts/core/lifecycle'
import {
  type PurchaseOrderAction,
  type PurchaseOrderStatus,
  purchaseOrderLifecycle,
} from '@framewright/contracts/purchase-order/purchase-order.lifecycle'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import type { LockedPurchaseOrder } from './purchase-order.rows.ts'

const lifecycle: Lifecycle<PurchaseOrderStatus, PurchaseOrderAction> = purchaseOrderLifecycle

/** The actions that are no more than a change of state; receiving is more. */
type Plain = Exclude<PurchaseOrderAction, 'receive'>

const past: Record<Plain, string> = { cancel: 'cancelled', closeShort: 'closedShort' }

/**
 * Cancels the order or closes it short.
 * @throws DomainError FORBIDDEN or WRONG_STATE.
 */
export async function takeStep(
  tx: Tx,
  emit: Emit,
  caller: Caller,
  order: LockedPurchaseOrder,
  action: Plain,
): Promise<void> {
  const { to } = stepFor(lifecycle, action, order, caller)
  await tx.purchaseOrder.update({ where: { id: order.id }, data: { status: to, version: { increment: 1 } } })
  const { id, number, status: from } = order
  emit({ entity: 'purchaseOrder', id, what: past[action], payload: { number, from, to } })
}

/**
 * PATCH with a status is the action that leads there; the status it already has is nothing to do. Receiving has to say
 * what came and where it was put, so that a status alone never stands for it.
 */
export async function moveTo(
  tx: Tx,
  emit: Emit,
  caller: Caller,
  order: LockedPurchaseOrder,
  status: PurchaseOrderStatus,
): Promise<void> {
  if (order.status === status) return
  const action = actionTo(lifecycle, order.status, status)
  if (action === undefined || action === 'receive') throw wrongState(lifecycle, `become ${status}`, order, caller)
  await takeStep(tx, emit, caller, order, action)
}
