import type { Call } from '@framewright/contracts/core/context'
import { stepFor } from '@framewright/contracts/core/lifecycle'
import { fulfilmentLifecycle } from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { dropOutgoing } from '../inspection/guard.ts'
import type { LockedFulfilment } from './fulfilment.rows.ts'
import { say } from './said.ts'
import { unpick, unpromise } from './undoing.ts'

/**
 * Ends it before it leaves. What was picked goes back where it came from; an order's goods are promised to the order
 * again, an invoice's are free until a further fulfilment asks for them.
 */
export async function cancel(
  tx: Tx,
  emit: Emit,
  call: Call,
  fulfilment: LockedFulfilment,
  reason: string,
  now: Date,
): Promise<void> {
  const step = stepFor(fulfilmentLifecycle, 'cancel', fulfilment, call.caller)
  if (fulfilment.status === 'PENDING') {
    await unpromise(tx, fulfilment)
  } else if (fulfilment.status !== 'CREATED') {
    await unpick(tx, call, fulfilment, fulfilment.demand === 'sales' ? 'promise' : 'free', now)
  }
  await tx.fulfilmentSession.updateMany({
    where: { fulfilmentId: fulfilment.id, undoneAt: null, completedAt: null },
    data: { undoneAt: now },
  })
  await tx.fulfilment.update({
    where: { id: fulfilment.id },
    data: { status: step.to, version: { increment: 1 } },
  })
  await dropOutgoing(tx, emit, { ...fulfilment, type: 'fulfilment' })
  say(emit, fulfilment, 'cancelled', { from: fulfilment.status, to: step.to, reason })
}
