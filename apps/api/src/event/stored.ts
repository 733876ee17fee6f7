import type { EventEntity, LiveEvent } from '@framewright/contracts/event/event.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { type Topic, topics } from './topics.ts'

/** An event as it is kept: what subscribers receive, and whose row it is about. */
export interface StoredEvent extends LiveEvent {
  ownerId: number | null
}

/** An event that has its place in the stream. */
export interface PositionedEvent extends StoredEvent {
  position: number
}

/** Selects events with the names of who caused them. */
export function selectEvents(read: ReadDb) {
  return read
    .selectFrom('event')
    .leftJoin('app_user as actor', 'actor.id', 'event.actor_id')
    .select([
      'event.id',
      'event.position',
      'event.at',
      'event.type',
      'event.entity',
      'event.entity_id',
      'event.owner_id',
      'event.actor_id',
      'event.payload',
      'actor.avatar as actor_avatar',
    ])
    .select(
      sql<string | null>`coalesce(nullif(trim(actor.first_name || ' ' || actor.last_name), ''), actor.username)`.as(
        'actor_name',
      ),
    )
}

type Row = Awaited<ReturnType<ReturnType<typeof selectEvents>['executeTakeFirstOrThrow']>>

export function toStoredEvent(row: Row): StoredEvent {
  return {
    id: Number(row.id),
    position: row.position === null ? null : Number(row.position),
    at: row.at.toISOString(),
    type: row.type,
    entity: row.entity as EventEntity,
    entityId: row.entity_id,
    actor:
      row.actor_id === null
        ? null
        : { id: row.actor_id, name: row.actor_name ?? 'Somebody who has left', avatar: row.actor_avatar },
    payload: row.payload as LiveEvent['payload'],
    ownerId: row.owner_id,
  }
}

/** What subscribers may know of it: the same object each time, so that what is made of it is made once. */
export function toLiveEvent(stored: StoredEvent): LiveEvent {
  const known = live.get(stored)
  if (known) return known
  const { ownerId: _, ...event } = stored
  live.set(stored, event)
  return event
}
const live = new WeakMap<StoredEvent, LiveEvent>()

/** The events behind a position, in order. */
export async function readBehind(read: ReadDb, position: number, limit: number): Promise<PositionedEvent[]> {
  const rows = await selectEvents(read)
    .where('event.position', '>', position)
    .orderBy('event.position')
    .limit(limit)
    .execute()
  return rows.map((row) => toStoredEvent(row) as PositionedEvent)
}

/**
 * The next events of a topic behind a position, in order, and how far that is read: however much else has happened since,
 * it is passed over. One statement, so that both are of one moment.
 */
export async function readTopicBehind(
  read: ReadDb,
  topic: Topic,
  position: number,
  limit: number,
): Promise<{ events: PositionedEvent[]; reached: number }> {
  // Named rather than bound: an index of their positions has them in its condition.
  const entities = sql.join(topics[topic].map((entity) => sql.lit(entity)))
  const ofTopic = selectEvents(read)
    .select(sql<boolean>`false`.as('newest'))
    .where('event.position', '>', position)
    .where(sql<boolean>`event.entity in (${entities})`)
    .orderBy('event.position')
    .limit(limit)
  const newest = selectEvents(read)
    .select(sql<boolean>`true`.as('newest'))
    .where('event.position', '=', (eb) => eb.selectFrom('event').select((e) => e.fn.max('position').as('position')))
  const rows = await read
    .selectFrom(ofTopic.as('row'))
    .selectAll()
    .unionAll(read.selectFrom(newest.as('row')).selectAll())
    .execute()
  const events = rows.filter((row) => !row.newest).map((row) => toStoredEvent(row) as PositionedEvent)
  events.sort((a, b) => a.position - b.position)
  const last = events.at(-1)?.position ?? position
  const end = Number(rows.find((row) => row.newest)?.position ?? 0)
  return { events, reached: events.length < limit ? Math.max(last, end) : last }
}

/** The last position given; 0 before the first. */
export async function lastPosition(read: ReadDb): Promise<number> {
  const row = await read
    .selectFrom('event')
    .select((eb) => eb.fn.max('position').as('position'))
    .executeTakeFirst()
  return Number(row?.position ?? 0)
}
