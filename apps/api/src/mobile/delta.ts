import type { EventEntity } from '@framewright/contracts/event/event.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'

/** More changes than this, and the whole list is shorter. */
const mostChanges = 2_000

/** A list as a device with a copy of it needs it. */
export interface Delta<T> {
  items: T[]
  removed: number[]
  cursor: string
  full: boolean
  nextCursor: null
}

/**
 * What of a list has changed since a place in the stream of events. The place is read before the list: what changes in between
 * comes twice rather than never.
 *
 * @param about the entity whose events tell that a row has changed.
 * @param limit how many `load` gives at most.
 * @param load the whole list as it is now, as far as the caller may see it.
 */
export async function deltaOf<T>(
  read: ReadDb,
  about: EventEntity,
  since: string | undefined,
  load: () => Promise<T[]>,
  idOf: (row: T) => number,
  limit: number,
): Promise<Delta<T>> {
  const [now] = await read
    .selectFrom('event')
    .select(sql<string>`coalesce(max(position), 0)::text`.as('position'))
    .execute()
  const cursor = now?.position ?? '0'
  const changed = since === undefined ? null : await changedSince(read, about, since, cursor)
  const all = await load()
  // Of a list that is cut off, what moves up has no event of its own.
  if (changed === null || all.length >= limit) return { items: all, removed: [], cursor, full: true, nextCursor: null }
  const there = new Set(all.map(idOf))
  return {
    items: all.filter((row) => changed.has(idOf(row))),
    removed: [...changed].filter((id) => !there.has(id)),
    cursor,
    full: false,
    nextCursor: null,
  }
}

/** The ids of the rows that events tell of; null where the cursor is not of this stream, or there are too many. */
async function changedSince(
  read: ReadDb,
  about: EventEntity,
  since: string,
  until: string,
): Promise<Set<number> | null> {
  if (Number(since) > Number(until)) return null
  const [oldest] = await read
    .selectFrom('event')
    .select(sql<string | null>`min(position)::text`.as('position'))
    .execute()
  // What was pruned cannot be told of.
  if (oldest?.position != null && Number(oldest.position) > Number(since) + 1) return null
  const rows = await read
    .selectFrom('event')
    .select('entity_id')
    .distinct()
    .where('entity', '=', about)
    .where('position', '>', Number(since))
    .limit(mostChanges + 1)
    .execute()
  return rows.length > mostChanges ? null : new Set(rows.map((row) => row.entity_id))
}
