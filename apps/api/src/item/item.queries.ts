import { notFound } from '@framewright/contracts/errors'
import type { ItemQueries } from '@framewright/contracts/item/item.service'
import { sql } from 'kysely'
import { fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { keptTotal } from '../statistics/kept.ts'
import { available } from '../stock/stock.sql.ts'
import { createItemExport } from './export.ts'
import { toItem } from './item.mapper.ts'
import { isFiltered, selectItems } from './item.sql.ts'

const sorts: Record<string, SortKey> = {
  name: { by: sql`lower(item.name)`, type: 'text' },
  sku: { by: sql`lower(item.sku)`, type: 'text' },
  unitPrice: { by: sql`item.unit_price`, type: 'numeric' },
  available: { by: available, type: 'numeric' },
  id: { by: sql`item.id`, type: 'int4' },
}
/** The best first; without a search nothing is better than another, and the name decides. */
const relevance: SortKey = { by: sql`match.rank`, type: 'text' }

export function itemQueries(deps: Pick<Deps, 'read' | 'readPool'>): ItemQueries {
  const { read } = deps
  const copy = createItemExport(deps)
  return {
    async list(_call, input) {
      return fetchPage(selectItems(read, input), input, {
        id: sql<number>`item.id`,
        sorts: { ...sorts, relevance: input.search ? relevance : (sorts.name as SortKey) },
        defaultSort: input.search ? 'relevance' : 'name',
        map: toItem,
        total: isFiltered(input) ? undefined : keptTotal(read, 'item'),
      })
    },

    async count(_call, input) {
      if (!isFiltered(input)) return { total: await keptTotal(read, 'item') }
      const row = await selectItems(read, input)
        .clearSelect()
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      return { total: Number(row.total) }
    },

    async get(_call, { id }) {
      const row = await selectItems(read, {}).where('item.id', '=', id).executeTakeFirst()
      if (row === undefined) throw notFound('item', id)
      return toItem(row)
    },

    export: (_call, input) => copy(input),
  }
}
