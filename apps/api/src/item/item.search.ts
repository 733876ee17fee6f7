import type { Db } from '@framewright/db/client'
import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import { containing } from '../core/cursor.ts'
import { canBeMisspelt, swaps } from './misspelling.ts'

/** More words than this say nothing more about an item. */
const mostWords = 8

/** What is searched; exactly the expression of the index. */
const text = sql`(lower(item.sku) || ' ' || lower(item.name))`

/**
 * Joins the items that a search finds, as `match`, each with its `rank`: a text that sorts the best first. An item is found
 * that holds every word somewhere in its SKU or its name. Only where there is none are typing errors forgiven: first two
 * letters that changed places, then whatever comes near a word that some item has.
 *
 * The matches are found first and by their index alone, whatever else is filtered or sorted by: a plan that met them along
 * another order would read the whole catalogue for a rare one.
 */
export function joinMatches<TB extends keyof Db, Row>(
  query: SelectQueryBuilder<Db, TB, Row>,
  search: string,
): SelectQueryBuilder<Db, TB, Row> {
  const words = search.split(/\s+/).slice(0, mostWords)
  const hit = matching(
    words.map((word) => sql<SqlBool>`${text} like ${pattern(word)}`),
    tier(words.join(' ')),
  )
  const swapped = matching(
    words.map((word) => sql<SqlBool>`${text} like any (${patterns(word)})`),
    sql`'5'`,
  )
  const misspelt = matching(
    words.map((_, at) => sql<SqlBool>`${text} like any (${guess(at)})`),
    sql`'6' || lpad((${sql.join(
      words.map((_, at) => nearness(at)),
      sql` + `,
    )})::text, 4, '0')`,
  )
  const guesses = sql.join(words.map((word, at) => sql`${alternatives(word)} as ${sql.ref(`word${at}`)}`))
  const found = sql<{ id: number; rank: string }>`(
    with hit as materialized (${hit}),
      swapped as materialized (${swapped} and not exists (select from hit)),
      guess as materialized (select ${guesses}),
      misspelt as materialized (${misspelt} and not exists (select from hit) and not exists (select from swapped))
    select * from hit union all select * from swapped union all select * from misspelt)`
  return query.innerJoin(found.as('match'), (join) =>
    join.on(sql<SqlBool>`match.id = item.id`),
  ) as unknown as SelectQueryBuilder<Db, TB, Row>
}

/**
 * The items that meet the conditions. Of equal rank, the name decides; a part of it, since a cursor has to carry it. What
 * the rank looks at is put in lower case once.
 */
const matching = (conditions: RawBuilder<SqlBool>[], rank: RawBuilder<unknown>) => sql`
  select low.id, ${rank} || ' ' || left(low.name, 60) as rank
  from (
    select item.id, lower(item.sku) as sku, lower(item.name) as name from item
    where ${sql.join(conditions, sql` and `)} offset 0
  ) low where true`

/** Every word is there: the SKU itself first, then what begins with the search, then the rest. */
const tier = (search: string) => {
  const whole = sql`lower(${search}::text)`
  const start = sql`lower(${containing(search).slice(1)}::text)`
  return sql`case
    when low.sku = ${whole} then '0'
    when low.sku like ${start} then '1'
    when low.name like ${start} then '2'
    when low.sku || ' ' || low.name like lower(${`% ${containing(search).slice(1)}`}::text) then '3'
    else '4' end`
}

const pattern = (word: string) => sql`lower(${containing(word)}::text)`
/** The word, and what it was if two of its letters changed places. */
const patterns = (word: string) => sql`array[${sql.join([word, ...swaps(word)].map(pattern))}]`

/** What a misspelt word may have been meant to be, the nearest first. */
const alternatives = (word: string) =>
  canBeMisspelt(word)
    ? sql`${patterns(word)} || array(select '%' || near || '%' from item_words_like(lower(${word}::text)) near)`
    : patterns(word)
const guess = (at: number) => sql`(select ${sql.ref(`word${at}`)} from guess)::text[]`
const nearness = (at: number) => sql`(
  select min(place) from unnest(${guess(at)}) with ordinality as one (pattern, place) where low.sku || ' ' || low.name like one.pattern)`
