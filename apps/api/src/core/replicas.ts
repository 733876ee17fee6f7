import { AsyncLocalStorage } from 'node:async_hooks'
import type { Call } from '@framewright/contracts/core/context'
import { createPool, dropConnections, type Pool, type PoolOptions, type ReadPool } from '@framewright/db/client'
import { batched } from '../auth/batched.ts'
import { databaseFailure, isLost } from './failures.ts'

/**
 * Sends queries to streaming replicas without anybody noticing, save the primary.
 *
 * Every change writes an event, and events have positions in commit order; a replica that has the event of a position has
 * all that was committed before it was given. So a replica may answer a caller when it has the caller's own last event
 * and the last one they have seen. What they wrote is asked of the primary, which holds over any number of API processes
 * and needs nothing of the client. Where no replica is far enough, or none lives, the primary answers.
 */
export interface Replicas {
  /** Connections for the query at hand: those of the replica it was given, else the primary's. */
  pool: ReadPool
  /**
   * Runs a query, whether its answer comes whole or in pieces, on a replica that knows all its caller knows; anything else
   * on the primary. One whose replica is lost meanwhile is run again on the primary, as long as no piece has left: a query
   * changes nothing, so that twice is as good as once.
   */
  run(call: Call | undefined, work: () => unknown): unknown
  /** For the figures of the process. */
  state(): { name: string; pool: Pool; usable: boolean; position: number }[]
  close(): Promise<void>
}

export interface ReplicasParts {
  primary: Pool
  urls: readonly string[]
  options: Omit<PoolOptions, 'onError' | 'readOnly'>
  /** How often to ask how far each has come. */
  lookMs?: number
  /** One that is behind for longer gives way to the primary, whoever asks. */
  mostLagMs?: number
  log?: (change: string) => void
}

interface Replica {
  name: string
  pool: Pool
  /** The last event it has, as of the last look. */
  position: number
  /** When it last answered; 0 after a failure. */
  answeredAt: number
  /** It has all that the primary had at this time. */
  freshAt: number
  /** What it must have to be as fresh as the time beside it. */
  target: { position: number; at: number }
}

/** Where one query goes: decided when it first asks for a connection, and then for all of it. */
interface Choice {
  call: Call
  replica?: Promise<Replica | null>
}

/** Longest wait for a replica's answer to how far it is, and for a connection to it. */
const patienceMs = 1_000

const lastPosition = 'SELECT coalesce(max(position), 0)::float8 AS position FROM event'

