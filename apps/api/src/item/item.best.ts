import type { Db, ReadDb } from '@framewright/db/client'
import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import { fits, holds, liesAt, type Match, nameInBytes, skuInBytes } from './item.search.ts'

/** How many items are looked at in the order of their names before all finds are collected and sorted instead. */
const longestWalk = 4_000

/** Items that a filter leaves, of those that a condition names; from a part of the catalogue where one is given. */
type Filtered = (read: ReadDb) => SelectQueryBuilder<Db, 'item', object>

/** Where a page begins, how long it is, and in which direction it goes. */
interface Stretch {
  limit: number
  behind: readonly [rank: string, id: number] | undefined
  descending: boolean
}

/** An item's place in the order of relevance. */
export interface Ranked {
  id: number
  rank: string
}

/**
 * The best of many finds, in their order. What begins with the search is met along its index, from where the page begins
 * and no further than the page is long. The rest follows by name where that does not fill the page: met along the names if
 * soon enough, since of very many some come soon, or else collected and sorted.
 */
export async function bestOf(read: ReadDb, filtered: Filtered, match: Match, page: Stretch): Promise<Ranked[]> {
  const { start } = match
  const bySku = start === undefined ? sql<SqlBool>`false` : liesAt(skuInBytes, start)
  const byName = start === undefined ? sql<SqlBool>`false` : liesAt(nameInBytes, start)
  const others = sql<SqlBool>`not (${bySku}) and not (${byName})`
  const last = start === undefined ? '5' : '4'

  const { limit, descending } = page
  const direction = descending ? 'desc' : 'asc'
  const order = sql.raw(direction)
  const rows = sql.lit(limit)
  /** The first of a tier behind where the page begins. */
  const along = (query: ReturnType<Filtered>, tier: string, key: RawBuilder<string>, where: RawBuilder<SqlBool>) =>
    query
      .select(['item.id', sql`${`${tier} `} || ${key}`.as('rank')])
      .where(where)
      .where(behind(tier, key, sql`item.id`, page))
      .orderBy(key, direction)
      .orderBy('item.id', direction)
      .limit(rows)

  // What comes first on the page decides whether the rest is looked for.
  const before = descending ? sql`0` : sql`(select count(*) from starting)`
  const { rows: met } = await sql<Ranked & { starts: boolean }>`
    with starting as materialized (
      ${along(filtered(read), '1', skuInBytes, bySku)} union all
      ${along(filtered(read), '2', nameInBytes, sql`(${byName}) and not (${bySku})`)}
    ), walked as materialized (
      select * from ${along(filtered(aPartByName(read, last, page)), last, sql`item.walked`, sql`${holds(match)} and ${others}`)} walk
      where ${before} < ${rows}
    )
    select *, true as starts from starting union all select *, false from walked
    order by rank ${order}, id ${order}`.execute(read)
  if (descending ? met.filter(({ starts }) => !starts).length >= limit : met.length >= limit) return met.slice(0, limit)

  // Collected first, by the search's index, and sorted then.
  const hits = filtered(read)
    .select(['item.id', nameInBytes.as('key')])
    .where(sql<SqlBool>`${fits(match)} and ${others}`)
    .offset(sql.lit(0))
  const { rows: collected } = await sql<Ranked>`
    select hit.id, ${`${last} `} || hit.key as rank from ${hits} hit
    where ${behind(last, sql`hit.key`, sql`hit.id`, page)}
    order by hit.key ${order}, hit.id ${order} limit ${rows}`.execute(read)
  const starting = met.filter(({ starts }) => starts)
  return (descending ? [...collected, ...starting] : [...starting, ...collected]).slice(0, limit)
}

/** As much of the catalogue as is walked, from where the page begins, under the catalogue's own name. */
const aPartByName = (read: ReadDb, tier: string, page: Stretch): ReadDb => {
  const direction = page.descending ? 'desc' : 'asc'
  const part = read
    .selectFrom('item')
    .select(['item.id', 'item.sku', 'item.name', nameInBytes.as('walked')])
    // What filters ask for; without one of them, all that is read is in the index.
    .select(['item.kind', 'item.active', 'item.category_id', 'item.unit_price', 'item.reorder_point'])
    .where(behind(tier, nameInBytes, sql`item.id`, page))
    .orderBy(nameInBytes, direction)
    .orderBy('item.id', direction)
    .limit(sql.lit(longestWalk))
  return read.with('item', () => part) as unknown as ReadDb
}

/** Whether a row of a tier comes behind where the page begins. */
function behind(tier: string, key: RawBuilder<unknown>, id: RawBuilder<unknown>, { behind, descending }: Stretch) {
  const [from, at] = behind ?? []
  const beyond = from?.slice(0, 1) ?? (descending ? '9' : '0')
  if (tier !== beyond) return (descending ? tier < beyond : tier > beyond) ? sql<SqlBool>`true` : sql<SqlBool>`false`
  return sql<SqlBool>`(${key}, ${id}) ${sql.raw(descending ? '<' : '>')} (${from?.slice(2)}, ${at})`
}
