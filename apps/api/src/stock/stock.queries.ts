import type { Caller } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { notFound } from '@framewright/contracts/errors'
import type { Location } from '@framewright/contracts/stock/stock.schema'
import type { StockQueries } from '@framewright/contracts/stock/stock.service'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { shiftDay } from '../core/clock.ts'
import { containing, fetchPage } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { recordActions } from '../core/record-actions.ts'
import { readAsOf } from './as-of.queries.ts'
import { systemCodes } from './ledger.ts'
import { selectMovements, toMovement } from './movement.sql.ts'
import { readFlow, readSlowMovers } from './movement-figures.queries.ts'
import { readOverview } from './overview.queries.ts'
import { readReorderProposals } from './reorder.queries.ts'
import { readStatus } from './status.queries.ts'

export function stockQueries({ read, clock }: Pick<Deps, 'read' | 'clock'>): StockQueries {
  return {
    async locations({ caller }, input) {
      let query = selectLocations(read)
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
        map: (row) => toLocation(row, caller),
      })
    },

    async location({ caller }, { id }) {
      const row = await selectLocations(read).where('id', '=', id).executeTakeFirst()
      if (row === undefined) throw notFound('location', id)
      return toLocation(row, caller)
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
      let query = selectMovements(read)
      const { itemId, locationId, from, to } = input
      // Of the shop's days.
      const midnight = (day: string) => sql<Date>`${day}::date::timestamp at time zone ${clock.timeZone}`
      if (from !== undefined) query = query.where('movement.effective_at', '>=', midnight(from))
      if (to !== undefined) query = query.where('movement.effective_at', '<', midnight(shiftDay(to, 1)))
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
        map: toMovement,
      })
    },

    asOf: (_call, input) => readAsOf(read, input),
    reorderProposals: (_call) => readReorderProposals(read, clock.today()),
    overview: (_call) => readOverview(read, clock.now()),
    status: (_call) => readStatus(read),
    flow: (_call, { days }) => readFlow(read, clock, days),
    slowMovers: (_call, { days }) => readSlowMovers(read, clock.now(), days),
  }
}

const selectLocations = (read: ReadDb) =>
  read
    .selectFrom('location')
    .select(['id', 'code', 'name', 'usage', 'parent_id', 'active'])
    .select(
      sql<boolean>`exists (select from stock_balance held where held.location_id = location.id and held.on_hand <> 0)`.as(
        'holds',
      ),
    )

type LocationRow = Awaited<ReturnType<ReturnType<typeof selectLocations>['executeTakeFirstOrThrow']>>

function toLocation({ parent_id, holds, ...row }: LocationRow, { permissions }: Caller): Location {
  const actions = recordActions({ mayWrite: permissions.has('stock.write'), active: row.active })
  const stays = holds || (systemCodes as readonly string[]).includes(row.code)
  return {
    ...row,
    parentId: parent_id,
    allowedActions: actions.filter((action) => action !== 'deactivate' || !stays),
  }
}
