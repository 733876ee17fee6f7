import * as decimal from '@framewright/contracts/core/decimal'
import type { StockOverview } from '@framewright/contracts/stock/stock.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { readKept } from '../statistics/kept.ts'
import { isDemand, readSlowMovers } from './movement-figures.queries.ts'

/** Items shown of each list, the most valuable first. */
const shown = 20
const deadDays = 180
const turningDays = 90
const day = 86_400_000

/**
 * Stock at moving-average cost. The value by kind is kept; by place it is one sum over the balances. `days` of an item:
 * since it was last moved out, null where it never was.
 */
export async function readOverview(read: ReadDb, now: Date): Promise<StockOverview> {
  const [kept, places, counts, dead, turning] = await Promise.all([
    readKept(read, ['stockValue']),
    valueByLocation(read),
    countShortages(read),
    readSlowMovers(read, now, deadDays),
    readTurning(read, now),
  ])
  const byKind = Object.entries(kept.stockValue ?? {}).sort(([, a], [, b]) => decimal.compare(b.amount, a.amount))
  return {
    value: decimal.money(decimal.sum(byKind.map(([, { amount }]) => amount))),
    valueByKind: byKind
      .filter(([, { amount }]) => !decimal.isZero(amount))
      .map(([kind, { amount }]) => ({ kind, value: decimal.money(amount) })),
    valueByLocation: places,
    ...counts,
    dead: dead.items.map(({ unit: _, idleDays, ...item }) => ({ ...item, days: idleDays })),
    turning,
  }
}

async function valueByLocation(read: ReadDb): Promise<StockOverview['valueByLocation']> {
  const rows = await read
    .selectFrom('stock_balance')
    .innerJoin('item', 'item.id', 'stock_balance.item_id')
    .innerJoin('location', 'location.id', 'stock_balance.location_id')
    .select(['location.id', 'location.name'])
    .select(sql<string>`sum(stock_balance.on_hand * item.cost)`.as('value'))
    .where('stock_balance.allow_negative', '=', false)
    .where('stock_balance.on_hand', '<>', '0')
    .groupBy('location.id')
    .orderBy('value', 'desc')
    .orderBy('location.id')
    .execute()
  return rows.map((row) => ({ locationId: row.id, location: row.name, value: decimal.money(row.value) }))
}

/** How many items are low, and how many that are stocked have nothing available. */
function countShortages(read: ReadDb): Promise<{ low: number; out: number }> {
  return read
    .selectNoFrom((eb) => [
      eb.selectFrom('low_stock').select(sql<number>`count(*)::int`.as('n')).$asScalar().$notNull().as('low'),
      eb
        .selectFrom('item')
        .select(sql<number>`count(*)::int`.as('n'))
        .where('item.active', '=', true)
        .where('item.kind', '<>', 'SERVICE')
        .where(
          sql<boolean>`item.id not in (select item_id from stock_balance where usage = 'STORAGE'
            group by item_id having sum(on_hand - reserved) > 0)`,
        )
        .$asScalar()
        .$notNull()
        .as('out'),
    ])
    .executeTakeFirstOrThrow()
}

interface ValuedRow {
  id: number
  sku: string
  name: string
  on_hand: string
  value: string
  last_out: Date | null
}

const toValued = (now: Date) => (row: ValuedRow) => ({
  itemId: row.id,
  sku: row.sku,
  name: row.name,
  onHand: decimal.quantity(row.on_hand),
  value: decimal.money(row.value),
  days: row.last_out === null ? null : Math.floor((now.getTime() - row.last_out.getTime()) / day),
})

/** What was moved out most, by the value moved, since pieces and metres do not compare. */
async function readTurning(read: ReadDb, now: Date): Promise<StockOverview['turning']> {
  const since = new Date(now.getTime() - turningDays * day)
  const { rows } = await sql<ValuedRow>`
    select item.id, item.sku, item.name, held.on_hand, held.on_hand * item.cost as value, moved.last_out
    from (
      select movement.item_id, sum(movement.quantity * movement.unit_cost) as value, sum(movement.quantity) as quantity,
        max(movement.effective_at) as last_out
      from stock_movement movement
      join location source on source.id = movement.from_id join location target on target.id = movement.to_id
      where movement.effective_at >= ${since} and ${isDemand}
      group by movement.item_id
      order by 2 desc, 3 desc, 1 limit ${shown}
    ) moved
    join item on item.id = moved.item_id
    cross join lateral (
      select coalesce(sum(on_hand), 0) as on_hand from stock_balance b where b.item_id = item.id and not b.allow_negative
    ) held
    order by moved.value desc, moved.quantity desc, item.id`.execute(read)
  return rows.map(toValued(now))
}
