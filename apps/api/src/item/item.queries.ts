import type { Caller } from '@framewright/contracts/core/context'
import type { Page } from '@framewright/contracts/core/primitives'
import { notFound } from '@framewright/contracts/errors'
import type { Item, ItemCountInput, ItemListInput } from '@framewright/contracts/item/item.schema'
import type { ItemQueries } from '@framewright/contracts/item/item.service'
import { sql } from 'kysely'
import { cursorBehind, cursorOf, fetchPage, preparedPages, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { isUnreferred } from '../core/record-actions.ts'
import { keptCount, keptTotal } from '../statistics/kept.ts'
import { available } from '../stock/stock.sql.ts'
import { createItemExport } from './export.ts'
import { bestOf } from './item.best.ts'
import { toItem } from './item.mapper.ts'
import { isOneOf, type Match, rankIn } from './item.search.ts'
import { isFiltered, matchesOf, selectFiltered, selectItems } from './item.sql.ts'

const sorts: Record<string, SortKey> = {
  name: { by: sql`lower(item.name)`, type: 'text' },
  sku: { by: sql`lower(item.sku)`, type: 'text' },
  unitPrice: { by: sql`item.unit_price`, type: 'numeric' },
  available: { by: available, type: 'numeric' },
  id: { by: sql`item.id`, type: 'int4' },
}

/** What is out of stock lies in an index by the name that stands beside the stock. */
const sortsOfWhatIsOut = { ...sorts, name: { by: sql`item_stock.name_key`, type: 'text' } as const }

const allItems = preparedPages((db) => selectItems(db, {}), {
  id: sql<number>`item.id`,
  sorts: { ...sorts, relevance: sorts.name as SortKey },
  defaultSort: 'name',
  total: keptCount('item'),
})

export function itemQueries(deps: Pick<Deps, 'read' | 'quick' | 'readPool'>): ItemQueries {
  const { read, quick } = deps
  const copy = createItemExport(deps)
  const matchOf = (input: ItemCountInput) => matchesOf(read, input)
  return {
    async list({ caller }, input) {
      const match = await matchOf(input)
      if (match !== undefined && match.ids === undefined && (input.sort ?? 'relevance').endsWith('relevance'))
        return bestPage(caller, input, match)
      if (!isFiltered(input)) return allItems(quick, {}, input, (row) => toItem(row, caller))
      const byStock = input.stock === 'OUT' ? sortsOfWhatIsOut : sorts
      // Without a search nothing is better, and the name decides.
      const relevance = match ? ({ by: rankIn(match), type: 'text' } as const) : byStock.name
      return fetchPage(selectItems(read, input, match), input, {
        id: sql<number>`item.id`,
        sorts: { ...byStock, relevance },
        defaultSort: match ? 'relevance' : 'name',
        map: (row) => toItem(row, caller),
      })
    },

    async count(_call, input) {
      if (!isFiltered(input)) return { total: await keptTotal(quick, 'item') }
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

  /** A page of very many finds, the best first: which they are, and then what there is to tell of them. */
  async function bestPage(caller: Caller, input: ItemListInput, match: Match): Promise<Page<Item>> {
    const sort = input.sort ?? 'relevance'
    const best = await bestOf(read, (from) => selectFiltered(from, input), match, {
      limit: input.limit + 1,
      behind: cursorOf(input, sort, 'text'),
      descending: sort.startsWith('-'),
    })
    const page = best.slice(0, input.limit)
    const rows = await selectItems(read, {})
      .where(isOneOf(page.map(({ id }) => id)))
      .execute()
    const byId = new Map(rows.map((row) => [row.id, row]))
    const nextCursor = cursorBehind(
      best.map(({ id, rank }) => ({ cursor_id: id, cursor_value: rank })),
      input,
      sort,
    )
    return {
      items: page.flatMap(({ id }) => {
        const row = byId.get(id)
        return row === undefined ? [] : [toItem(row, caller)]
      }),
      nextCursor,
    }
  }
}
