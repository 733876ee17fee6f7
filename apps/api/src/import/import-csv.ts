import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Call } from '@framewright/contracts/core/context'
import type { CsvImportInput, CsvImportResult } from '@framewright/contracts/core/csv-import'
import { DomainError, invalid } from '@framewright/contracts/errors'
import type { Deps } from '../core/deps.ts'
import { inspectCsv, readCsv } from './csv/reader.ts'
import { explainDatabase } from './database-failure.ts'
import { UsageError } from './failure.ts'
import type { Field } from './field.ts'
import { importFile } from './import-file.ts'
import type { Kind } from './kind.ts'
import { fieldFinder } from './mapping/read-mapping.ts'
import { reportColumns } from './report.ts'

/** Rows of the file that a preview shows. */
const previewRows = 5
/** Imports one process runs at a time: each holds a connection and what it changes. */
const mostAtOnce = 2
let running = 0

/**
 * Imports what came over HTTP, by the same engine as the command line: in one transaction, changing what is there and making
 * what is not.
 * @throws DomainError INVALID_INPUT for a file that cannot be read at all, UNAVAILABLE while others are importing.
 */
export async function importCsv(
  { databaseUrl, clock, feed }: Pick<Deps, 'databaseUrl' | 'clock' | 'feed'>,
  call: Call,
  kind: Kind,
  input: CsvImportInput,
  ownOnly = false,
): Promise<CsvImportResult> {
  if (running >= mostAtOnce) {
    throw new DomainError('UNAVAILABLE', 'Other imports are still running. Try again in a moment.', {
      retryAfterSeconds: 5,
    })
  }
  running++
  const folder = await mkdtemp(join(tmpdir(), 'framewright-import-'))
  try {
    const file = join(folder, input.fileName.replace(/[^\w.-]+/g, '_').slice(-80) || 'import.csv')
    await writeFile(file, input.csv)
    const { columns, preview } = await look(file, kind)
    const result = await importFile({
      kind,
      file,
      databaseUrl,
      timeZone: clock.timeZone,
      dryRun: input.dryRun,
      partial: input.partial || input.dryRun,
      columns: new Map(columns.filter(({ field }) => field === null).map(({ name }) => [name, ''])),
      importer: { userId: call.caller.userId, ownOnly },
      report: join(folder, 'refused.csv'),
    })
    if (result.committed) feed.kick()
    const { rows, imported, existed, changed, refused } = result
    return {
      columns,
      preview,
      rows,
      created: imported - existed,
      changed,
      unchanged: existed - changed,
      refused,
      committed: result.committed,
      refusals: result.refusals,
      refusedCsv: result.reports[0] === undefined ? null : await readFile(result.reports[0], 'utf8'),
      importRunId: result.runId,
    }
  } catch (error) {
    if (error instanceof UsageError) throw invalid('csv', error.message)
    throw explained(error)
  } finally {
    running--
    await rm(folder, { recursive: true, force: true })
  }
}

/** The columns with the fields they are, and the first rows. */
async function look(file: string, kind: Kind) {
  const shape = await inspectCsv(file)
  const fieldOf = fieldFinder(fieldsOf(kind))
  const columns = shape.header
    .filter((name) => name !== '' && !reportColumns.includes(name))
    .map((name) => ({ name, field: fieldOf(name) ?? null }))
  requireColumns(kind, columns)
  const preview: string[][] = []
  for await (const rows of readCsv(shape)) {
    for (const { values } of rows.slice(0, previewRows - preview.length)) {
      preview.push(values.filter((_, at) => shape.header[at] !== '' && !reportColumns.includes(shape.header[at] ?? '')))
    }
    if (preview.length === previewRows) break
  }
  return { columns, preview }
}

/** All that a row may say: of an order with lines, its own values too. */
const fieldsOf = (kind: Kind): readonly Field[] => [...(kind.orderFields ?? []), ...kind.fields]

function requireColumns(kind: Kind, columns: readonly { field: string | null }[]): void {
  const fields = fieldsOf(kind)
  const missing = fields.filter((field: Field) => field.required && !columns.some((one) => one.field === field.name))
  if (missing.length === 0) return
  const names = missing.map((field) => field.name).join(', ')
  throw new UsageError(
    `The file has no column ${names}. The columns of ${kind.plural} are ${fields.map((field) => field.name).join(', ')}.`,
  )
}

/** What the database said, as an error a client can act on; what nobody foresaw stays as it is. */
function explained(error: unknown): unknown {
  const said = explainDatabase(error)
  if (said === error || said instanceof DomainError) return said
  return new DomainError('CONFLICT', (said as Error).message, {})
}
