import type { Db } from '@framewright/db/client'
import { type SelectQueryBuilder, sql } from 'kysely'
import { containing } from '../core/cursor.ts'

/** More words than this say nothing more about an item. */
const mostWords = 8

const text = sql`(lower(item.sku) || ' ' || lower(item.name))`

/** Joins the items that a search finds, as `match`, each with its `rank`: a text that sorts the best first. */
export function joinMatches<Row>(query: SelectQueryBuilder<Db, 'item', Row>, search: string): typeof query {
  const words = search.split(/\s+/).slice(0, mostWords)
  const all = sql.join(
    words.map((word) => sql`${text} like lower(${containing(word)}::text)`),
    sql` and `,
  )
  const matches = sql<{ id: number; rank: string }>`(
    with hit as materialized (select item.id, '0' as rank from item where ${all}) select id, rank from hit)`
  return query.innerJoin(matches.as('match'), (join) =>
    join.onRef('match.id', '=', 'item.id'),
  ) as unknown as typeof query
}
