import { randomUUID } from 'node:crypto'
import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { invalid } from '@framewright/contracts/errors'
import type { TransferInput } from '@framewright/contracts/stock/stock.schema'
import type { Emit } from '../core/commands.ts'
import type { Tx } from '../core/sql.ts'
import { post, take } from './ledger.ts'
import { requireHandled, requirePlace } from './place.ts'
import { requirePieces, stockedItem } from './stocked-item.ts'

/** Moves stock between two places of ours; what is reserved stays where it is. */
export async function transfer(tx: Tx, emit: Emit, call: Call, input: TransferInput): Promise<number[]> {
  const { itemId, quantity, reason } = input
  if (input.fromId === input.toId) throw invalid('toId', 'This is where it is already')
  const item = await stockedItem(tx, itemId)
  requirePieces(item, quantity)
  const from = await requirePlace(tx, input.fromId, 'fromId')
  const to = await requirePlace(tx, input.toId, 'toId')
  requireHandled(from, 'fromId')
  requireHandled(to, 'toId')

  const taken = await take(tx, [{ itemId, quantity, locationId: from.id }], from.id)
  const ids = await post(
    tx,
    call,
    { type: 'transfer', id: null, operation: randomUUID() },
    taken.map((part) => ({ itemId, fromId: from.id, toId: to.id, quantity: part.quantity, reason })),
  )
  emit({
    entity: 'stock',
    id: itemId,
    what: 'transferred',
    payload: { sku: item.sku, quantity: decimal.quantity(quantity), from: from.name, to: to.name, reason },
  })
  return ids
}
