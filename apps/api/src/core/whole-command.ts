import { type RawBuilder, sql } from 'kysely'
import type { PoolClient } from 'pg'
import { eventRows } from './outbox.ts'
import type { Given } from './prepared.ts'

/** What a statement that is a whole command is told of its call; see `once`. */
export interface Whole {
  actorId: number | null
  /** Null without an idempotency key, and so is the hash. */
  key: string | null
  procedure: string
  bodyHash: string | null
  /** The events, as `eventsOf` writes them. */
  events: string
}

/** A statement that is a whole command: runs it, and gives undefined where what it takes does not hold any more. */
export type WholeCommand<R> = (client: PoolClient, whole: Omit<Whole, 'events'>) => Promise<R | undefined>

/**
 * The part of a whole command that makes it one: of the query `fine`, which holds one row where everything is as it has to be,
 * it makes `go`, which holds that row unless the idempotency key came before; what the command does, it does from `go`. The
 * events are told with it.
 * @param result what the command comes to, as JSON, from the row of `fine`.
 * @param made whether the statement makes the document: its `id` and `number` are then those of the row, in the event too.
 */
export const once = (given: Given<Whole>, result: RawBuilder<unknown>, { made = false } = {}) => sql`
  claimed AS (
    INSERT INTO idempotency_key (actor_id, key, procedure, body_hash, response)
    SELECT ${given('actorId')}::int, ${given('key')}::text, ${given('procedure')}::text, ${given('bodyHash')}::text,
      jsonb_build_object('result', ${result})
    FROM fine WHERE ${given('key')}::text IS NOT NULL
    ON CONFLICT DO NOTHING RETURNING 1
  ), go AS MATERIALIZED (
    SELECT * FROM fine WHERE ${given('key')}::text IS NULL OR EXISTS (SELECT FROM claimed)
  ), told AS (
    INSERT INTO event (actor_id, type, entity, entity_id, owner_id, payload)
    SELECT ${given('actorId')}::int, e.type, e.entity, ${made ? sql`go.id` : sql`e.id`}, e.owner,
      ${made ? sql`jsonb_build_object('number', go.number) || e.payload` : sql`e.payload`}
    FROM go, ${eventRows(given)}
  )`
