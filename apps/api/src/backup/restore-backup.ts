import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { migrate, migrationLock, migrationNames } from '@framewright/db/migrate'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { productVersion } from '../core/product.ts'
import type { FileStore } from '../files/file-store.ts'
import { hashOf } from '../files/stored-files.ts'
import { checkInvariants, type Finding } from '../invariants/invariants.ts'
import { history, readMigrationNames, readTables } from './catalogue.ts'
import type { Checksums, Manifest } from './format.ts'
import { silent, type TableProgress } from './progress.ts'
import { type BackupReader, BackupUnreadable, readBackup } from './read-backup.ts'
import { withSession } from './session.ts'
import { newlines } from './write-backup.ts'

export interface RestoreOptions {
  progress?: TableProgress
  /** Where attached files are put; left out, they are checked and not kept. */
  files?: FileStore
  /** Keep the data though invariants are violated in it. */
  acceptViolations?: boolean
}

/** What was restored. */
export interface Restored {
  manifest: Manifest
  tables: number
  rows: number
  files: number
  /** Migrations applied behind those of the backup. */
  migrated: string[]
  /** What every invariant found in the end. */
  findings: Finding[]
}

/** What a backup says of itself does not fit this program or its own tables. */
class BackupDoubtful extends BackupUnreadable {}

/** Whether it may be the backup that is damaged rather than what it says: a name with another letter in it fits nothing. */
const doubtful = (error: unknown) =>
  error instanceof BackupDoubtful || (error as { code?: string } | null)?.code === undefinedTable
const undefinedTable = '42P01'

/** The data is whole but breaks rules it should keep. */
export class InvariantsViolated extends Error {
  readonly findings: Finding[]

  constructor(findings: Finding[]) {
    super(
      `The data in this backup breaks ${findings.length === 1 ? 'a rule' : `${findings.length} rules`} it should keep.`,
    )
    this.findings = findings
  }
}

/**
 * Restores a backup into an empty database, whichever server it is on: brings the tables to the shape they had, loads all
 * rows in one transaction, and compares counts and checksums and runs every invariant before it commits. Then the
 * migrations that the backup did not have yet are applied. Of a restore that fails no row stays.
 *
 * @param bytes the backup, decompressed.
 * @throws BackupUnreadable, InvariantsViolated, or an Error with a sentence where the database is not empty.
 */
export async function restoreBackup(
  url: string,
  bytes: AsyncIterable<Uint8Array>,
  options: RestoreOptions = {},
): Promise<Restored> {
  const backup = await readBackup(bytes)
  try {
    return await restoreFrom(url, backup, { ...options, progress: options.progress ?? silent })
  } catch (error) {
    if (doubtful(error)) await backup.toEnd()
    throw error
  } finally {
    await backup.close()
  }
}

async function restoreFrom(
  url: string,
  backup: BackupReader,
  options: RestoreOptions & { progress: TableProgress },
): Promise<Restored> {
  const { manifest } = backup
  const newer = await requireKnown(manifest)
  await withSession(url, (client) => requireEmpty(client, manifest))
  await migrate(url, { only: manifest.migrations })
  const {
    rows,
    files,
    findings: before,
  } = await withSession(url, (client) => load(client, backup, options, newer.length === 0))
  const migrated = await migrate(url)
  const findings = before ?? (await withSession(url, (client) => checkInvariants(client)))
  return { manifest, tables: manifest.tables.length, rows, files, migrated, findings }
}

/** The migrations this program knows and the backup does not have. */
async function requireKnown(manifest: Manifest): Promise<string[]> {
  const known = await migrationNames()
  if (manifest.migrations.some((name) => !known.includes(name))) {
    throw new BackupDoubtful(
      `This backup is of a newer Framewright (${manifest.product}; this is ${productVersion}). Restore it with that version or a newer one.`,
    )
  }
  return known.filter((name) => !manifest.migrations.includes(name))
}

/**
 * A database without tables, or one in which Framewright has never run: what a restore that failed leaves behind.
 * @throws Error saying what is there and where else to restore to.
 */
async function requireEmpty(client: pg.Client, manifest: Manifest): Promise<void> {
  const tables = (await readTables(client)).map(({ name }) => name)
  if (tables.length === 0) return
  const elsewhere =
    'Restore into an empty database: one made with CREATE DATABASE, or, with the embedded one, another FRAMEWRIGHT_HOME.'
  if (!tables.includes(history)) throw new Error(`The database holds tables that are not Framewright’s. ${elsewhere}`)
  if (tables.length > 1) await requireUnused(client, elsewhere)
  const applied = await readMigrationNames(client)
  if (applied.some((name) => !manifest.migrations.includes(name)))
    throw new Error(`The tables of this database are newer than the backup. ${elsewhere}`)
}

/** The first start of a server makes a user and an event. */
async function requireUnused(client: pg.Client, elsewhere: string): Promise<void> {
  const { rows } = await client.query<{ users: number; events: number }>(
    'SELECT (SELECT count(*) FROM app_user)::int AS users, (SELECT count(*) FROM event)::int AS events',
  )
  const { users = 0, events = 0 } = rows[0] ?? {}
  if (users + events > 0)
    throw new Error(`The database is in use: it holds ${users} users and ${events} events. ${elsewhere}`)
}

