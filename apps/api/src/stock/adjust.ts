import { randomUUID } from 'node:crypto'
import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { invalid } from '@framewright/contracts/errors'
import type { AdjustInput } from '@framewright/contracts/stock/stock.schema'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { post, systemLocations, take } from './ledger.ts'
import { averageCosts } from './moving-average.ts'
import { requirePlace } from './place.ts'
import { requirePiecesAt, stockedItem } from './stocked-item.ts'

/**
 * Corrects what the ledger says at one place, the default storage when none is named: ADJUSTMENTS → place or back. An
 * increase of a worth of its own is carried into the item's cost like a delivery.
 */
export async function adjust(tx: Tx, emit: Emit, call: Call, input: AdjustInput): Promise<number[]> {
  const { itemId, direction, quantity, unitCost, reason } = input
  if (direction === 'DOWN' && unitCost !== undefined)
    throw invalid('unitCost', 'What goes out goes out at the item’s cost')
  const item = await stockedItem(tx, itemId)
  const at = await systemLocations(tx)
  const place = await requirePlace(tx, input.locationId ?? at.STOCK, 'locationId')
  await requirePiecesAt(tx, item, quantity, place.id)

  const source = { type: 'adjustment', id: null, operation: randomUUID() }
  const between =
    direction === 'UP' ? { fromId: at.ADJUSTMENTS, toId: place.id } : { fromId: place.id, toId: at.ADJUSTMENTS }
  if (direction === 'DOWN') await take(tx, [{ itemId, quantity, locationId: place.id }], place.id)
  const worth = unitCost === undefined ? {} : { unitCost }
  const ids = await post(tx, call, source, [{ itemId, ...between, quantity, reason, ...worth }])
  if (unitCost !== undefined) await averageCosts(tx, [{ itemId, quantity, unitPrice: unitCost }])
  emit({
    entity: 'stock',
    id: itemId,
    what: 'adjusted',
    payload: { sku: item.sku, direction, quantity: decimal.quantity(quantity), location: place.name, reason },
  })
  return ids
}
