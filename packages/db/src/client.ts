import type { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import type { Socket } from 'node:net'
import type { PrismaPg } from '@prisma/adapter-pg'
import {
  type CommonTableExpression,
  type CompiledQuery,
  Kysely,
  PostgresDialect,
  type QueryCreator,
  type QueryCreatorWithCommonTableExpression,
  type RecursiveCommonTableExpression,
} from 'kysely'
import pg from 'pg'
import { parsers } from './client/parsers.ts'
import type { QuickReads } from './client/quick-reads.ts'
import { preparing } from './client/statement-names.ts'
import type { DB } from './generated/kysely/types.ts'
import type { PrismaClient } from './generated/prisma/client.ts'

export { createQuickReads, type QuickReads } from './client/quick-reads.ts'
export type { DateOnly } from './generated/kysely/types.ts'
export type { Prisma } from './generated/prisma/client.ts'
export type { PrismaClient }

/** The tables, their columns and types, under the names they have in the database. */
export type Db = DB

/** Builds queries and nothing else, also behind `with`. */
export interface ReadBuilder<Tables> extends Pick<QueryCreator<Tables>, 'selectFrom' | 'selectNoFrom'> {
  with<N extends string, E extends CommonTableExpression<Tables, N>>(
    name: N,
    expression: E,
  ): ReadBuilderOf<QueryCreatorWithCommonTableExpression<Tables, N, E>>
  withRecursive<N extends string, E extends RecursiveCommonTableExpression<Tables, N>>(
    name: N,
    expression: E,
  ): ReadBuilderOf<QueryCreatorWithCommonTableExpression<Tables, N, E>>
}

type ReadBuilderOf<Creator> = Creator extends QueryCreator<infer Tables> ? ReadBuilder<Tables> : never

/**
 * A handle for queries, which `readsOf` makes of any `Kysely<Db>`: it has no builder to write with. Compiled queries and the `sql` template
 * run on it too (`executeQuery`, `getExecutor`); that those do not write is seen to by the session of a read-only pool.
 */
export interface ReadDb extends ReadBuilder<DB>, Pick<Kysely<DB>, 'fn' | 'dynamic' | 'executeQuery' | 'getExecutor'> {}

/** A pool of connections to PostgreSQL. */
export type Pool = pg.Pool

/** As much of a pool as queries need: something to get connections from. */
export type ReadPool = Pick<Pool, 'connect' | 'query' | 'options' | 'totalCount' | 'idleCount'>

const defaultWaitMs = 5_000

/** What `createPool` may be told. */
export interface PoolOptions {
  /** Most connections at a time. */
  max: number
  /** Sessions refuse to write. */
  readOnly?: boolean
  /** Shown in `pg_stat_activity`. Default `framewright`. */
  applicationName?: string
  /** PostgreSQL cancels a statement that takes longer. Default: its own, which is never. */
  statementTimeoutMs?: number
  /** PostgreSQL ends a session that leaves a transaction open and says nothing for longer: its locks are in others' way. */
  idleTransactionMs?: number
  /** Longest wait for a free connection before the query fails. Default 5 seconds. */
  waitMs?: number
  /** Statements go out without waiting for the answers of those before them. Not for what streams. */
  pipeline?: boolean
  /**
   * Statements are planned to look things up in indexes, however small the tables be when they are planned: a plan is kept for
   * as long as its connection, and a scan of a table that was empty then goes on as the table grows.
   */
  byIndex?: boolean
  /** Receives errors of idle connections, which the pool replaces by itself. */
  onError?: (error: Error) => void
}

/** Makes a pool whose values arrive as the generated types say; nothing is connected before the first query. */
export function createPool(url: string, options: PoolOptions): Pool {
  const open = new Map<pg.ClientBase, number>()
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    application_name: options.applicationName ?? 'framewright',
    connectionTimeoutMillis: options.waitMs ?? defaultWaitMs,
    idleTimeoutMillis: 60_000,
    types: parsers,
    keepAlive: true,
    pipeline: options.pipeline === true,
    onConnect: async (client: pg.ClientBase) => {
      open.set(client, Date.now())
      // A connection lost while somebody works on it fails their statement; without a listener it ended the process too.
      client.on('error', () => {})
      client.once('end', () => open.delete(client))
      giveUpOnFatal(client as DriverClient, options.readOnly === true)
      // The limit is the driver's, not the server's; its types have it elsewhere.
      const settings = { text: sessionSettings(options), query_timeout: options.waitMs ?? defaultWaitMs }
      await client.query(settings)
    },
  })
  // Without a listener, the loss of an idle connection would end the process.
  connections.set(pool, open)
  pool.on('error', (error: Error & { client?: unknown }) => {
    // The driver attaches the whole connection, which no log should hold.
    delete error.client
    // While the pool ends, losing a connection is what was wanted.
    if (!pool.ending) options.onError?.(error)
  })
  return pool
}

/** As much of the driver's inside as we have to touch; the tests hold that it is there. */
interface DriverClient extends pg.ClientBase {
  connection: EventEmitter<{ errorMessage: [{ severity?: string; code?: string }] }> & { stream: Socket }
  /** The pool takes back only a connection that is. */
  _queryable: boolean
}

