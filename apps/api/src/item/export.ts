import type { ItemCountInput } from '@framewright/contracts/item/item.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { yesNo } from '../core/csv-cells.ts'
import { createCsvCopy, safeText } from '../core/csv-copy.ts'
import type { Deps } from '../core/deps.ts'
import { available } from '../stock/stock.sql.ts'
import type { Match } from './item.search.ts'
import { incoming, matchesOf, selectItems } from './item.sql.ts'

const trimmed = (column: string) => sql`trim_scale(${sql.ref(column)})`
/** As everywhere: up to four places, at least two written. */
const price = (column: string) => sql`round(${sql.ref(column)}, greatest(2, min_scale(${sql.ref(column)})))`

/** Items as CSV by their SKU; the column names are the header, and those of an import where it knows them. */
export function createItemExport({ read, readPool }: Pick<Deps, 'read' | 'readPool'>) {
  const copy = createCsvCopy(readPool)
  return async function* (filter: ItemCountInput): AsyncGenerator<string, void> {
    yield* copy(rows(read, filter, await matchesOf(read, filter)))
  }
}

const rows = (read: ReadDb, filter: ItemCountInput, match: Match | undefined) =>
  selectItems(read, filter, match)
    .clearSelect()
    .select([safeText(sql`item.sku`).as('sku'), safeText(sql`item.name`).as('name'), 'item.kind'])
    .select(safeText(sql`replace(category.path, ' › ', ' > ')`).as('category'))
    .select(['item.unit', price('item.unit_price').as('unitPrice'), price('item.cost').as('cost')])
    .select([trimmed('item.tax_rate').as('taxRate'), trimmed('item.reorder_point').as('reorderPoint')])
    .select([trimmed('item.reorder_quantity').as('reorderQuantity'), 'item.lead_days as leadDays'])
    .select([yesNo(sql`item.active`).as('active'), trimmed('item_stock.on_hand').as('onHand')])
    .select(trimmed('item_stock.reserved').as('reserved'))
    .select([sql`trim_scale(${available})`.as('available'), sql`trim_scale(${incoming})`.as('incoming')])
    .orderBy(sql`lower(item.sku)`)
