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
/** In the order of bytes, whatever the database's own is: exactly the expressions of their indexes. */
export const skuInBytes = sql<string>`(lower(item.sku) collate "C")`
export const nameInBytes = sql<string>`(lower(item.name) collate "C")`

/** A query of items, whatever it joins and selects. */
type ItemQuery<TB extends keyof Db = 'item', Row = object> = SelectQueryBuilder<Db, TB | 'item', Row>

/** What a search has come to. */
export interface Match {
  /** For each word the patterns of which an item's text fits at least one. */
  patterns: readonly (readonly string[])[]
  /** How a SKU or a name begins that begins with the search; undefined where several words may have been meant. */
  start: string | undefined
  /** The items found, where they are few. */
  ids: readonly number[] | undefined
}

/**
 * Finds what a search means among items that a filter leaves. An item fits that holds every word somewhere in its SKU or its
 * name. Only where there is none in the whole catalogue are typing errors forgiven: first two letters that changed places,
 * then the nearest word that some item has, then whatever comes near.
 * @param filtered undefined where nothing is filtered.
 */
export async function findMatch(read: ReadDb, filtered: ItemQuery | undefined, search: string): Promise<Match> {
  const words = search.split(/\s+/).slice(0, mostWords)
  const plain = await look(
    read,
    filtered,
    words.map((word) => [word]),
  )
  if (plain.found || !words.some((word) => swaps(word).length > 0)) return plain

  const swapped = words.map((word) => [word, ...swaps(word)])
  const almost = await look(read, filtered, swapped)
  if (almost.found || !words.some(canBeMisspelt)) return almost

  const near = await wordsLike(read, words)
  const nearest = await look(read, filtered, joined(swapped, near, 1))
  return nearest.found ? nearest : look(read, filtered, joined(swapped, near))
}

/** Narrows a query down to what a search has found. */
export function whereMatches<TB extends keyof Db, Row>(query: ItemQuery<TB, Row>, match: Match): ItemQuery<TB, Row> {
  return match.ids === undefined
    ? query.where(fits(match))
    : query.where(sql<SqlBool>`item.id = any(${`{${match.ids.join(',')}}`}::int[])`)
}

/** An item's place in the order of relevance, as a text that sorts the best first: its tier, then its SKU or its name. */
export function rankIn({ start }: Match): RawBuilder<string> {
  if (start === undefined) return sql`'5 ' || ${nameInBytes}`
  return sql`case
    when ${begins(skuInBytes, start)} then '1 ' || ${skuInBytes}
    when ${begins(nameInBytes, start)} then '2 ' || ${nameInBytes}
    when ${text} like ${lower(`% ${start}`)} then '3 ' || ${nameInBytes}
    else '4 ' || ${nameInBytes} end`
}

/** Whether an item holds the words. */
export const fits = ({ patterns }: Pick<Match, 'patterns'>) =>
  sql<SqlBool>`(${sql.join(
    patterns.map((alternatives) =>
      alternatives.length === 1
        ? sql`${text} like ${lower(alternatives[0] ?? '')}`
        : sql`${text} like any (array[${sql.join(alternatives.map(lower))}])`,
    ),
    sql` and `,
  )})`

export const begins = (what: RawBuilder<string>, start: string) => sql<SqlBool>`${what} like ${lower(start)}`

const lower = (value: string) => sql`lower(${value}::text)`

/** The items that words find, where they are few; `found` says whether there is one in the whole catalogue. */
async function look(
  read: ReadDb,
  filtered: ItemQuery | undefined,
  words: readonly (readonly string[])[],
): Promise<Match & { found: boolean }> {
  const patterns = words.map((alternatives) => alternatives.map(containing))
  const all = read.selectFrom('item').select('item.id').where(fits({ patterns }))
  const hits = filtered?.select('item.id').where(fits({ patterns })) ?? all
  const elsewhere = filtered === undefined ? sql`false` : sql`exists (select from anywhere)`
  // Materialized, so that the plan is one for finding them all: one that hopes to meet a few soon reads the whole
  // catalogue for a rare word. It is stopped early all the same.
  const { rows } = await sql<{ ids: number[]; found: boolean }>`
    with hit as materialized (${hits}), anywhere as materialized (${all}),
      few as (select array(select id from hit limit ${mostCollected + 1}) as ids)
    select ids, ids <> '{}' or ${elsewhere} as found from few`.execute(read)
  const { ids = [], found = false } = rows[0] ?? {}
  if (ids.length <= mostCollected) return { patterns, start: startOf(patterns), found, ids }
  const meant = await onlyThoseThatAre(read, patterns)
  return { patterns: meant, start: startOf(meant), found, ids: undefined }
}

/** Where each word stands for one only, what an item begins with that begins with the search. */
const startOf = (patterns: Match['patterns']) =>
  patterns.every((alternatives) => alternatives.length === 1)
    ? `${patterns.map(([word = '']) => word.slice(1, -1)).join(' ')}%`
    : undefined

/** The alternatives that some item holds, each by itself: of a forgiven word mostly one. */
async function onlyThoseThatAre(read: ReadDb, patterns: Match['patterns']): Promise<string[][]> {
  return Promise.all(
    patterns.map(async (alternatives) => {
      if (alternatives.length === 1) return [...alternatives]
      const hits = alternatives.map((one, at) => ({ one, name: sql.ref(`hit${at}`) }))
      const { rows } = await sql<{ are: boolean[] }>`
        with ${sql.join(hits.map(({ one, name }) => sql`${name} as materialized (select from item where ${text} like ${lower(one)})`))}
        select array[${sql.join(hits.map(({ name }) => sql`exists (select from ${name})`))}] as are`.execute(read)
      return alternatives.filter((_, at) => rows[0]?.are[at])
    }),
  )
}

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
