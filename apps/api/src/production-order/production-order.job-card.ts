import * as decimal from '@framewright/contracts/core/decimal'
import type { WorkOrderStatus } from '@framewright/contracts/work-order/work-order.lifecycle'
import type { Emit } from '../core/outbox.ts'
import { build, run, type Tx } from '../core/sql.ts'
import type { LockedProductionOrder } from './production-order.rows.ts'

/** The job card of an order, held behind the order; undefined where it makes no frames. */
async function lockJobCard(tx: Tx, order: LockedProductionOrder) {
  const [card] = await run(
    tx,
    build
      .selectFrom('work_order')
      .select(['id', 'number', 'status', 'assigned_to_id as assignedToId'])
      .where('production_order_id', '=', order.id)
      .forNoKeyUpdate(),
  )
  return card
}

/** Counts on the job card what its order made and lost; below zero where what was made is lost afterwards. */
export async function countOnJobCard(
  tx: Tx,
  emit: Emit,
  order: LockedProductionOrder,
  made: { good: string; scrapped: string; startedAt: Date },
): Promise<void> {
  const card = await lockJobCard(tx, order)
  if (card === undefined) return
  const starts = card.status === 'PENDING'
  await tx.workOrder.update({
    where: { id: card.id },
    data: {
      completedQuantity: { increment: made.good },
      scrappedQuantity: { increment: made.scrapped },
      version: { increment: 1 },
      ...(starts ? { status: 'IN_PROGRESS', startedAt: made.startedAt } : {}),
    },
  })
  if (starts) tell(emit, card, 'started', 'IN_PROGRESS')
  const about = { entity: 'workOrder' as const, id: card.id, ownerId: card.assignedToId }
  if (decimal.isPositive(made.good)) {
    emit({ ...about, what: 'progressed', payload: { number: card.number, completed: made.good } })
  } else if (decimal.isPositive(made.scrapped)) {
    emit({ ...about, what: 'lost', payload: { number: card.number, quantity: decimal.quantity(made.scrapped) } })
  }
}

const past: Record<Exclude<WorkOrderStatus, 'PENDING'>, string> = {
  IN_PROGRESS: 'started',
  COMPLETED: 'completed',
  CANCELLED: 'cancelled',
}

/** Takes the job card where its order has gone. */
export async function followOrder(
  tx: Tx,
  emit: Emit,
  order: LockedProductionOrder,
  to: Exclude<WorkOrderStatus, 'PENDING'>,
  now: Date,
): Promise<void> {
  const card = await lockJobCard(tx, order)
  if (card === undefined || card.status === to || card.status === 'COMPLETED' || card.status === 'CANCELLED') return
  const stamps = to === 'IN_PROGRESS' ? { startedAt: now } : to === 'COMPLETED' ? { completedAt: now } : {}
  await tx.workOrder.update({ where: { id: card.id }, data: { status: to, version: { increment: 1 }, ...stamps } })
  tell(emit, card, past[to], to)
}

type Card = NonNullable<Awaited<ReturnType<typeof lockJobCard>>>

function tell(emit: Emit, card: Card, what: string, to: WorkOrderStatus): void {
  emit({
    entity: 'workOrder',
    id: card.id,
    what,
    ownerId: card.assignedToId,
    payload: { number: card.number, from: card.status, to, by: 'productionOrder' },
  })
}
