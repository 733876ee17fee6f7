import * as decimal from '@framewright/contracts/core/decimal'
import type { AsOfInput, AsOfPage } from '@framewright/contracts/stock/stock.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { containing, fetchPage } from '../core/cursor.ts'

/**
 * What was where at an instant, by effective time: what is there now less what moved later. A page reads the later
 * movements of its own items and no others, in the snapshot in which it reads the balances.
 */
export function readAsOf(read: ReadDb, input: AsOfInput): Promise<AsOfPage> {
  const { at, itemId, locationId, search } = input
  let query = read
    .selectFrom('stock_balance')
    .innerJoin('item', 'item.id', 'stock_balance.item_id')
    .innerJoin('location', 'location.id', 'stock_balance.location_id')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('stock_movement as movement')
          .select(
            sql<string>`stock_balance.on_hand - coalesce(sum(
              case when movement.to_id = stock_balance.location_id then movement.quantity else -movement.quantity end), 0)`.as(
              'on_hand',
            ),
          )
          .whereRef('movement.item_id', '=', 'stock_balance.item_id')
          .where('movement.effective_at', '>', new Date(at))
          .where((inner) =>
            inner.or([
              inner('movement.from_id', '=', inner.ref('stock_balance.location_id')),
              inner('movement.to_id', '=', inner.ref('stock_balance.location_id')),
            ]),
          )
          .as('state'),
      (join) => join.onTrue(),
    )
    .select(['item.id as item_id', 'item.sku', 'item.name', 'item.unit'])
    .select(['location.id as location_id', 'location.name as location', 'location.usage', 'state.on_hand'])
    .where('state.on_hand', '<>', '0')
  if (itemId !== undefined) query = query.where('stock_balance.item_id', '=', itemId)
  if (locationId !== undefined) query = query.where('stock_balance.location_id', '=', locationId)
  if (search) {
    const pattern = containing(search)
    query = query.where((eb) => eb.or([eb('item.sku', 'ilike', pattern), eb('item.name', 'ilike', pattern)]))
  }
  return fetchPage(query, input, {
    // A balance has no identifier of its own: the place within the item breaks ties.
    id: sql<number>`stock_balance.location_id`,
    sorts: { item: { by: sql`stock_balance.item_id`, type: 'int4' } },
    defaultSort: 'item',
    map: (row) => ({
      itemId: row.item_id,
      sku: row.sku,
      name: row.name,
      unit: row.unit,
      locationId: row.location_id,
      location: row.location,
      usage: row.usage,
      onHand: decimal.quantity(row.on_hand),
    }),
  })
}
