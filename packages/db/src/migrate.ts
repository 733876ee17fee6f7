import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startEngine } from './engine.ts'
import { asMigrationList, lockfile, type Migration, readMigrations, readSchemaFiles } from './migrate/folder.ts'
import { migrationsFolder, schemaFolder } from './paths.ts'

/** Where migrations and schema lie; other places are for tests. */
export interface MigrationPaths {
  migrations?: string
  schema?: string
}

const noFilter = { externalTables: [], externalEnums: [] }

/** All that applying needs to know of the schema; the engine does not start without. */
const bareSchema = { path: 'schema.prisma', content: 'datasource db {\n  provider = "postgresql"\n}\n' }

/**
 * Names our lock among the advisory locks of a database; any number that nothing else uses will do. Who migrates holds it,
 * and who copies the whole database holds it shared, so that the tables keep their shape meanwhile.
 */
export const migrationLock = 7_226_001

/** How to migrate, beside where the migrations lie. */
export interface MigrateOptions extends MigrationPaths {
  /** Apply these and no others, by name: the shape that a backup of then needs. */
  only?: readonly string[]
  /** Receives a line when others are in the way. */
  log?: (line: string) => void
  /** How long to try again while others are in the way. Default ten minutes. */
  patienceMs?: number
}

/** How often a migration is tried again whose locks others hold for longer than `lockTimeoutMs`. */
const patienceMs = 600_000
const pauseMs = 2_000

/** The names of the migrations there are, in their order. */
export async function migrationNames(folder = migrationsFolder): Promise<string[]> {
  return (await readMigrations(folder)).map(({ name }) => name)
}

/**
 * Applies the migrations that the database does not have yet, each in a transaction of its own. Processes that do this at
 * the same time wait for each other, and nothing but one query happens when there is nothing to do.
 *
 * On a database in use a migration waits for the locks on its tables only shortly: whoever waits for one keeps everybody
 * behind it waiting too. It gives up, lets them by, and tries again.
 *
 * @returns the names of the migrations applied now.
 * @throws when a migration fails: nothing of it remains, those before it stay, and the next call tries it again.
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<string[]> {
  const { only, log = () => {}, patienceMs: patience = patienceMs } = options
  const folder = options.migrations ?? migrationsFolder
  const all = await readMigrations(folder)
  const migrations = only === undefined ? all : all.filter(({ name }) => only.includes(name))
  const client = new pg.Client({ connectionString: url, application_name: 'framewright migrate' })
  await client.connect()
  try {
    if (await isUpToDate(client, migrations)) return []
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
    const applied: string[] = []
    const until = performance.now() + patience
    while (!(await isUpToDate(client, migrations))) {
      const before = await appliedNames(client)
      try {
        await applyPending(client, url, migrations, folder)
      } catch (error) {
        if (!isLockTimeout(error) || performance.now() > until) throw error
        log(`Others are at work on the tables a migration changes; trying again in ${pauseMs / 1000} s.`)
        await sleep(pauseMs)
      } finally {
        const after = await appliedNames(client)
        applied.push(...after.filter((name) => !before.includes(name)))
      }
    }
    return applied
  } finally {
    await client.end()
  }
}

async function applyPending(client: pg.Client, url: string, migrations: Migration[], folder: string): Promise<void> {
  await forgetFailures(client)
  const { withSchemaEngine } = await schemaEngine()
  const migrationsList = asMigrationList(migrations, folder)
  await withSchemaEngine(url, [bareSchema], (engine) => engine.applyMigrations({ migrationsList, filters: noFilter }))
}

/** The migrations applied whole, in the order of their names. */
async function appliedNames(client: pg.Client): Promise<string[]> {
  if (!(await hasHistory(client))) return []
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  )
  return rows.map(({ name }) => name)
}

/** Whether PostgreSQL gave up waiting for a lock, however deep its word for that is buried. */
function isLockTimeout(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 6) return false
  const { code, originalCode, cause } = error as { code?: unknown; originalCode?: unknown; cause?: unknown }
  return code === lockNotAvailable || originalCode === lockNotAvailable || isLockTimeout(cause, depth + 1)
}

const lockNotAvailable = '55P03'

/** Mostly there is nothing to migrate, and then it is not loaded. */
const schemaEngine = () => import('./migrate/schema-engine.ts')

async function isUpToDate(client: pg.Client, migrations: Migration[]): Promise<boolean> {
  try {
    const { rows } = await client.query<{ migration_name: string; done: boolean }>(
      `SELECT migration_name, finished_at IS NOT NULL AS done FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
    )
    const applied = new Set(rows.map((row) => row.migration_name))
    return rows.every((row) => row.done) && migrations.every(({ name }) => applied.has(name))
  } catch (error) {
    // There is no such table yet.
    if ((error as { code?: string }).code === '42P01') return migrations.length === 0
    throw error
  }
}

/**
 * A migration is one transaction, so of one that failed or was killed nothing is left but its row, which would keep Prisma
 * from trying again. Nobody else is at work on it while we hold the lock.
 */
async function forgetFailures(client: pg.Client): Promise<void> {
  if (!(await hasHistory(client))) return
  await client.query(
    'UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL',
  )
}

async function hasHistory(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS present`)
  return rows[0]?.present === true
}

/**
 * Writes the migration that leads from the folder of migrations to the Prisma schema, found by applying the former to a
 * throwaway database. What Prisma cannot see (checks, partial indexes, triggers, functions) it leaves alone.
 *
 * @param name what the migration does, in a few words.
 * @returns the path of the new file, or `null` when there is nothing to change.
 */
export async function makeMigration(name: string, paths: MigrationPaths = {}): Promise<string | null> {
  const folder = paths.migrations ?? migrationsFolder
  const sql = await diffMigrations(paths)
  if (sql === null) return null
  const label = name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
  const path = join(folder, `${timestamp(new Date())}_${label}`)
  await mkdir(path, { recursive: true })
  await writeFile(join(folder, lockfile.path), lockfile.content)
  await writeFile(join(path, 'migration.sql'), sql)
  return join(path, 'migration.sql')
}

/** The SQL that leads from the migrations to the schema, or `null` when they agree. */
export async function diffMigrations(paths: MigrationPaths = {}): Promise<string | null> {
  const folder = paths.migrations ?? migrationsFolder
  const files = await readSchemaFiles(paths.schema ?? schemaFolder)
  const list = asMigrationList(await readMigrations(folder), folder)
  const { withSchemaEngine } = await schemaEngine()
  return await withThrowawayEngine((url) =>
    withSchemaEngine(url, files, async (engine) => {
      const { exitCode, stdout } = await engine.diff({
        from: { tag: 'migrations', ...list },
        to: { tag: 'schemaDatamodel', files },
        script: true,
        exitCode: true,
        filters: noFilter,
      })
      return exitCode === 2 ? stdout : null
    }),
  )
}

async function withThrowawayEngine<T>(work: (url: string) => Promise<T>): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), 'framewright-shadow-'))
  // Root's engine runs under another account, which must be able to get here.
  await chmod(home, 0o755)
  const engine = await startEngine({ home, durable: false, ephemeral: true })
  try {
    return await work(engine.url)
  } finally {
    await engine.stop()
    await rm(home, { recursive: true, force: true })
  }
}

/** 20260131235959, as Prisma names its folders. */
function timestamp(at: Date): string {
  return at.toISOString().replace(/\D/g, '').slice(0, 14)
}
