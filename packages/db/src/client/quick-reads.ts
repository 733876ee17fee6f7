import type { CompiledQuery, QueryResult } from 'kysely'
import type pg from 'pg'
import type { Pool, ReadPool } from '../client.ts'
import { nameOf } from './statement-names.ts'

/** A connection that has so many questions under way gets no further one while another may be opened. */
const enoughUnderWay = 4

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

/** @param pool of connections that pipeline; all of them are taken as they are needed, and kept. */
export function createQuickReads(pool: Pool): QuickReads {
  const lines: Line[] = []
  let opening: Promise<Line> | undefined
  let closed = false

  async function open(): Promise<Line> {
    const client = (await pool.connect()) as unknown as DriverClient
    const line: Line = { client, facade: client, underWay: 0, corked: false }
    const query = (config: string | pg.QueryConfig, values?: unknown[]) =>
      ask(line, typeof config === 'string' ? { text: config, values: values ?? [] } : config)
    line.facade = Object.create(client, { query: { value: query }, release: { value: () => {} } })
    client.once('end', () => forget(line))
    client.once('error', () => forget(line))
    if (closed) client.release()
    else lines.push(line)
    return line
  }

  function forget(line: Line): void {
    const at = lines.indexOf(line)
    if (at < 0) return
    lines.splice(at, 1)
    line.client.release(true)
  }

  /** The one that has the least to do; a further one where all have enough. */
  function choose(): Line | Promise<Line> {
    let best: Line | undefined
    for (const line of lines) {
      if (!line.client._queryable) continue
      if (best === undefined || line.underWay < best.underWay) best = line
    }
    if (best !== undefined && (best.underWay < enoughUnderWay || lines.length >= pool.options.max)) return best
    for (const line of lines.filter(({ client }) => !client._queryable)) forget(line)
    opening ??= open().finally(() => {
      opening = undefined
    })
    if (best === undefined) return opening
    // Nobody waits for what only makes more room.
    opening.catch(() => {})
    return best
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
