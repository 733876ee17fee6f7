import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { ruleViolated } from '@framewright/contracts/errors'
import { sql } from 'kysely'
import type { Emit } from '../core/outbox.ts'
import { build, run, type Tx } from '../core/sql.ts'
import { type Posting, post, systemLocations, take } from '../stock/ledger.ts'
import { requirePlace } from '../stock/place.ts'
import { lockOpenCount } from './stock-count.rows.ts'

/**
 * Posts what was counted less what was expected, so that whatever moved since the snapshot stays right: more found
 * ADJUSTMENTS → place, less found place → ADJUSTMENTS. Lines nobody counted post nothing.
 * @throws DomainError INSUFFICIENT_STOCK where what is missing has been reserved or has gone since.
 */
export async function postCount(tx: Tx, emit: Emit, call: Call, id: number, now: Date): Promise<{ id: number }> {
  const count = await lockOpenCount(tx, call.caller, id, 'post')
  const counted = await countedLines(tx, id)
  if (counted.length === 0) {
    throw ruleViolated('stockCount.nothingCounted', `Nothing has been counted in ${count.number} yet.`, {
      stockCountId: id,
    })
  }
  const place = await requirePlace(tx, count.locationId, 'id')
  const at = await systemLocations(tx)
  const differing = counted.filter((line) => !decimal.isZero(line.difference))
  const missing = differing
    .filter((line) => !decimal.isPositive(line.difference))
    .map((line) => ({ ...line, quantity: decimal.subtract('0', line.difference) }))
  const found = differing.filter((line) => decimal.isPositive(line.difference))
  await take(
    tx,
    missing.map((line) => ({ itemId: line.itemId, quantity: line.quantity, locationId: place.id })),
    place.id,
    found.map((line) => line.itemId),
  )
  const reason = count.number
  const postings: Posting[] = [
    ...missing.map(({ itemId, quantity }) => ({ itemId, fromId: place.id, toId: at.ADJUSTMENTS, quantity, reason })),
    ...found.map(({ itemId, difference }) => ({
      itemId,
      fromId: at.ADJUSTMENTS,
      toId: place.id,
      quantity: difference,
      reason,
    })),
  ]
  await post(tx, call, { type: 'stockCount', id, operation: 'post' }, postings)
  await tx.stockCount.update({ where: { id }, data: { status: 'POSTED', postedAt: now, version: { increment: 1 } } })

  const payload = { number: count.number, location: place.name }
  emit({
    entity: 'stockCount',
    id,
    what: 'posted',
    payload: { ...payload, counted: counted.length, differing: differing.length, from: 'OPEN', to: 'POSTED' },
  })
  for (const { itemId, sku, difference } of differing) {
    emit({
      entity: 'stock',
      id: itemId,
      what: 'counted',
      payload: { ...payload, sku, difference: decimal.quantity(difference) },
    })
  }
  return { id }
}

function countedLines(tx: Tx, countId: number) {
  return run(
    tx,
    build
      .selectFrom('stock_count_line as line')
      .innerJoin('item', 'item.id', 'line.item_id')
      .select(['line.item_id as itemId', 'item.sku'])
      .select(sql<string>`(line.counted - line.expected)::text`.as('difference'))
      .where('line.count_id', '=', countId)
      .where('line.counted', 'is not', null)
      .orderBy('line.item_id'),
  )
}
