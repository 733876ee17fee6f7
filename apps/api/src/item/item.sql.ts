import type { ItemCountInput } from '@framewright/contracts/item/item.schema'
import type { Db, ReadDb } from '@framewright/db/client'
import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import { categoriesBelow } from '../category/category.sql.ts'
import { available } from '../stock/stock.sql.ts'
import { findMatch, type Match, whereMatches } from './item.search.ts'

/** Of the row's item: what open purchase orders still owe. */
export const incoming = sql<string>`coalesce((
  select sum(line.quantity - line.received) from purchase_order_line line
  where line.item_id = item.id and line.received < line.quantity
    and (select status from purchase_order where purchase_order.id = line.order_id) in ('PENDING', 'PARTIALLY_RECEIVED')), 0)`

/** Items as a filter wants them and a search has found them. */
export const selectItems = (read: ReadDb, filter: ItemCountInput, match?: Match) =>
  filterItems(withStock(read), filter)
    .leftJoin('category', 'category.id', 'item.category_id')
    .select(['item.id', 'item.sku', 'item.name', 'item.kind', 'item.unit', 'item.unit_price', 'item.cost'])
    .select(['item.tax_rate', 'item.category_id', 'item.reorder_point', 'item.reorder_quantity', 'item.lead_days'])
    .select(['item.active', 'item.version', 'category.path as category_path'])
    .select(['item_stock.on_hand', 'item_stock.reserved', incoming.as('incoming')])
    .$if(match !== undefined, (query) => whereMatches(query, match as Match))

const withStock = (read: ReadDb) => read.selectFrom('item').innerJoin('item_stock', 'item_stock.item_id', 'item.id')

/** Items as a filter wants them, whatever it searches for. */
export const selectFiltered = (read: ReadDb, filter: ItemCountInput): SelectQueryBuilder<Db, 'item', object> =>
  filter.stock === undefined ? filterItems(read.selectFrom('item'), filter) : filterItems(withStock(read), filter)

/** @param query joins `item_stock` where the filter asks for stock. */
function filterItems<TB extends keyof Db, Row>(
  given: SelectQueryBuilder<Db, TB | 'item', Row>,
  filter: ItemCountInput,
): SelectQueryBuilder<Db, TB | 'item', Row> {
  let query = given as unknown as SelectQueryBuilder<Db, 'item', Row>
  const { kind, categoryId, active, stock, minPrice, maxPrice } = filter
  if (kind !== undefined) query = query.where('item.kind', '=', kind)
  if (active !== undefined) query = query.where('item.active', '=', active)
  if (categoryId !== undefined) query = query.where('item.category_id', 'in', categoriesBelow(categoryId))
  if (minPrice !== undefined) query = query.where('item.unit_price', '>=', minPrice)
  if (maxPrice !== undefined) query = query.where('item.unit_price', '<=', maxPrice)
  if (stock !== undefined) query = query.where(stockIs(stock))
  return query as unknown as typeof given
}

/** Whether so much is available of an item. OUT is said as the index of what is out of stock says it. */
function stockIs(stock: NonNullable<ItemCountInput['stock']>): RawBuilder<SqlBool> {
  switch (stock) {
    case 'IN':
      return sql<SqlBool>`${available} > 0`
    case 'OUT':
      return sql<SqlBool>`${available} <= 0`
    case 'LOW':
      return sql<SqlBool>`item.reorder_point is not null and ${available} <= item.reorder_point`
    default:
      return stock satisfies never
  }
}

/** What a filter's search has come to; undefined where it searches for nothing. */
export async function matchesOf(read: ReadDb, filter: ItemCountInput): Promise<Match | undefined> {
  const { search, ...rest } = filter
  return search ? findMatch(read, isFiltered(rest) ? selectFiltered(read, rest) : undefined, search) : undefined
}

/** Whether a list input narrows anything down: an unfiltered list has its total kept. */
export function isFiltered(input: ItemCountInput): boolean {
  const { search, kind, categoryId, active, stock, minPrice, maxPrice } = input
  return [search || undefined, kind, categoryId, active, stock, minPrice, maxPrice].some((one) => one !== undefined)
}
