import type { CompiledQuery, QueryResult } from 'kysely'
import type pg from 'pg'
import type { Pool, ReadPool } from '../client.ts'
import { nameOf } from './statement-names.ts'

/** A connection that has so many questions under way gets no further one while another may be opened. */
const enoughUnderWay = 4

/** An attempt to connect that takes longer may be one of those that never end: another is made beside it. */
const patienceMs = 1_000

/** What a question comes to. */
type Answer = pg.QueryResult<Record<string, unknown>>

/** As much of the driver's inside as we have to touch; the tests hold that it is there. */
type DriverClient = pg.PoolClient & { _queryable: boolean }

interface Line {
  client: DriverClient
  /** The same connection as Kysely takes one. */
  facade: pg.PoolClient
  underWay: number
  corked: boolean
}

/**
 * Few connections for many short questions: they go out one behind the other without waiting for each other's answers, and
 * what is asked in one turn of the event loop is written at once. Most of what a short question costs is writing it to
 * somebody who sleeps and being woken by the answer. Only for what an index answers at once, since whatever takes long
 * keeps those behind it waiting, and outside transactions.
 */
export interface QuickReads {
  /** Stands for the connections where a pool is wanted. */
  pool: ReadPool
  execute<Row>(query: CompiledQuery<Row>): Promise<QueryResult<Row>>
  /** Gives the connections back to their pool, which can then end. */
  close(): void
}

/**
 * @param pool of connections that pipeline; they are taken as they are needed, and kept.
 * @param most connections that are used; the pool has room for more, since attempts to connect may hang.
 */
export function createQuickReads(pool: Pool, most: number): QuickReads {
  const lines: Line[] = []
  /** Attempts to connect that are under way. */
  let opening = 0
  /** Those who have no connection at all wait for the first there is. */
  let waiting: (PromiseWithResolvers<Line> & { again: NodeJS.Timeout }) | undefined
  let closed = false

  async function open(): Promise<Line> {
    const client = (await pool.connect()) as unknown as DriverClient
    const line: Line = { client, facade: client, underWay: 0, corked: false }
    const query = (config: string | pg.QueryConfig, values?: unknown[]) =>
      ask(line, typeof config === 'string' ? { text: config, values: values ?? [] } : config)
    line.facade = Object.create(client, { query: { value: query }, release: { value: () => {} } })
    client.once('end', () => forget(line))
    client.once('error', () => forget(line))
    if (closed || lines.length >= most) client.release()
    else lines.push(line)
    return line
  }

  function forget(line: Line): void {
    const at = lines.indexOf(line)
    if (at < 0) return
    lines.splice(at, 1)
    line.client.release(true)
  }

  /**
   * The one that has the least to do, but rather one that is written to in this turn anyway; a further one where all have
   * enough.
   */
  function choose(): Line | Promise<Line> {
    let best: Line | undefined
    for (const line of lines) {
      if (!line.client._queryable) continue
      if (line.corked && line.underWay < enoughUnderWay) return line
      if (best === undefined || line.underWay < best.underWay) best = line
    }
    if (best !== undefined && (best.underWay < enoughUnderWay || lines.length >= most)) return best
    for (const line of lines.filter(({ client }) => !client._queryable)) forget(line)
    if (opening === 0) start()
    // Nobody waits for what only makes more room.
    if (best !== undefined) return best
    waiting ??= { ...Promise.withResolvers<Line>(), again: setInterval(start, patienceMs).unref() }
    return waiting.promise
  }

  function start(): void {
    if (lines.length + opening >= pool.options.max) return
    opening++
    const settle = (how: (those: PromiseWithResolvers<Line>) => void) => {
      opening--
      if (waiting === undefined || (opening > 0 && lines.length === 0)) return
      clearInterval(waiting.again)
      how(waiting)
      waiting = undefined
    }
    open().then(
      (line) => settle(({ resolve }) => resolve(line)),
      (error) => settle(({ reject }) => reject(error)),
    )
  }

  function ask(line: Line, config: pg.QueryConfig): Promise<Answer> {
    line.underWay++
    if (!line.corked) {
      line.corked = true
      const { stream } = line.client.connection
      stream.cork()
      setImmediate(() => {
        line.corked = false
        stream.uncork()
      })
    }
    return new Promise((done, fail) => {
      line.client.query(config as pg.QueryConfig<unknown[]>, (error: Error | null, result: Answer) => {
        line.underWay--
        if (error) fail(error)
        else done(result)
      })
    })
  }

  const connect = async () => (await choose()).facade
  return {
    pool: {
      options: pool.options,
      get totalCount() {
        return pool.totalCount
      },
      get idleCount() {
        return lines.filter(({ underWay }) => underWay === 0).length
      },
      connect: connect as ReadPool['connect'],
      query: (async (config: string | pg.QueryConfig, values?: unknown[]) =>
        (await connect()).query(config as string, values)) as ReadPool['query'],
    },

    async execute<Row>({ sql, parameters }: CompiledQuery<Row>) {
      const chosen = choose()
      const line = chosen instanceof Promise ? await chosen : chosen
      const name = nameOf(sql)
      const values = parameters as unknown[]
      const { rows } = await ask(line, name === undefined ? { text: sql, values } : { name, text: sql, values })
      return { rows: rows as Row[] }
    },

    close() {
      closed = true
      for (const line of lines.splice(0)) line.client.release()
    },
  }
}
