import type pg from 'pg'
import type { Manifest } from './format.ts'

/** Prisma's record of migrations. A restore writes its own; the manifest says which had been applied. */
export const history = '_prisma_migrations'

/** What a database holds, as its catalogue says: migrations, tables with the columns one writes, sequences. */
export type Contents = Pick<Manifest, 'migrations' | 'tables' | 'sequences'>

/** Reads what the database holds, within the transaction at hand. */
export async function readContents(client: pg.ClientBase): Promise<Contents> {
  const tables = await readTables(client)
  return {
    migrations: await readMigrationNames(client),
    tables: tables.filter(({ name }) => name !== history),
    sequences: await readSequences(client),
  }
}

/** Tables with their columns in the order of their making, but for columns that the database computes. */
export async function readTables(client: pg.ClientBase): Promise<Manifest['tables']> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY c.relname ORDER BY c.relname`)
  return rows
}

/** The migrations that have been applied whole; none where nothing was ever migrated. */
export async function readMigrationNames(client: pg.ClientBase): Promise<string[]> {
  const { rows: present } = await client.query(`SELECT to_regclass('${history}') IS NOT NULL AS is`)
  if (!present[0]?.is) return []
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM ${history} WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

/** Where the sequences are: read behind the snapshot, so at or beyond every number in its rows. */
async function readSequences(client: pg.ClientBase): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT relname AS name FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'S' ORDER BY relname`)
  const sequences: Manifest['sequences'] = []
  for (const { name } of rows) {
    const { rows: at } = await client.query<{ value: string; called: boolean }>(
      `SELECT last_value::text AS value, is_called AS called FROM ${client.escapeIdentifier(name)}`,
    )
    if (at[0]) sequences.push({ name, ...at[0] })
  }
  return sequences
}
