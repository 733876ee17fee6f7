import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import pg from 'pg'

/** A migration that cannot have its locks within this time gives up; see `migrate`. */
export const lockTimeoutMs = 3_000

const oid = { char: 18, text: 25 }

/**
 * Prisma's own adapter with three of its ways corrected for migrations, and with a limit to its wait for locks:
 *
 * - it cuts a script at every semicolon, also within the body of a function or a text; here PostgreSQL gets the script
 *   as it is, which also makes a migration one transaction;
 * - it does not know the type `"char"`, which PostgreSQL's catalogue is full of;
 * - its shadow database is the database itself when that is named by a connection string.
 */
export function migrationAdapter(url: string): {
  factory: SqlMigrationAwareDriverAdapterFactory
  /** Closes what the engine leaves open when it is freed. */
  close(): Promise<void>
} {
  const opened: pg.Pool[] = []
  const open = async (at: string, afterwards?: () => Promise<void>): Promise<SqlDriverAdapter> => {
    const pool = new pg.Pool({
      connectionString: at,
      max: 1,
      onConnect: async (client: pg.ClientBase) => {
        await client.query(`SET lock_timeout = ${lockTimeoutMs}`)
      },
    })
    opened.push(pool)
    return await adapt(pool, afterwards)
  }
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: async () => await open(url),
    connectToShadowDb: async () => {
      const name = `prisma_migrate_shadow_${randomUUID()}`
      await execute(url, `CREATE DATABASE "${name}"`)
      const shadow = new URL(url)
      shadow.pathname = `/${name}`
      return await open(shadow.href, async () => {
        await execute(url, `DROP DATABASE "${name}" WITH (FORCE)`)
      })
    },
  }
  const close = async (): Promise<void> => {
    for (const pool of opened) if (!pool.ended) await pool.end()
  }
  return { factory, close }
}

async function adapt(pool: pg.Pool, afterwards?: () => Promise<void>): Promise<SqlDriverAdapter> {
  const characters = new WeakMap<unknown[], number[]>()
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryResult>
  const patched = async (...args: unknown[]): Promise<pg.QueryResult> => {
    const result = await query(...args)
    const found: number[] = []
    for (const [index, field] of (result.fields ?? []).entries()) {
      if (field.dataTypeID !== oid.char) continue
      field.dataTypeID = oid.text
      found.push(index)
    }
    if (found.length > 0) characters.set(result.rows, found)
    return result
  }
  pool.query = patched as unknown as typeof pool.query
  const adapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect()
  const dispose = adapter.dispose.bind(adapter)
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (statement) => {
    const result = await queryRaw(statement)
    for (const index of characters.get(result.rows) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character
    return result
  }
  adapter.executeScript = async (script) => {
    await pool.query(script)
  }
  adapter.dispose = async () => {
    await dispose()
    await afterwards?.()
  }
  return adapter
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
