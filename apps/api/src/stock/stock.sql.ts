import * as decimal from '@framewright/contracts/core/decimal'
import type { Stock } from '@framewright/contracts/item/item.schema'
import { sql } from 'kysely'

/** What there is of an item over STORAGE, of a query that joins `item_stock`: every item has a row there. */
export const available = sql<string>`(item_stock.on_hand - item_stock.reserved)`

export function toStock(row: { on_hand: string; reserved: string }): Stock {
  return {
    onHand: decimal.quantity(row.on_hand),
    reserved: decimal.quantity(row.reserved),
    available: decimal.quantity(decimal.subtract(row.on_hand, row.reserved)),
  }
}
