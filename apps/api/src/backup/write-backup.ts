import { createHash } from 'node:crypto'
import { migrationLock } from '@framewright/db/migrate'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { productVersion } from '../core/product.ts'
import type { FileStore } from '../files/file-store.ts'
import { readContents } from './catalogue.ts'
import {
  type Checksums,
  checksumsName,
  fileName,
  format,
  formatVersion,
  type Manifest,
  manifestName,
  pieceName,
} from './format.ts'
import { silent, type TableProgress } from './progress.ts'
import { openSession } from './session.ts'
import { tarEnd, tarEntry } from './tar.ts'

export interface BackupOptions {
  progress?: TableProgress
  /** Keep everybody else from writing until the last byte is read: for moving, after which nobody may write here. */
  freeze?: boolean
  /** Where attachments lie, to take them along; left out, only rows are written. */
  files?: FileStore
  /** Is told what was written when it is whole. */
  done?: (written: { manifest: Manifest; checksums: Checksums }) => void
}

/** Bytes of a piece: many rows, and next to nothing in memory. */
const pieceBytes = 1 << 20

/**
 * The bytes of a backup of that database, not yet compressed: one snapshot of all tables, however much is written
 * meanwhile. Nothing is held but the piece at hand; PostgreSQL waits while the consumer does. A migration waits for the
 * backup and the backup for a migration, so that the tables keep their shape.
 */
export async function* writeBackup(url: string, options: BackupOptions = {}): AsyncGenerator<Buffer, void> {
  const client = await openSession(url)
  try {
    await client.query('SELECT pg_advisory_lock_shared($1)', [migrationLock])
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ ${options.freeze ? '' : 'READ ONLY'}`)
    if (options.freeze) await freeze(client)
    const at = new Date()
    const manifest = await describeDatabase(client, at)
    if (manifest.migrations.length === 0)
      throw new Error('There is no Framewright in this database: nothing to back up.')
    yield tarEntry({ name: manifestName, content: json(manifest) }, at)
    const checksums: Checksums = { tables: {}, files: 0 }
    for (const table of manifest.tables) {
      checksums.tables[table.name] = yield* tablePieces(client, table, at, options.progress ?? silent)
    }
    if (options.files !== undefined && manifest.tables.some(({ name }) => name === 'stored_file')) {
      checksums.files = yield* attachedFiles(client, options.files, at, options.progress ?? silent)
    }
    await client.query('COMMIT')
    yield tarEntry({ name: checksumsName, content: json(checksums) }, at)
    yield tarEnd()
    options.done?.({ manifest, checksums })
  } finally {
    // In the middle of a copy the connection is good for nothing else; ending it ends the statement too.
    await client.end().catch(() => {})
  }
}

async function describeDatabase(client: pg.Client, at: Date): Promise<Manifest> {
  const contents = await readContents(client)
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version')
  return {
    format,
    formatVersion,
    product: productVersion,
    takenAt: at.toISOString(),
    postgres: rows[0]?.server_version ?? '',
    ...contents,
  }
}

/** Lets others read and not write, until this transaction ends. */
async function freeze(client: pg.Client): Promise<void> {
  const { tables } = await readContents(client)
  // The snapshot must see what was committed while we waited for the locks.
  await client.query('ROLLBACK; BEGIN ISOLATION LEVEL REPEATABLE READ')
  const names = tables.map(({ name }) => client.escapeIdentifier(name))
  if (names.length > 0) await client.query(`SET lock_timeout = '10s'; LOCK TABLE ${names.join(', ')} IN SHARE MODE`)
}

/** Contents are never changed, so those that the snapshot knows are those that lie there now. */
async function* attachedFiles(
  client: pg.Client,
  store: FileStore,
  at: Date,
  progress: TableProgress,
): AsyncGenerator<Buffer, number> {
  const { rows } = await client.query<{ sha256: string }>('SELECT sha256 FROM stored_file ORDER BY sha256')
  let files = 0
  progress.begin('attached files')
  for (const { sha256 } of rows) {
    const chunks: Uint8Array[] = []
    // One that nothing refers to any more may be pruned meanwhile; whoever misses one that matters finds its name here.
    const content = (await store.has(sha256)) ? await store.open(sha256).catch(() => undefined) : undefined
    if (content === undefined) {
      progress.step(`The file ${sha256} is not where it should be and is left out`)
      continue
    }
    for await (const chunk of content) chunks.push(chunk)
    yield tarEntry({ name: fileName(sha256), content: Buffer.concat(chunks) }, at)
    progress.at(++files)
  }
  progress.end(files)
  return files
}

async function* tablePieces(
  client: pg.Client,
  { name, columns }: Manifest['tables'][number],
  at: Date,
  progress: TableProgress,
): AsyncGenerator<Buffer, Checksums['tables'][string]> {
  progress.begin(name)
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ')
  const rowsOut = client.query(copyTo(`COPY ${client.escapeIdentifier(name)} (${list}) TO STDOUT`))
  const hash = createHash('sha256')
  let rows = 0
  let bytes = 0
  let number = 0
  let held: Buffer[] = []
  let length = 0
  const piece = () => {
    const content = Buffer.concat(held)
    held = []
    length = 0
    return tarEntry({ name: pieceName(name, ++number), content }, at)
  }
  for await (const chunk of rowsOut as AsyncIterable<Buffer>) {
    hash.update(chunk)
    rows += newlines(chunk)
    bytes += chunk.length
    held.push(chunk)
    length += chunk.length
    if (length < pieceBytes) continue
    yield piece()
    progress.at(rows)
  }
  if (length > 0) yield piece()
  progress.end(rows)
  return { rows, bytes, sha256: hash.digest('hex') }
}

/** Rows in that part of a copy: each ends with a line feed, and those within values are written as `\n`. */
export function newlines(chunk: Buffer): number {
  let count = 0
  for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count++
  return count
}

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
