import type pg from 'pg'
import type { Pool, ReadPool } from '../client.ts'

/** Statements a connection keeps prepared at most: each takes some of the server's memory. */
const mostStatements = 200
/** A text that came so often comes again; one that depends on how many values it lists does not. */
const oftenEnough = 3
/** Texts that are counted before it starts over. */
const mostCounted = 2_000

/**
 * Names the statements that come again and again, so that a connection parses and plans each once. A statement that looks
 * for a pattern is left without: the best plan for it depends on the pattern.
 */
export function statementNames(): (sql: string) => string | undefined {
  const names = new Map<string, string>()
  const seen = new Map<string, number>()
  return (sql) => {
    const known = names.get(sql)
    if (known !== undefined || names.size >= mostStatements) return known
    const count = (seen.get(sql) ?? 0) + 1
    if (count < oftenEnough || / i?like /i.test(sql)) {
      if (seen.size >= mostCounted) seen.clear()
      seen.set(sql, count)
      return undefined
    }
    const name = `q${names.size}`
    names.set(sql, name)
    seen.delete(sql)
    return name
  }
}

/** One for all pools: two handles on one connection must not mean two things by a name. */
export const nameOf = statementNames()

/** The same pool, whose connections prepare what they are asked often. */
export function preparing(pool: ReadPool): Pool {
  const wrapped = new WeakMap<pg.PoolClient, pg.PoolClient>()
  const wrap = (client: pg.PoolClient): pg.PoolClient => {
    const known = wrapped.get(client)
    if (known) return known
    const query = (first: unknown, values?: unknown[]) => {
      const name = typeof first === 'string' ? nameOf(first) : undefined
      return name === undefined
        ? (client.query as (...given: unknown[]) => unknown)(first, values)
        : client.query({ name, text: first as string, values: values ?? [] })
    }
    const made: pg.PoolClient = Object.create(client, { query: { value: query } })
    wrapped.set(client, made)
    return made
  }
  const connect = async () => wrap(await pool.connect())
  return Object.create(pool, { connect: { value: connect } })
}
