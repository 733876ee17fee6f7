import { type ReadDb, readsOf } from '@framewright/db/client'
import { type CompiledQuery, type RawBuilder, sql } from 'kysely'
import type { PoolClient, QueryResultRow } from 'pg'
import { build, type Tx } from './sql.ts'

/** Stands in a compiled query where a value is put in later. */
class Slot {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** Names a value that is given when the query runs. Cast it where PostgreSQL cannot tell its type. */
export type Given<Values> = <K extends keyof Values & string>(name: K) => RawBuilder<Values[K]>

/** What makes a query or a statement: a builder of Kysely's, or its `sql` template. */
type Make<Values, Row> = (db: ReadDb, given: Given<Values>) => { compile(by: typeof build): CompiledQuery<Row> }

/** Compiles at the first call, and from then on only puts the values in. */
function compiledOnce<Values extends object, Row>(make: Make<Values, Row>): (values: Values) => CompiledQuery<Row> {
  let compiled: CompiledQuery<Row> | undefined
  return (values) => {
    compiled ??= make(readsOf(build), (name) => sql`${new Slot(name)}`).compile(build)
    const parameters = compiled.parameters.map((one) =>
      one instanceof Slot ? (values as Record<string, unknown>)[one.name] : one,
    )
    return { ...compiled, parameters }
  }
}

/**
 * A query that is built and compiled once, by the first who asks, and from then on only given its values: compiling is a
 * good part of what a small query costs. For queries whose text does not depend on what is asked.
 */
export function prepared<Values extends object, Row>(
  make: Make<Values, Row>,
): (read: Pick<ReadDb, 'executeQuery'>, values: Values) => Promise<Row[]> {
  const compile = compiledOnce(make)
  return async (read, values) => (await read.executeQuery<Row>(compile(values))).rows
}

/** The same for a statement of a command, within its transaction; values arrive as `run` says. */
export function statement<Values extends object, Row>(
  make: Make<Values, Row>,
): (tx: Tx, values: Values) => Promise<Row[]> {
  const compile = compiledOnce(make)
  return (tx, values) => {
    const query = compile(values)
    return tx.$queryRawUnsafe<Row[]>(query.sql, ...query.parameters)
  }
}

let wholes = 0

/**
 * The same for a statement that is a whole transaction, on a connection of a pool. Values arrive as from any query of the
 * pool; a list goes in as one, anything else that is no plain value as JSON.
 */
export function wholeStatement<Values extends object, Row extends QueryResultRow>(
  make: Make<Values, Row>,
): (client: PoolClient, values: Values) => Promise<Row[]> {
  const compile = compiledOnce(make)
  const name = `whole${wholes++}`
  return async (client, values) => {
    const { sql, parameters } = compile(values)
    return (await client.query<Row>({ name, text: sql, values: parameters as unknown[] })).rows
  }
}