/** @returns undefined where no replica is named. */
export function createReplicas(parts: ReplicasParts): Replicas | undefined {
  const { primary, urls, options, lookMs = 100, mostLagMs = 5_000, log = () => {} } = parts
  if (urls.length === 0) return undefined
  const at = new AsyncLocalStorage<Choice>()
  const replicas = urls.map((url): Replica => {
    const pool = createPool(url, { ...options, readOnly: true, waitMs: patienceMs })
    const { hostname, port } = new URL(url)
    const name = `${hostname}:${port || 5432}`
    return { name, pool, position: 0, answeredAt: 0, freshAt: 0, target: { position: 0, at: 0 } }
  })
  let closed = false
  let turn = 0
  const loops = replicas.map((replica) => follow(replica))

  async function follow(replica: Replica): Promise<void> {
    let usable = false
    while (!closed) {
      const now = Date.now()
      try {
        const [here, there] = await Promise.all([positionOf(primary).catch(() => undefined), positionOf(replica.pool)])
        replica.position = there
        replica.answeredAt = Date.now()
        if (there >= replica.target.position) {
          replica.freshAt = replica.target.at
          // Without the primary nobody knows what is missing; what there is will do.
          replica.target = here === undefined ? { position: there, at: now } : { position: here, at: now }
          if (there >= replica.target.position) replica.freshAt = now
        }
      } catch (error) {
        lose(replica)
        if (usable) log(`The replica ${replica.name} does not answer: ${(error as Error).message}`)
      }
      if (closed) return
      if (usable !== isUsable(replica)) {
        usable = !usable
        log(usable ? `The replica ${replica.name} takes queries` : `The replica ${replica.name} takes no queries`)
      }
      await new Promise((resolve) => setTimeout(resolve, lookMs * (0.75 + Math.random() / 2)).unref())
    }
  }

  /** Whoever waits for it goes to the primary now. */
  function lose(replica: Replica): void {
    replica.answeredAt = 0
    dropConnections(replica.pool)
  }

  const isUsable = ({ answeredAt, freshAt }: Replica) =>
    Date.now() - answeredAt < lookMs + 2 * patienceMs && Date.now() - freshAt < mostLagMs

  /** One that has the event of that position, taking turns. */
  function pick(position: number): Replica | null {
    const able = replicas.filter((replica) => replica.position >= position && isUsable(replica))
    return able.length === 0 ? null : (able[turn++ % able.length] ?? null)
  }

  /** Each caller's last event; Infinity while one has no position yet, since no replica can be known to have it. */
  const ownLast = batched(async (userIds) => {
    const { rows } = await primary.query<{ user_id: string; position: number | null }>({
      name: 'replicas_own_last',
      text: `SELECT u.id::text AS user_id, e.position::float8 AS position
        FROM unnest($1::int[]) u(id) CROSS JOIN LATERAL (
          SELECT position FROM event WHERE actor_id = u.id ORDER BY position DESC NULLS FIRST LIMIT 1
        ) e`,
      values: [userIds.map(Number)],
    })
    return new Map(rows.map((row) => [row.user_id, row.position ?? Number.POSITIVE_INFINITY]))
  })

  async function choose(call: Call): Promise<Replica | null> {
    if (pick(0) === null) return null
    const own = (await ownLast(String(call.caller.userId))) ?? 0
    return pick(Math.max(own, call.seen ?? 0))
  }

  const pool: ReadPool = {
    options: primary.options,
    get totalCount() {
      return primary.totalCount
    },
    get idleCount() {
      return primary.idleCount
    },
    connect: (async () => {
      const choice = at.getStore()
      if (choice === undefined) return await primary.connect()
      choice.replica ??= choose(choice.call)
      const replica = await choice.replica
      if (replica === null) return await primary.connect()
      try {
        return await replica.pool.connect()
      } catch {
        // The rest of this query, too, goes where it is answered.
        choice.replica = Promise.resolve(null)
        return await primary.connect()
      }
    }) as Pool['connect'],
    query: (async (...query: Parameters<Pool['query']>) => {
      const client = await pool.connect()
      try {
        const result = await client.query(...query)
        client.release()
        return result
      } catch (error) {
        client.release(isGone(error))
        throw error
      }
    }) as Pool['query'],
  }

  /** A generator's pieces are made in the context of whoever asks for them, so each is asked for in its own. */
  async function* inPieces(
    choice: Choice,
    result: AsyncIterable<unknown>,
    work: () => unknown,
  ): AsyncGenerator<unknown, void> {
    const pieces = result[Symbol.asyncIterator]()
    const next = () => at.run(choice, () => pieces.next())
    let piece = await next().catch(async (error: unknown) => {
      if (!isGone(error) || !(await choice.replica)) throw error
      return null
    })
    if (piece === null) return yield* work() as AsyncIterable<unknown>
    try {
      for (; !piece.done; piece = await next()) yield piece.value
    } finally {
      await pieces.return?.()
    }
  }

  return {
    pool,

    run(call, work) {
      if (call?.kind !== 'query' || call.caller === null) return work()
      const choice: Choice = { call }
      const result = at.run(choice, work)
      if (result instanceof Promise) {
        return result.catch(async (error: unknown) => {
          if (!isGone(error) || !(await choice.replica)) throw error
          log('A query that a replica lost runs on the primary')
          return await work()
        })
      }
      return isIterable(result) ? inPieces(choice, result, work) : result
    },

    state: () =>
      replicas.map((replica) => ({
        name: replica.name,
        pool: replica.pool,
        usable: isUsable(replica),
        position: replica.position,
      })),

    async close() {
      closed = true
      for (const { pool } of replicas) dropConnections(pool)
      await Promise.all([...loops, ...replicas.map(({ pool }) => pool.end())])
    },
  }
}

const isIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value

async function positionOf(pool: Pool): Promise<number> {
  // The driver knows the limit; only its types have it elsewhere.
  const question = { text: lastPosition, query_timeout: patienceMs }
  const { rows } = await pool.query<{ position: number }>(question)
  return rows[0]?.position ?? 0
}

/** The server went away under the statement, or ended it to go on replaying: no fault of the statement. */
function isGone(error: unknown): boolean {
  const failure = databaseFailure(error)
  return isLost(error) || (failure?.code === '40001' && /recovery/.test(failure.message))
}
