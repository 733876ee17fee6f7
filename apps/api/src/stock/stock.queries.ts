import * as decimal from '@framewright/contracts/core/decimal'
import type { StockQueries } from '@framewright/contracts/stock/stock.service'
import { sql } from 'kysely'
import { containing, fetchPage } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'

export function stockQueries({ read }: Pick<Deps, 'read'>): StockQueries {
  return {
    async locations(_call, input) {
      let query = read.selectFrom('location').select(['id', 'code', 'name', 'usage', 'parent_id', 'active'])
      if (input.usage !== undefined) query = query.where('usage', '=', input.usage)
      if (input.search) {
        const pattern = containing(input.search)
        query = query.where((eb) => eb.or([eb('code', 'ilike', pattern), eb('name', 'ilike', pattern)]))
      }
      return fetchPage(query, input, {
        id: sql<number>`location.id`,
        sorts: {
          code: { by: sql`lower(location.code)`, type: 'text' },
          name: { by: sql`lower(location.name)`, type: 'text' },
        },
        defaultSort: 'name',
        map: ({ parent_id, ...row }) => ({ ...row, parentId: parent_id }),
      })
    },

    async balances(_call, input) {
      let query = read
        .selectFrom('stock_balance')
        .innerJoin('item', 'item.id', 'stock_balance.item_id')
        .innerJoin('location', 'location.id', 'stock_balance.location_id')
        .select(['item.id as item_id', 'item.sku', 'item.name', 'item.unit'])
        .select(['location.id as location_id', 'location.name as location', 'location.usage'])
        .select(['stock_balance.on_hand', 'stock_balance.reserved'])
        .where('stock_balance.on_hand', '<>', '0')
      if (input.itemId !== undefined) query = query.where('stock_balance.item_id', '=', input.itemId)
      if (input.locationId !== undefined) query = query.where('stock_balance.location_id', '=', input.locationId)
      if (input.usage !== undefined) query = query.where('stock_balance.usage', '=', input.usage)
      if (input.search) {
        const pattern = containing(input.search)
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
          reserved: decimal.quantity(row.reserved),
          available: decimal.quantity(decimal.subtract(row.on_hand, row.reserved)),
        }),
      })
    },

    async movements(_call, input) {
      let query = read
        .selectFrom('stock_movement as movement')
        .innerJoin('item', 'item.id', 'movement.item_id')
        .innerJoin('location as source', 'source.id', 'movement.from_id')
        .innerJoin('location as target', 'target.id', 'movement.to_id')
        .leftJoin('app_user as actor', 'actor.id', 'movement.actor_id')
        .select(['movement.id', 'item.id as item_id', 'item.sku', 'item.name', 'item.unit', 'movement.quantity'])
        .select(['source.id as from_id', 'source.name as from', 'source.usage as from_usage'])
        .select(['target.id as to_id', 'target.name as to', 'target.usage as to_usage'])
        .select(['movement.source_type', 'movement.source_id', 'movement.reason', 'actor.username as actor'])
        .select(['movement.effective_at', 'movement.recorded_at'])
      const { itemId, locationId } = input
      if (itemId !== undefined) query = query.where('movement.item_id', '=', itemId)
      if (locationId !== undefined) {
        query = query.where((eb) =>
          eb.or([eb('movement.from_id', '=', locationId), eb('movement.to_id', '=', locationId)]),
        )
      }
      if (input.search) {
        const pattern = containing(input.search)
        query = query.where((eb) => eb.or([eb('item.sku', 'ilike', pattern), eb('item.name', 'ilike', pattern)]))
      }
      return fetchPage(query, input, {
        id: sql<number>`movement.id`,
        sorts: { id: { by: sql`movement.id`, type: 'int8' } },
        defaultSort: '-id',
        map: (row) => ({
          id: row.id,
          itemId: row.item_id,
          sku: row.sku,
          name: row.name,
          unit: row.unit,
          fromId: row.from_id,
          from: row.from,
          fromUsage: row.from_usage,
          toId: row.to_id,
          to: row.to,
          toUsage: row.to_usage,
          quantity: decimal.quantity(row.quantity),
          sourceType: row.source_type,
          sourceId: row.source_id,
          reason: row.reason,
          actor: row.actor,
          effectiveAt: row.effective_at.toISOString(),
          recordedAt: row.recorded_at.toISOString(),
        }),
      })
    },
  }
}
