import { randomUUID } from 'node:crypto'
import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { invalid } from '@framewright/contracts/errors'
import type { TransferInput } from '@framewright/contracts/stock/stock.schema'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { transferPlan } from '../inspection/guard.ts'
import { openInspection } from '../inspection/opening.ts'
import { post, systemLocations, take } from './ledger.ts'
import { type Place, requireHandled, requirePlace } from './place.ts'
import { requirePiecesAt, stockedItem } from './stocked-item.ts'

/**
 * Moves stock between two places of ours; what is reserved stays where it is. What a plan wants looked at before it is stored
 * goes to quarantine, and on to where it was bound once it has passed.
 */
export async function transfer(tx: Tx, emit: Emit, call: Call, input: TransferInput, now: Date): Promise<number[]> {
  const { itemId, quantity, reason } = input
  if (input.fromId === input.toId) throw invalid('toId', 'This is where it is already')
  const item = await stockedItem(tx, itemId)
  const from = await requirePlace(tx, input.fromId, 'fromId')
  const to = await requirePlace(tx, input.toId, 'toId')
  requireHandled(from, 'fromId')
  requireHandled(to, 'toId')
  await requirePiecesAt(tx, item, quantity, from.id)

  const taken = await take(tx, [{ itemId, quantity, locationId: from.id }], from.id)
  const plan = await transferPlan(tx, itemId, to)
  const stop = plan === undefined ? to : await quarantineFor(tx, from)
  const ids = await post(
    tx,
    call,
    { type: 'transfer', id: null, operation: randomUUID() },
    from.id === stop.id
      ? []
      : taken.map((part) => ({ itemId, fromId: from.id, toId: stop.id, quantity: part.quantity, reason })),
  )
  if (plan !== undefined) {
    const bound = { source: null, locationId: stop.id, targetId: to.id, notes: reason }
    await openInspection(tx, emit, call, { type: 'TRANSFER', plan, itemId, quantity, ...bound }, now)
  }
  emit({
    entity: 'stock',
    id: itemId,
    what: 'transferred',
    payload: { sku: item.sku, quantity: decimal.quantity(quantity), from: from.name, to: stop.name, reason },
  })
  return ids
}

/** Where it waits to be looked at: where it is, if that is a quarantine. */
async function quarantineFor(tx: Tx, from: Place): Promise<Place> {
  if (from.usage === 'QUARANTINE') return from
  return requirePlace(tx, (await systemLocations(tx)).QUARANTINE, 'toId')
}