async function load(
  client: pg.Client,
  backup: BackupReader,
  { progress, acceptViolations, files: store }: RestoreOptions & { progress: TableProgress },
  current: boolean,
): Promise<{ rows: number; files: number; findings: Finding[] | undefined }> {
  const { manifest } = backup
  await client.query('BEGIN')
  await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock])
  await requireSameShape(client, manifest)
  const names = manifest.tables.map(({ name }) => client.escapeIdentifier(name))
  await client.query(`LOCK TABLE ${names.join(', ')} IN ACCESS EXCLUSIVE MODE`)
  await requireUnused(client, 'Somebody has just begun to use it.')

  const putBack = await takeOff(client, names)
  // What migrations have put there is in the backup too.
  await client.query(`TRUNCATE ${names.join(', ')}`)
  const { counts, files } = await loadTables(client, backup, progress, store)
  for (const { name, value, called } of manifest.sequences) {
    await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [client.escapeIdentifier(name), value, called])
  }
  progress.step('Checking')
  await putBack()
  await client.query(`ANALYZE ${names.join(', ')}`)
  await requireCounts(client, counts)
  // They are queries on the tables as they are now; those of an older shape are checked once it is today's.
  const findings = current ? await checkInvariants(client) : undefined
  const violated = findings?.filter(({ violations }) => violations > 0) ?? []
  if (violated.length > 0 && !acceptViolations) throw new InvariantsViolated(violated)
  await client.query('COMMIT')
  return { rows: Object.values(counts).reduce((sum, { rows }) => sum + rows, 0), files, findings }
}

/** The rows of a backup fit only the tables they came from. */
async function requireSameShape(client: pg.Client, manifest: Manifest): Promise<void> {
  const shape = (tables: Manifest['tables']) =>
    tables
      .filter(({ name }) => name !== history)
      .map(({ name, columns }) => `${name} (${[...columns].sort().join(', ')})`)
  const here = new Set(shape(await readTables(client)))
  const there = shape(manifest.tables)
  const different = there.find((table) => !here.has(table))
  if (different !== undefined || there.length !== here.size) {
    throw new BackupDoubtful(
      `The tables of the backup are not those its migrations make${different === undefined ? '' : `: ${different}`}. It was taken from a changed database.`,
    )
  }
}

/**
 * Takes off what would judge or follow each row: triggers, since what they keep (balances, statistics) comes with the
 * backup, and foreign keys, which would dictate an order and cannot where tables refer to each other.
 * @returns puts them back; the foreign keys judge all rows then, at once.
 */
async function takeOff(client: pg.Client, tables: string[]): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(`
    SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint
    WHERE contype = 'f' AND conparentid = 0 AND connamespace = current_schema()::regnamespace
    ORDER BY conrelid, conname`)
  for (const table of tables) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
  for (const { table, name } of rows) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`)
  return async () => {
    for (const { table, name, definition } of rows)
      await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`)
    for (const table of tables) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`)
  }
}

async function loadTables(
  client: pg.Client,
  backup: BackupReader,
  progress: TableProgress,
  store: FileStore | undefined,
): Promise<{ counts: Checksums['tables']; files: number }> {
  const columnsOf = new Map(backup.manifest.tables.map(({ name, columns }) => [name, columns]))
  const found: Checksums['tables'] = {}
  for (let next = await backup.nextTable(); next !== undefined; next = await backup.nextTable()) {
    const { name, pieces } = next
    const columns = columnsOf.get(name)
    if (columns === undefined || found[name] !== undefined)
      throw new BackupUnreadable(`The backup is damaged at ${name}.`)
    found[name] = await loadTable(client, name, columns, pieces, progress)
  }
  // Put before the commit: one too many harms nobody, one too few would.
  let files = 0
  for await (const { sha256, content } of backup.files()) {
    if (hashOf(content) !== sha256) throw new BackupUnreadable(`The backup is damaged at the file ${sha256}.`)
    await store?.put(sha256, content)
    files++
  }
  const said = await backup.checksums()
  if (said.files !== files) throw new BackupUnreadable('The backup is damaged: attached files are missing.')
  const none = { rows: 0, bytes: 0, sha256: createHash('sha256').digest('hex') }
  for (const { name } of backup.manifest.tables) {
    found[name] ??= none
    if (said.tables[name]?.sha256 !== found[name].sha256 || said.tables[name].rows !== found[name].rows)
      throw new BackupUnreadable(`The backup is damaged: the rows of ${name} are not those that were written.`)
  }
  return { counts: found, files }
}

async function loadTable(
  client: pg.Client,
  name: string,
  columns: string[],
  pieces: AsyncGenerator<Buffer, void>,
  progress: TableProgress,
): Promise<Checksums['tables'][string]> {
  progress.begin(name)
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ')
  const target = client.query(copyFrom(`COPY ${client.escapeIdentifier(name)} (${list}) FROM STDIN`))
  const hash = createHash('sha256')
  let bytes = 0
  let passed = 0
  async function* watched(): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      hash.update(piece)
      bytes += piece.length
      yield piece
      passed += newlines(piece)
      progress.at(passed)
    }
  }
  try {
    await pipeline(watched(), target)
  } catch (error) {
    // A value that its column cannot hold, or that is there twice, was never written like that.
    const { code = '', message } = error as { code?: string; message: string }
    throw /^2[23]/.test(code) ? new BackupUnreadable(`The backup is damaged at ${name} (${message}).`) : error
  }
  progress.end(target.rowCount)
  return { rows: target.rowCount, bytes, sha256: hash.digest('hex') }
}

/** A trigger that worked all the same, or a row that went elsewhere, would show here. */
async function requireCounts(client: pg.Client, counts: Checksums['tables']): Promise<void> {
  for (const [name, { rows }] of Object.entries(counts)) {
    const { rows: counted } = await client.query<{ n: string }>(
      `SELECT count(*)::text AS n FROM ${client.escapeIdentifier(name)}`,
    )
    if (Number(counted[0]?.n) !== rows) throw new Error(`${name} has ${counted[0]?.n} rows where ${rows} were loaded.`)
  }
}
