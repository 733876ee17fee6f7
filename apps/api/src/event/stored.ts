import type { EventEntity, LiveEvent } from '@framewright/contracts/event/event.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'

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
    actor: row.actor_id === null ? null : { id: row.actor_id, name: row.actor_name ?? 'Somebody who has left' },
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

/** The last position given; 0 before the first. */
export async function lastPosition(read: ReadDb): Promise<number> {
  const row = await read
    .selectFrom('event')
    .select((eb) => eb.fn.max('position').as('position'))
    .executeTakeFirst()
  return Number(row?.position ?? 0)
}
