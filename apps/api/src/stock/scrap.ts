import { randomUUID } from 'node:crypto'
import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import type { ScrapInput } from '@framewright/contracts/stock/stock.schema'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { post, systemLocations, take } from './ledger.ts'
import { requirePlace } from './place.ts'
import { requirePiecesAt, stockedItem } from './stocked-item.ts'

/** Takes stock out of use: from the place named, else from storage, the default storage first. */
export async function scrap(tx: Tx, emit: Emit, call: Call, input: ScrapInput): Promise<number[]> {
  const { itemId, quantity, reason } = input
  const item = await stockedItem(tx, itemId)
  const at = await systemLocations(tx)
  const place = input.locationId === undefined ? undefined : await requirePlace(tx, input.locationId, 'locationId')
  await requirePiecesAt(tx, item, quantity, place?.id)

  const taken = await take(tx, [{ itemId, quantity, locationId: place?.id }], at.STOCK)
  const ids = await post(
    tx,
    call,
    { type: 'scrap', id: null, operation: randomUUID() },
    taken.map((part) => ({ itemId, fromId: part.locationId, toId: at.SCRAP, quantity: part.quantity, reason })),
  )
  emit({
    entity: 'stock',
    id: itemId,
    what: 'scrapped',
    payload: {
      sku: item.sku,
      quantity: decimal.quantity(quantity),
      reason,
      ...(place === undefined ? {} : { location: place.name }),
    },
  })
  return ids
}
