import type { Db, ReadDb } from '@framewright/db/client'
import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import { containing } from '../core/cursor.ts'
import { canBeMisspelt, swaps } from './misspelling.ts'

/** More words than this say nothing more about an item. */
const mostWords = 8
/** Fewer finds than this are collected, which is quickest by the search's index; more are met along the order wanted. */
const mostCollected = 400

/** What is searched; exactly the expression of the index. */
const text = sql`(lower(item.sku) || ' ' || lower(item.name))`

/** A query of items, whatever it joins and selects. */
type ItemQuery<TB extends keyof Db, Row> = SelectQueryBuilder<Db, TB | 'item', Row>

/** What a search has come to. */
export interface Match {
  /** For each word the patterns of which an item's text fits at least one. */
  patterns: readonly (readonly string[])[]
  /** How a SKU or a name begins that begins with the search; undefined where typing errors were forgiven. */
  start: string | undefined
  /** The items found, where they are few. */
  ids: readonly number[] | undefined
}

/**
 * Finds what a search means among items that a filter leaves. An item fits that holds every word somewhere in its SKU or its
 * name. Only where there is none in the whole catalogue are typing errors forgiven: first two letters that changed places,
 * then the nearest word that some item has, then whatever comes near.
 */
export async function findMatch<Row>(
  read: ReadDb,
  filtered: SelectQueryBuilder<Db, 'item', Row>,
  search: string,
): Promise<Match> {
  const words = search.split(/\s+/).slice(0, mostWords)
  const plain = words.map((word) => [word])
  const hit = await look(read, filtered, plain)
  if (hit.found) return { ...hit, start: `${containing(words.join(' ')).slice(1)}` }

  const swapped = words.map((word) => [word, ...swaps(word)])
  const almost = await look(read, filtered, swapped)
  if (almost.found || !words.some(canBeMisspelt)) return { ...almost, start: undefined }

  const near = await wordsLike(read, words)
  const nearest = await look(read, filtered, joined(swapped, near, 1))
  if (nearest.found) return { ...nearest, start: undefined }
  return { ...(await look(read, filtered, joined(swapped, near))), start: undefined }
}

/** Narrows a query down to what a search has found. */
export function whereMatches<TB extends keyof Db, Row>(query: ItemQuery<TB, Row>, match: Match): ItemQuery<TB, Row> {
  return match.ids === undefined
    ? query.where(fits(match.patterns))
    : query.where(sql<SqlBool>`item.id = any(${`{${match.ids.join(',')}}`}::int[])`)
}

/** An item's place in the order of relevance, as a text that sorts the best first: its tier, then its SKU or its name. */
export function rankIn({ start }: Match): RawBuilder<string> {
  if (start === undefined) return sql`'5 ' || ${name}`
  return sql`case
    when ${sku} like ${lower(start)} then '1 ' || ${sku}
    when ${name} like ${lower(start)} then '2 ' || ${name}
    when ${text} like ${lower(`% ${start}`)} then '3 ' || ${name}
    else '4 ' || ${name} end`
}

/** Where a page begins and in which direction it goes. */
interface Stretch {
  limit: number
  behind: readonly [rank: string, id: number] | undefined
  descending: boolean
}

/**
 * The best of many finds, as a table of `id` and `rank`: each tier is met along its index from where the page begins, and no
 * further than the page is long.
 */
export function bestOf<Row>(filtered: SelectQueryBuilder<Db, 'item', Row>, match: Match, page: Stretch) {
  const { limit, behind, descending } = page
  const direction = descending ? 'desc' : 'asc'
  const parts = tiersOf(match).flatMap(({ tier, key, where }) => {
    let part = filtered
      .clearSelect()
      .select(['item.id', sql<string>`${`${tier} `} || ${key}`.as('rank')])
      .where(fits(match.patterns))
      .where(where)
      .orderBy(key, direction)
      .orderBy('item.id', direction)
      .limit(limit)
    if (behind !== undefined) {
      const [from, value] = [behind[0].slice(0, 1), behind[0].slice(2)]
      if (descending ? tier > from : tier < from) return []
      if (tier === from) {
        part = part.where(sql<SqlBool>`(${key}, item.id) ${sql.raw(descending ? '<' : '>')} (${value}, ${behind[1]})`)
      }
    }
    return [sql`(${part})`]
  })
  const none = sql`select null::int as id, null::text as rank where false`
  return sql<{ id: number; rank: string }>`(${parts.length === 0 ? none : sql.join(parts, sql` union all `)})`
}

/** In the order of bytes, whatever the database's own is: exactly the expressions of their indexes. */
const sku = sql<string>`(lower(item.sku) collate "C")`
const name = sql<string>`(lower(item.name) collate "C")`
const lower = (value: string) => sql`lower(${value}::text)`

function tiersOf({ start }: Match) {
  if (start === undefined) return [{ tier: '5', key: name, where: sql<SqlBool>`true` }]
  const bySku = sql<SqlBool>`${sku} like ${lower(start)}`
  const byName = sql<SqlBool>`${name} like ${lower(start)}`
  return [
    { tier: '1', key: sku, where: bySku },
    { tier: '2', key: name, where: sql<SqlBool>`${byName} and not ${bySku}` },
    { tier: '4', key: name, where: sql<SqlBool>`not ${byName} and not ${bySku}` },
  ]
}

/** The items that words find, where they are few; `found` says whether the whole catalogue has any. */
async function look<Row>(
  read: ReadDb,
  filtered: SelectQueryBuilder<Db, 'item', Row>,
  words: readonly (readonly string[])[],
): Promise<Omit<Match, 'start'> & { found: boolean }> {
  const patterns = words.map((alternatives) => alternatives.map(containing))
  const hits = filtered.clearSelect().select('item.id').where(fits(patterns))
  // Materialized, so that the plan is one for finding them all: one that hopes to meet a few soon reads the whole
  // catalogue for a rare word. It is stopped early all the same.
  const { rows } = await sql<{ ids: number[]; found: boolean }>`
    with hit as materialized (${hits}), few as (select array(select id from hit limit ${mostCollected + 1}) as ids)
    select ids, ids <> '{}' or exists (select from item where ${fits(patterns)} offset 0) as found from few`.execute(
    read,
  )
  const { ids = [], found = false } = rows[0] ?? {}
  return { patterns, found, ids: ids.length > mostCollected ? undefined : ids }
}

const fits = (patterns: Match['patterns']) =>
  sql<SqlBool>`(${sql.join(
    patterns.map((alternatives) =>
      alternatives.length === 1
        ? sql`${text} like ${lower(alternatives[0] ?? '')}`
        : sql`${text} like any (array[${sql.join(alternatives.map(lower))}])`,
    ),
    sql` and `,
  )})`

/** For each word those of the catalogue that come near it, the nearest first. */
async function wordsLike(read: ReadDb, words: readonly string[]): Promise<string[][]> {
  const lists = words.map((word) =>
    canBeMisspelt(word)
      ? sql`(select coalesce(json_agg(near), '[]') from item_words_like(${lower(word)}) near)`
      : sql`'[]'::json`,
  )
  const { rows } = await sql<{ near: string[][] }>`select json_build_array(${sql.join(lists)}) as near`.execute(read)
  return rows[0]?.near ?? []
}

const joined = (words: readonly string[][], near: readonly string[][], most?: number) =>
  words.map((alternatives, at) => [...alternatives, ...(near[at] ?? []).slice(0, most)])
