import { notFound } from '@framewright/contracts/errors'
import type { ItemCountInput, ItemListInput } from '@framewright/contracts/item/item.schema'
import type { ItemQueries } from '@framewright/contracts/item/item.service'
import { type SqlBool, sql } from 'kysely'
import { cursorOf, fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { isUnreferred } from '../core/record-actions.ts'
import { keptCount, keptTotal } from '../statistics/kept.ts'
import { available } from '../stock/stock.sql.ts'
import { createItemExport } from './export.ts'
import { bestOf } from './item.best.ts'
import { toItem } from './item.mapper.ts'
import { type Match, rankIn } from './item.search.ts'
import { filterItems, isFiltered, matchesOf, selectItems } from './item.sql.ts'

const sorts: Record<string, SortKey> = {
  name: { by: sql`lower(item.name)`, type: 'text' },
  sku: { by: sql`lower(item.sku)`, type: 'text' },
  unitPrice: { by: sql`item.unit_price`, type: 'numeric' },
  available: { by: available, type: 'numeric' },
  id: { by: sql`item.id`, type: 'int4' },
}

export function itemQueries(deps: Pick<Deps, 'read' | 'readPool'>): ItemQueries {
  const { read } = deps
  const copy = createItemExport(deps)
  const matchOf = (input: ItemCountInput) => matchesOf(read, input)
  return {
    async list({ caller }, input) {
      const match = await matchOf(input)
      const { query, relevance } = byRelevance(input, match)
      return fetchPage(query, input, {
        id: sql<number>`item.id`,
        sorts: { ...sorts, relevance },
        defaultSort: match ? 'relevance' : 'name',
        map: (row) => toItem(row, caller),
        total: isFiltered(input) ? undefined : keptCount('item'),
      })
    },

    async count(_call, input) {
      if (!isFiltered(input)) return { total: await keptTotal(read, 'item') }
      const match = await matchOf(input)
      if (match?.ids !== undefined) return { total: match.ids.length }
      const row = await selectItems(read, input, match)
        .clearSelect()
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      return { total: Number(row.total) }
    },

    async get({ caller }, { id }) {
      const row = await selectItems(read, {}).where('item.id', '=', id).executeTakeFirst()
      if (row === undefined) throw notFound('item', id)
      const mayRemove = caller.permissions.has('item.write') && row.kind !== 'FRAME'
      return toItem(row, caller, mayRemove && (await isUnreferred(read, 'item', id)))
    },

    export: (_call, input) => copy(input),
  }

  /** Items and how they sort by relevance: the best first; without a search nothing is better, and the name decides. */
  function byRelevance(input: ItemListInput, match: Match | undefined): { query: Items; relevance: SortKey } {
    const query = selectItems(read, input, match)
    if (match === undefined) return { query, relevance: sorts.name as SortKey }
    const sort = input.sort ?? 'relevance'
    if (match.ids !== undefined || !sort.endsWith('relevance')) {
      return { query, relevance: { by: rankIn(match), type: 'text' } }
    }
    const best = bestOf(read, (from) => filterItems(from, input), match, {
      limit: input.limit + 1,
      behind: cursorOf(input, sort, 'text'),
      descending: sort.startsWith('-'),
    })
    return {
      query: query.innerJoin(best.as('match'), (join) => join.on(sql<SqlBool>`match.id = item.id`)) as unknown as Items,
      relevance: { by: sql`match.rank`, type: 'text' },
    }
  }
}

type Items = ReturnType<typeof selectItems>
