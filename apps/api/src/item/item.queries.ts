import * as decimal from '@framewright/contracts/core/decimal'
import { notFound } from '@framewright/contracts/errors'
import type { Item, ItemKind, ItemListInput } from '@framewright/contracts/item/item.schema'
import type { ItemQueries } from '@framewright/contracts/item/item.service'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { containing, fetchPage } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { keptTotal } from '../statistics/kept.ts'
import { storageColumns, toStock } from '../stock/stock.sql.ts'

export function itemQueries({ read }: Pick<Deps, 'read'>): ItemQueries {
  return {
    async list(_call, input) {
      const filtered = Boolean(input.search) || input.kind !== undefined || input.active !== undefined
      return fetchPage(selectItems(read, input), input, {
        id: sql<number>`item.id`,
        sorts: {
          name: { by: sql`lower(item.name)`, type: 'text' },
          sku: { by: sql`lower(item.sku)`, type: 'text' },
          unitPrice: { by: sql`item.unit_price`, type: 'numeric' },
          id: { by: sql`item.id`, type: 'int4' },
        },
        defaultSort: 'name',
        map: toItem,
        total: filtered ? undefined : keptTotal(read, 'item'),
      })
    },

    async get(_call, { id }) {
      const row = await selectItems(read, {}).where('item.id', '=', id).executeTakeFirst()
      if (row === undefined) throw notFound('item', id)
      return toItem(row)
    },
  }
}

function selectItems(read: ReadDb, filter: Pick<ItemListInput, 'search' | 'kind' | 'active'>) {
  let query = read
    .selectFrom('item')
    .select([
      'item.id',
      'item.sku',
      'item.name',
      'item.kind',
      'item.unit',
      'item.unit_price',
      'item.cost',
      'item.tax_rate',
      'item.active',
    ])
    .select((eb) => storageColumns(eb))
  if (filter.kind !== undefined) query = query.where('item.kind', '=', filter.kind)
  if (filter.active !== undefined) query = query.where('item.active', '=', filter.active)
  if (filter.search) {
    const pattern = containing(filter.search)
    query = query.where((eb) => eb.or([eb('item.sku', 'ilike', pattern), eb('item.name', 'ilike', pattern)]))
  }
  return query
}

function toItem(row: {
  id: number
  sku: string
  name: string
  kind: ItemKind
  unit: string
  unit_price: string
  cost: string
  tax_rate: string
  active: boolean
  on_hand: string
  reserved: string
}): Item {
  return {
    id: row.id,
    sku: row.sku,
    name: row.name,
    kind: row.kind,
    unit: row.unit,
    unitPrice: decimal.unitPrice(row.unit_price),
    cost: decimal.unitPrice(row.cost),
    taxRate: decimal.quantity(row.tax_rate),
    active: row.active,
    stock: toStock(row),
  }
}