/**
 * After a fatal error the server closes the connection, in a moment: until then the pool would give it to the next query,
 * which would fail for nothing. So would one that leads to a server which was the primary once and no longer takes writes.
 */
function giveUpOnFatal(client: DriverClient, readOnly: boolean): void {
  client.connection.on('errorMessage', ({ severity, code }) => {
    const demoted = code === '25006' && !readOnly
    if (severity === 'FATAL' || severity === 'PANIC' || demoted) client._queryable = false
  })
}

const connections = new WeakMap<Pool, Map<pg.ClientBase, number>>()

/**
 * Cuts the connections of the pool that were opened before a time (milliseconds; all when left out), also those that a statement waits on: it fails now instead of waiting for a server
 * that will never answer. The pool makes new ones as they are asked for.
 * @returns how many were cut.
 */
export function dropConnections(pool: Pool, before = Number.POSITIVE_INFINITY): number {
  const open = [...(connections.get(pool) ?? [])].flatMap(([client, at]) =>
    at < before ? [client as DriverClient] : [],
  )
  for (const { connection } of open) connection.stream.destroy(new Error('The connection was given up'))
  return open.length
}

/**
 * By statement rather than by start-up option, since poolers such as PgBouncer refuse most of those. The zone is not a
 * matter of taste: Prisma's adapter writes and reads instants without one and means UTC.
 */
function sessionSettings({ readOnly, byIndex, statementTimeoutMs, idleTransactionMs }: PoolOptions): string {
  const settings = ["SET TIME ZONE 'UTC'"]
  // A client whose network has gone is noticed within half a minute rather than in two hours.
  settings.push('SET tcp_keepalives_idle = 10', 'SET tcp_keepalives_interval = 5', 'SET tcp_keepalives_count = 4')
  if (readOnly) settings.push('SET default_transaction_read_only = on')
  // A scan that cannot be avoided counts as so dear that the plan would be compiled, which takes longer than the scan.
  if (byIndex) settings.push('SET enable_seqscan = off', 'SET jit = off')
  if (statementTimeoutMs !== undefined) settings.push(`SET statement_timeout = ${Math.trunc(statementTimeoutMs)}`)
  if (idleTransactionMs !== undefined)
    settings.push(`SET idle_in_transaction_session_timeout = ${Math.trunc(idleTransactionMs)}`)
  return settings.join(';')
}

/** Loads in the middle of a function that cannot wait. */
const load = createRequire(import.meta.url)

/**
 * The client for commands. It shares the pool, which stays open when the client disconnects. Statements are prepared once
 * a connection and used again.
 */
export function createPrisma(pool: Pool): PrismaClient {
  let made: PrismaClient | undefined
  const make = () => {
    const { PrismaClient } = load('./generated/prisma/client.ts') as typeof import('./generated/prisma/client.ts')
    const { PrismaPg } = load('@prisma/adapter-pg') as typeof import('@prisma/adapter-pg')
    return new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator: statementNames(200) }) })
  }
  // Loading and making one takes as long as all else of a start together, and the first queries do without.
  return new Proxy({} as PrismaClient, {
    get(_, name) {
      if (made === undefined && name === '$disconnect') return async () => {}
      made ??= make()
      const value: unknown = Reflect.get(made, name)
      return typeof value === 'function' ? value.bind(made) : value
    },
  })
}

/**
 * Names for the first `limit` statements; those after them are parsed anew each time, so that statements whose text
 * depends on the number of their parameters do not fill the server's memory.
 */
function statementNames(limit: number): StatementNameGenerator {
  const names = new Map<string, string>()
  const nameOf = ({ sql }: { sql: string }): string | undefined => {
    const known = names.get(sql)
    if (known !== undefined || names.size >= limit) return known
    const name = `p${names.size}`
    names.set(sql, name)
    return name
  }
  // The driver takes no name for an answer, only its type does not say so.
  return nameOf as StatementNameGenerator
}

type StatementNameGenerator = NonNullable<
  NonNullable<ConstructorParameters<typeof PrismaPg>[1]>['statementNameGenerator']
>

/**
 * The client for queries. It shares the pool; end the pool, not this. What is asked often is prepared once a connection and
 * used again.
 */
export function createKysely(pool: ReadPool): ReadDb {
  return readsOf(new Kysely({ dialect: new PostgresDialect({ pool: preparing(pool) }) }))
}

/** What of a `Kysely` builds queries. Said rather than compared: the compiler would go through every builder there is. */
export function readsOf(kysely: Kysely<DB>): ReadDb {
  return kysely as unknown as ReadDb
}

/** The client for short queries that share connections; `createQuickReads` says which those are. */
export function createQuickKysely(quick: QuickReads): ReadDb {
  const kysely = createKysely(quick.pool)
  // What is compiled already needs nothing of Kysely's to run.
  kysely.executeQuery = ((query: CompiledQuery) => quick.execute(query)) as typeof kysely.executeQuery
  return kysely
}
