import type { AnonymousCall } from '@framewright/contracts/core/context'
import type { EventEntity } from '@framewright/contracts/event/event.schema'
import type { Prisma } from '@framewright/db/client'
import { sql } from 'kysely'
import { type Given, statement } from './prepared.ts'
import type { Tx } from './sql.ts'

/** What a command reports of a change; written to the outbox in the same transaction. */
export interface NewEvent {
  entity: EventEntity
  id: number
  /** The past tense after the entity: "started" makes "workOrder.started". */
  what: string
  /** The person whose row it is, where row rules apply. */
  ownerId?: number | null | undefined
  payload?: Prisma.InputJsonObject
}
export type Emit = (event: NewEvent) => void

/** Writes what a command has told of, in its transaction. */
export async function writeEvents(tx: Tx, call: AnonymousCall, events: NewEvent[]): Promise<void> {
  if (events.length === 0) return
  await insertEvents(tx, { actorId: call.caller?.userId ?? null, events: eventsOf(events) })
}

/** Events as a statement takes them. */
export const eventsOf = (events: readonly NewEvent[]): string =>
  JSON.stringify(
    events.map(({ entity, id, what, ownerId, payload }) => ({
      type: `${entity}.${what}`,
      entity,
      id,
      owner: ownerId ?? null,
      payload: payload ?? {},
    })),
  )

/** Events that were written so, as rows `e`. */
export const eventRows = (given: Given<{ events: string }>) =>
  sql`jsonb_to_recordset(${given('events')}::jsonb) AS e (type text, entity text, id int, owner int, payload jsonb)`

const insertEvents = statement(
  (_, given: Given<{ actorId: number | null; events: string }>) => sql`
    INSERT INTO event (actor_id, type, entity, entity_id, owner_id, payload)
    SELECT ${given('actorId')}::int, e.type, e.entity, e.id, e.owner, e.payload FROM ${eventRows(given)}`,
)
