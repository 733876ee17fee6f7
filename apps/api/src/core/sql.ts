import type { Db, Prisma } from '@framewright/db/client'
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'

export type Tx = Prisma.TransactionClient

/**
 * Builds statements that Prisma cannot say (locks, joins in an update), typed by the same schema, to be run inside a
 * command's transaction with `run`. It has no connection of its own.
 */
export const build = new Kysely<Db>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/**
 * Runs a built statement in the transaction. Values arrive as Prisma reads them: `numeric` as Decimal, `int8` as bigint;
 * cast to text or int where that matters.
 */
export function run<Row>(tx: Tx, query: { compile(): CompiledQuery<Row> }): Promise<Row[]> {
  const { sql, parameters } = query.compile()
  return tx.$queryRawUnsafe<Row[]>(sql, ...parameters)
}
