import * as decimal from '@framewright/contracts/core/decimal'
import type { Stock } from '@framewright/contracts/item/item.schema'
import type { Db } from '@framewright/db/client'
import { type ExpressionBuilder, sql } from 'kysely'

/** Of the row's item: what is in STORAGE and what of it is reserved, as columns `on_hand` and `reserved`. */
export const storageColumns = (eb: ExpressionBuilder<Db, 'item'>) => {
  const inStorage = (column: 'on_hand' | 'reserved') =>
    eb
      .selectFrom('stock_balance')
      .select((inner) => inner.fn.coalesce(inner.fn.sum<string>(`stock_balance.${column}`), sql<string>`0`).as('sum'))
      .whereRef('stock_balance.item_id', '=', 'item.id')
      .where('stock_balance.usage', '=', sql.lit('STORAGE'))
      .$asScalar()
      .$notNull()
  return [inStorage('on_hand').as('on_hand'), inStorage('reserved').as('reserved')] as const
}

/** Of the row's item: on hand less reserved over STORAGE, as an expression to filter and sort by. */
export const available = sql<string>`coalesce((
  select sum(b.on_hand - b.reserved) from stock_balance b where b.item_id = item.id and b.usage = 'STORAGE'), 0)`

export function toStock(row: { on_hand: string; reserved: string }): Stock {
  return {
    onHand: decimal.quantity(row.on_hand),
    reserved: decimal.quantity(row.reserved),
    available: decimal.quantity(decimal.subtract(row.on_hand, row.reserved)),
  }
}
