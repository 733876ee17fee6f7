import * as decimal from '@framewright/contracts/core/decimal'
import type { LocationUsage } from '@framewright/contracts/stock/stock.schema'
import type { StockStatus } from '@framewright/contracts/stock/stock.status.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { incoming } from '../item/item.sql.ts'
import { available } from './stock.sql.ts'

type Unit = StockStatus['waiting'][number]['unit']

/** Items shown of each list. */
const shown = 8
/** Items shown of each use of a place that is not storage. */
const shownWaiting = 5

interface Item {
  id: number
  sku: string
  name: string
  unit: Unit
}
const toItem = ({ id, sku, name, unit }: Item) => ({ itemId: id, sku, name, unit })

/** How the stock stands: what it is worth and where, what of it waits, and what there is too little of. */
export async function readStatus(read: ReadDb): Promise<StockStatus> {
  const [sums, waiting, low, missing] = await Promise.all([
    readSums(read),
    readWaiting(read),
    readLow(read),
    readMissing(read),
  ])
  return { ...sums, waiting, low, missing }
}

/** One pass over the balances for both. */
async function readSums(read: ReadDb): Promise<Pick<StockStatus, 'byCategory' | 'byUsage'>> {
  const { rows } = await sql<{
    usage: LocationUsage | null
    id: number | null
    name: string | null
    items: number
    value: string
  }>`
    select sums.usage, sums.category_id as id, category.name, sums.items, sums.value
    from (
      select balance.usage, item.category_id, grouping(balance.usage) as by_category,
        count(distinct item.id)::int as items, sum(balance.on_hand * item.cost) as value
      from stock_balance balance join item on item.id = balance.item_id
      where not balance.allow_negative and balance.on_hand <> 0
      group by grouping sets ((balance.usage), (item.category_id))
    ) sums left join category on category.id = sums.category_id
    order by sums.value desc, sums.usage, category.name`.execute(read)
  const figures = (row: (typeof rows)[number]) => ({ items: row.items, value: decimal.money(row.value) })
  return {
    byUsage: rows.flatMap((row) => (row.usage === null ? [] : [{ usage: row.usage, ...figures(row) }])),
    byCategory: rows.flatMap((row) =>
      row.usage === null
        ? [{ category: row.id === null || row.name === null ? null : { id: row.id, name: row.name }, ...figures(row) }]
        : [],
    ),
  }
}

async function readWaiting(read: ReadDb): Promise<StockStatus['waiting']> {
  const { rows } = await sql<Item & { usage: LocationUsage; quantity: string; value: string }>`
    select item.id, item.sku, item.name, item.unit, held.usage, held.quantity, held.value
    from (
      select balance.item_id, balance.usage, sum(balance.on_hand) as quantity, sum(balance.on_hand) * item.cost as value,
        row_number() over (
          partition by balance.usage order by sum(balance.on_hand) * item.cost desc, sum(balance.on_hand) desc, balance.item_id
        ) as place
      from stock_balance balance join item on item.id = balance.item_id
      where not balance.allow_negative and balance.on_hand > 0 and balance.usage in ('QUARANTINE', 'STAGING', 'WIP')
      group by balance.usage, balance.item_id, item.cost
    ) held join item on item.id = held.item_id
    where held.place <= ${shownWaiting}
    order by held.usage, held.place`.execute(read)
  return rows.map((row) => ({
    ...toItem(row),
    usage: row.usage,
    quantity: decimal.quantity(row.quantity),
    value: decimal.money(row.value),
  }))
}

/** What is coming is looked up for those shown alone. */
async function readLow(read: ReadDb): Promise<StockStatus['low']> {
  const [{ count }, rows] = await Promise.all([
    read.selectFrom('low_stock').select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow(),
    read
      .selectFrom((eb) =>
        eb
          .selectFrom('low_stock')
          .innerJoin('item', 'item.id', 'low_stock.item_id')
          .innerJoin('item_stock', 'item_stock.item_id', 'item.id')
          .select(['item.id', 'item.sku', 'item.name', 'item.unit'])
          .select([available.as('available'), sql<string>`item.reorder_point`.as('reorder_point')])
          // Of how much it should have; with a point of zero, by what there is.
          .orderBy(sql`${available} / greatest(item.reorder_point, 1)`)
          .orderBy('item.id')
          .limit(shown)
          .as('item'),
      )
      .selectAll('item')
      .select(incoming.as('incoming'))
      .execute(),
  ])
  return {
    count,
    items: rows.map((row) => ({
      ...toItem(row as Item),
      available: decimal.quantity(row.available),
      incoming: decimal.quantity(row.incoming),
      reorderPoint: decimal.quantity(row.reorder_point),
    })),
  }
}

/** As a production order's page has it: what is needed, less what was taken, less what is promised. */
async function readMissing(read: ReadDb): Promise<StockStatus['missing']> {
  const { rows } = await sql<Item & { missing: string; orders: number; available: string; count: number }>`
    select item.id, item.sku, item.name, item.unit, short.missing, short.orders, short.count,
      item_stock.on_hand - item_stock.reserved as available
    from (
      select line.component_id, sum(line.open) as missing, count(distinct line.order_id)::int as orders,
        (count(*) over ())::int as count
      from (
        select line.component_id, line.order_id, line.needed - line.consumed - coalesce((
          select sum(promised.quantity - promised.consumed) from reservation promised
          where promised.production_line_id = line.id and not promised.released), 0) as open
        from production_order "order"
        join production_order_line line on line.order_id = "order".id
        join item on item.id = line.component_id and item.kind <> 'SERVICE'
        where "order".status in ('RELEASED', 'IN_PROGRESS', 'ON_HOLD') and line.needed > line.consumed
      ) line
      where line.open > 0
      group by line.component_id
      order by orders desc, missing desc, line.component_id limit ${shown}
    ) short
    join item on item.id = short.component_id join item_stock on item_stock.item_id = item.id
    order by short.orders desc, short.missing desc, item.id`.execute(read)
  return {
    count: rows[0]?.count ?? 0,
    items: rows.map((row) => ({
      ...toItem(row),
      missing: decimal.quantity(row.missing),
      orders: row.orders,
      available: decimal.quantity(row.available),
    })),
  }
}
