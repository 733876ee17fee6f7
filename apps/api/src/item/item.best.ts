import type { Db, ReadDb } from '@framewright/db/client'
import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import { begins, fits, type Match, nameInBytes, skuInBytes } from './item.search.ts'

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

/**
 * The best of many finds, as a table of `id` and `rank`. What begins with the search is met along its index, from where the
 * page begins and no further than the page is long. The rest follows by name where that does not fill the page: met along
 * the names if soon enough, since of very many some come soon, or else collected and sorted.
 */
export function bestOf(read: ReadDb, filtered: Filtered, match: Match, page: Stretch) {
  const { start } = match
  const bySku = start === undefined ? sql<SqlBool>`false` : begins(skuInBytes, start)
  const byName = start === undefined ? sql<SqlBool>`false` : begins(nameInBytes, start)
  const rest = sql<SqlBool>`${fits(match)} and not ${bySku} and not ${byName}`
  const last = start === undefined ? '5' : '4'

  const { limit, descending } = page
  const direction = descending ? 'desc' : 'asc'
  /** The first of a tier behind where the page begins. */
  const along = (query: ReturnType<Filtered>, tier: string, key: RawBuilder<string>, where: RawBuilder<SqlBool>) =>
    query
      .select(['item.id', sql`${`${tier} `} || ${key}`.as('rank')])
      .where(where)
      .where(behind(tier, key, sql`item.id`, page))
      .orderBy(key, direction)
      .orderBy('item.id', direction)
      .limit(limit)
  // Collected first, by the search's index, and sorted then.
  const hits = filtered(read)
    .select(['item.id', nameInBytes.as('key')])
    .where(rest)
    .offset(0)
  const order = sql.raw(direction)
  const collected = sql`
    select hit.id, ${`${last} `} || hit.key as rank from ${hits} hit
    where ${behind(last, sql`hit.key`, sql`hit.id`, page)}
    order by hit.key ${order}, hit.id ${order} limit ${limit}`

  // What comes first on the page decides whether the rest is looked for.
  const before = descending ? sql`0` : sql`(select count(*) from starting)`
  const filled = sql`${before} + (select count(*) from walked) >= ${limit}`
  return sql<{ id: number; rank: string }>`(
    with starting as materialized (
      ${along(filtered(read), '1', skuInBytes, bySku)} union all
      ${along(filtered(read), '2', nameInBytes, sql`${byName} and not ${bySku}`)}
    ), walked as materialized (
      select * from ${along(filtered(aPartByName(read, last, page)), last, sql`item.walked`, rest)} walk
      where ${before} < ${limit}
    ), collected as materialized (select * from (${collected}) rest where ${before} < ${limit} and not (${filled}))
    select * from starting union all select * from walked where ${filled} union all select * from collected)`
}

/** As much of the catalogue as is walked, from where the page begins, under the catalogue's own name. */
const aPartByName = (read: ReadDb, tier: string, page: Stretch): ReadDb => {
  const direction = page.descending ? 'desc' : 'asc'
  const part = read
    .selectFrom('item')
    .selectAll()
    .select(nameInBytes.as('walked'))
    .where(behind(tier, nameInBytes, sql`item.id`, page))
    .orderBy(nameInBytes, direction)
    .orderBy('item.id', direction)
    .limit(longestWalk)
  return read.with('item', () => part) as unknown as ReadDb
}

/** Whether a row of a tier comes behind where the page begins. */
function behind(tier: string, key: RawBuilder<unknown>, id: RawBuilder<unknown>, { behind, descending }: Stretch) {
  const [from, at] = behind ?? []
  const beyond = from?.slice(0, 1) ?? (descending ? '9' : '0')
  if (tier !== beyond) return (descending ? tier < beyond : tier > beyond) ? sql<SqlBool>`true` : sql<SqlBool>`false`
  return sql<SqlBool>`(${key}, ${id}) ${sql.raw(descending ? '<' : '>')} (${from?.slice(2)}, ${at})`
}
