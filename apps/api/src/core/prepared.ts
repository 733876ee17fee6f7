import type { ReadDb } from '@framewright/db/client'
import { type CompiledQuery, type RawBuilder, sql } from 'kysely'
import { build } from './sql.ts'

/** Stands in a compiled query where a value is put in later. */
class Slot {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** Names a value that is given when the query runs. Cast it where PostgreSQL cannot tell its type. */
export type Given<Values> = <K extends keyof Values & string>(name: K) => RawBuilder<Values[K]>

/**
 * A query that is built and compiled once, by the first who asks, and from then on only given its values: compiling is a
 * good part of what a small query costs. For queries whose text does not depend on what is asked.
 */
export function prepared<Values extends object, Row>(
  make: (db: ReadDb, given: Given<Values>) => { compile(): CompiledQuery<Row> },
): (read: Pick<ReadDb, 'executeQuery'>, values: Values) => Promise<Row[]> {
  let compiled: CompiledQuery<Row> | undefined
  return async (read, values) => {
    compiled ??= make(build, (name) => sql`${new Slot(name)}`).compile()
    const parameters = compiled.parameters.map((one) =>
      one instanceof Slot ? (values as Record<string, unknown>)[one.name] : one,
    )
    const { rows } = await read.executeQuery<Row>({ ...compiled, parameters })
    return rows
  }
}
