import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import pg from 'pg'
import { checkRows } from './check.ts'
import type { Mark } from './csv/reader.ts'
import { type Existing, findExisting, type Importer } from './existing.ts'
import { InDoubt, Interrupted } from './failure.ts'
import type { Kind, Made } from './kind.ts'
import type { Progress } from './progress.ts'
import { firstRefusals, type Refusal, reportPlace, writeReport } from './report.ts'
import { nameOf, planSheets, type Reading, type Sheets } from './sheets.ts'
import { createStaging, type ReadCounts, stageSheet } from './stage.ts'

/** One import. */
export interface ImportOptions extends Reading {
  kind: Kind
  databaseUrl: string
  /** Times without an offset are meant in this zone. */
  timeZone: string
  /** Do everything, then undo it. */
  dryRun?: boolean
  /** Let good rows in though others are refused. Without it, one refused row keeps all out. */
  partial?: boolean
  /** A person imports, and rows of records that are there change them. */
  importer?: Importer | undefined
  /** Where refused rows are reported; beside the file when not given, or in the working folder where that cannot be. */
  report?: string | undefined
  progress?: Progress | undefined
  signal?: AbortSignal | undefined
}

/** What became of it. */
export interface ImportResult {
  /** Rows read, of all files of the import: imported, refused and skipped add up to it. */
  rows: number
  imported: number
  /** Of the imported: records that were there and are now other than before. */
  changed: number
  /** Of the imported: records that were there. */
  existed: number
  refused: number
  skipped: number
  made: Made
  /** Whether anything is in the database now. */
  committed: boolean
  runId: number | null
  reports: string[]
  /** The first refusals, as "file, line n: reason". */
  examples: string[]
  /** The first refusals of the file that was named. */
  refusals: Refusal[]
  seconds: number
}

const quiet: Progress = { phase: () => {}, at: () => {}, end: () => {} }

/**
 * Imports a file in one transaction: whatever ends it early, a refusal, an interruption, the death of this process or of
 * the database, nothing of it is there.
 * @throws UsageError when the file or its mapping cannot be read, Interrupted when the signal was given in time, InDoubt
 * when the connection broke at the very moment of the commit.
 */
export async function importFile(options: ImportOptions): Promise<ImportResult> {
  const began = performance.now()
  const sheets = await planSheets(options.kind, options)
  const client = new pg.Client({ connectionString: options.databaseUrl, application_name: 'framewright import' })
  // A lost connection is met by the statement that waits for it.
  client.on('error', () => {})
  await client.connect()
  const signal = options.signal ?? new AbortController().signal
  const cancel = () => void cancelStatement(client, options.databaseUrl)
  signal.addEventListener('abort', cancel)
  try {
    await begin(client, options.timeZone)
    const result = await work(client, sheets, options, signal)
    if (signal.aborted) throw new Interrupted()
    signal.removeEventListener('abort', cancel)
    if (result.committed) options.progress?.phase('Committing')
    if (result.committed) await commit(client, result.runId)
    else await client.query('ROLLBACK')
    return { ...result, seconds: (performance.now() - began) / 1000 }
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw signal.aborted ? new Interrupted() : error
  } finally {
    signal.removeEventListener('abort', cancel)
    options.progress?.end()
    await client.end().catch(() => {})
  }
}

async function begin(client: pg.Client, timeZone: string): Promise<void> {
  await client.query(`
    BEGIN;
    SET LOCAL statement_timeout = 0;
    SET LOCAL work_mem = '64MB';
    SET LOCAL TimeZone = ${client.escapeLiteral(timeZone)}`)
}

/** From here on a lost connection leaves it open how the database decided. */
async function commit(client: pg.Client, runId: number | null): Promise<void> {
  try {
    await client.query('COMMIT')
  } catch (error) {
    throw new InDoubt(runId, error)
  }
}

