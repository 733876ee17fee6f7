import type { Db, ReadDb } from '@framewright/db/client'
import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import { containing, tellingPart } from '../core/cursor.ts'
import { type Given, prepared } from '../core/prepared.ts'
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
  /** For each word the texts of which an item holds at least one. */
  words: readonly (readonly string[])[]
  /** What a SKU or a name begins with that begins with the search; undefined where several words may have been meant. */
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

  const swapped = await onlyKnown(
    read,
    words.map((word) => [word, ...swaps(word)]),
  )
  const almost = await look(read, filtered, swapped)
  if (almost.found || !words.some(canBeMisspelt)) return almost

  const near = await wordsLike(read, words)
  const nearest = await look(read, filtered, joined(swapped, near, 1))
  return nearest.found ? nearest : look(read, filtered, joined(swapped, near))
}

/** Narrows a query down to what a search has found. */
export function whereMatches<TB extends keyof Db, Row>(query: ItemQuery<TB, Row>, match: Match): ItemQuery<TB, Row> {
  return match.ids === undefined ? query.where(fits(match)) : query.where(isOneOf(match.ids))
}

/** Whether an item is one of these. */
export const isOneOf = (ids: readonly number[]) => sql<SqlBool>`item.id = any(${`{${ids.join(',')}}`}::int[])`

/** An item's place in the order of relevance, as a text that sorts the best first: its tier, then its SKU or its name. */
export function rankIn({ start }: Match): RawBuilder<string> {
  if (start === undefined) return sql`'5 ' || ${nameInBytes}`
  return sql`case
    when ${begins(skuInBytes, start)} then '1 ' || ${skuInBytes}
    when ${begins(nameInBytes, start)} then '2 ' || ${nameInBytes}
    when strpos(${text}, ' ' || ${lower(start)}) > 0 then '3 ' || ${nameInBytes}
    else '4 ' || ${nameInBytes} end`
}

/** Whether an item holds the words, as the search's index answers it. */
export const fits = ({ words }: Pick<Match, 'words'>) =>
  everyWord(words, (alternatives) => {
    const patterns = alternatives.map((one) => lower(containing(tellingPart(one))))
    const found =
      patterns.length === 1 ? sql`${text} like ${patterns[0]}` : sql`${text} like any (array[${sql.join(patterns)}])`
    const told = alternatives.every((one) => tellingPart(one) === one)
    return told ? found : sql`${found} and (${oneIsIn(alternatives)})`
  })

/**
 * The same of an item at hand, whatever index it was met by. Unlike a pattern, a text is looked for in the same way
 * whatever it is, so that the statement is planned once.
 */
export const holds = ({ words }: Pick<Match, 'words'>) => everyWord(words, oneIsIn)

const oneIsIn = (alternatives: readonly string[]) =>
  sql.join(
    alternatives.map((one) => sql`strpos(${text}, ${lower(one)}) > 0`),
    sql` or `,
  )

function everyWord(words: Match['words'], holdsOne: (alternatives: readonly string[]) => RawBuilder<unknown>) {
  // A word that nothing can have meant fits nothing.
  const each = words.map((alternatives) => (alternatives.length === 0 ? sql`false` : sql`(${holdsOne(alternatives)})`))
  return sql<SqlBool>`(${sql.join(each, sql` and `)})`
}

/** Whether a text begins so; of one that is indexed in the order of bytes, `between` says it for the index. */
export const begins = (what: RawBuilder<string>, start: string) => sql<SqlBool>`starts_with(${what}, ${lower(start)})`

/** Whether a text in the order of bytes begins so: as a stretch of its index, which a statement is planned for once. */
export const liesAt = (what: RawBuilder<string>, start: string) =>
  sql<SqlBool>`${what} >= ${lower(start)} and ${what} < ${lower(start)} || chr(1114111)`

const lower = (value: string) => sql`lower(${value}::text)`

/** The items that words find, where they are few; `found` says whether there is one in the whole catalogue. */
async function look(
  read: ReadDb,
  filtered: ItemQuery | undefined,
  words: readonly (readonly string[])[],
): Promise<Match & { found: boolean }> {
  const start = startOf(words)
  if (words.some((alternatives) => alternatives.length === 0)) return { words, start, found: false, ids: [] }
  const all = read.selectFrom('item').select('item.id').where(fits({ words }))
  const hits = filtered?.select('item.id').where(fits({ words })) ?? all
  const elsewhere = filtered === undefined ? sql`false` : sql`exists (select from anywhere)`
  // Materialized, so that the plan is one for finding them all: one that hopes to meet a few soon reads the whole
  // catalogue for a rare word. It is stopped early all the same.
  const { rows } = await sql<{ ids: number[]; found: boolean }>`
    with hit as materialized (${hits}), anywhere as materialized (${all}),
      few as (select array(select id from hit limit ${mostCollected + 1}) as ids)
    select ids, ids <> '{}' or ${elsewhere} as found from few`.execute(read)
  const { ids = [], found = false } = rows[0] ?? {}
  return { words, start, found, ids: ids.length <= mostCollected ? ids : undefined }
}

/** Where each word stands for one only, what an item begins with that begins with the search. */
const startOf = (words: Match['words']) =>
  words.every((alternatives) => alternatives.length === 1) ? words.flat().join(' ') : undefined

/** Of texts for each word those that some item may hold: all their letters stand together in words of the catalogue. */
async function onlyKnown(read: ReadDb, words: readonly string[][]): Promise<string[][]> {
  const parts = [...new Set(words.flat().flatMap(lettersOf))]
  const rows = await knownParts(read, { parts })
  const known = new Set(rows.map(({ part }) => part))
  return words.map((alternatives) => alternatives.filter((one) => lettersOf(one).every((part) => known.has(part))))
}

/** The letters that stand together in a text; one alone is in every catalogue. */
const lettersOf = (text: string): string[] => text.match(/\p{L}{2,}/gu) ?? []

const knownParts = prepared(
  (_, given: Given<{ parts: string[] }>) => sql<{ part: string }>`
    select part from unnest(${given('parts')}::text[]) part
    where exists (select from item_word where word like '%' || lower(part) || '%')`,
)

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