/** Everything between BEGIN and the last word; `committed` is what that word shall be. */
async function work(
  client: pg.Client,
  sheets: Sheets,
  options: ImportOptions,
  signal: AbortSignal,
): Promise<Omit<ImportResult, 'seconds'>> {
  const { kind, progress = quiet } = options
  const counts: ReadCounts = { rows: 0, skipped: 0, bytes: 0 }
  await createStaging(client, kind, sheets)
  const sizes = await Promise.all(sheets.sheets.map(async ({ shape }) => (await stat(shape.path)).size))
  const size = sizes.reduce((sum, one) => sum + one, 0)
  const marks: Mark[][] = []
  for (const sheet of sheets.sheets) {
    progress.phase(`Reading ${nameOf(sheet)}`)
    marks.push(await stageSheet(client, sheet, counts, () => progress.at(counts.rows, counts.bytes / size), signal))
  }
  progress.phase(`Checking ${counts.rows - counts.skipped} rows`)
  const existing = existingOf(sheets, options)
  if (existing && kind.changing) await findExisting(client, kind.changing)
  const refused = await checkRows(client, kind, sheets, existing)
  const { reports, examples, refusals } =
    refused > 0 ? await report(client, sheets, marks, options) : { reports: [], examples: [], refusals: [] }
  const good = counts.rows - counts.skipped - refused
  const outcome = { rows: counts.rows, refused, skipped: counts.skipped, reports, examples, refusals }
  if ((refused > 0 && !options.partial) || good === 0) {
    return { ...outcome, imported: 0, changed: 0, existed: 0, made: [], committed: false, runId: null }
  }

  progress.phase(`Writing ${good} rows`)
  const runId = await openRun(client, kind, options.file)
  const made = await kind.write(client, runId, options.importer)
  const changed = existing ? ((await kind.changing?.write(client, runId, existing)) ?? 0) : 0
  const existed = existing ? await countExisting(client) : 0
  await closeRun(client, runId, kind, options.file, { rows: counts.rows, imported: good, refused }, options.importer)
  const committed = options.dryRun !== true
  return { ...outcome, imported: good, changed, existed, made, committed, runId: committed ? runId : null }
}

/** Only a person's import changes what is there; the file's columns say what. */
function existingOf({ sheets: [main] }: Sheets, { importer }: ImportOptions): Existing | undefined {
  if (importer === undefined) return undefined
  return { importer, fields: new Set(main.columns.map(({ field }) => field.name)) }
}

async function countExisting(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    'SELECT count(*) AS count FROM staged WHERE NOT refused AND existing IS NOT NULL',
  )
  return Number(rows[0]?.count ?? 0)
}

async function report(client: pg.Client, { sheets }: Sheets, marks: readonly Mark[][], options: ImportOptions) {
  const path = options.report ?? (await reportPlace(options.file))
  const reports: string[] = []
  const examples: string[] = []
  for (const [number, sheet] of sheets.entries()) {
    // The orders' file has other columns than their lines', so that it needs a report of its own.
    const own = number === 0 ? path : path.replace(/(\.csv)?$/i, '.orders.csv')
    if (await writeReport(client, sheet, marks[number] ?? [], number, own)) reports.push(own)
    for (const { line, reason } of await firstRefusals(client, number, 5)) {
      examples.push(`${nameOf(sheet)}, line ${line}: ${reason}`)
    }
  }
  return { reports, examples, refusals: await firstRefusals(client, 0, 20) }
}

async function openRun(client: pg.Client, kind: Kind, file: string): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    'INSERT INTO import_run (kind, file_name) VALUES ($1, $2) RETURNING id',
    [kind.name, basename(file)],
  )
  return rows[0]?.id ?? 0
}

async function closeRun(
  client: pg.Client,
  runId: number,
  kind: Kind,
  file: string,
  counts: { rows: number; imported: number; refused: number },
  importer: Importer | undefined,
): Promise<void> {
  await client.query(
    `UPDATE import_run SET finished_at = clock_timestamp(), rows_read = $2, imported = $3, refused = $4 WHERE id = $1`,
    [runId, counts.rows, counts.imported, counts.refused],
  )
  const payload = { kind: kind.name, fileName: basename(file), ...counts }
  await client.query(
    `INSERT INTO event (actor_id, type, entity, entity_id, payload) VALUES ($3, 'importRun.completed', 'importRun', $1, $2)`,
    [runId, JSON.stringify(payload), importer?.userId ?? null],
  )
}

/** The connection is busy with the statement, so that its end must be asked for on another. */
async function cancelStatement(client: pg.Client, databaseUrl: string): Promise<void> {
  const { processID } = client as pg.Client & { processID?: number }
  if (processID === undefined) return
  const other = new pg.Client({ connectionString: databaseUrl })
  other.on('error', () => {})
  try {
    await other.connect()
    await other.query('SELECT pg_cancel_backend($1)', [processID])
  } catch {
    // The database is gone, and the transaction with it.
  } finally {
    await other.end().catch(() => {})
  }
}
