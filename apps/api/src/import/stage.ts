import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type Mark, readCsv } from './csv/reader.ts'
import { columnOf, type Field } from './field.ts'
import type { Kind } from './kind.ts'
import { shown } from './mapping/compile.ts'
import type { Sheet, Sheets } from './sheets.ts'

/** How far reading is. */
export interface ReadCounts {
  rows: number
  skipped: number
  bytes: number
}

/** Makes the temporary tables that rows are staged in. They go with the transaction. */
export async function createStaging(client: ClientBase, kind: Kind, { gathered }: Sheets): Promise<void> {
  const table = (name: string, fields: readonly Field[]) =>
    `CREATE TEMP TABLE ${name} (line int NOT NULL, ${fields.map(definition).join(', ')}, order_key text, problems text, existing int,
      refused boolean NOT NULL DEFAULT false) ON COMMIT DROP;`
  const orderFields = kind.orderFields ?? []
  await client.query(
    table('staged', gathered ? [...orderFields, ...kind.fields] : kind.fields) +
      (orderFields.length > 0 ? table('staged_order', orderFields) : '') +
      `CREATE TEMP TABLE problem (sheet int NOT NULL, line int NOT NULL, reason text NOT NULL,
        place int GENERATED ALWAYS AS IDENTITY) ON COMMIT DROP;`,
  )
}

function definition(field: Field): string {
  const standard = field.default === undefined ? undefined : field.type.read(field.default)
  return `${columnOf(field.name)} ${field.type.sql}${standard === undefined ? '' : ` DEFAULT '${standard}'`}`
}

/**
 * Streams a file into its staging table. What does not fit its column is left out and noted in the row's `problems`, so
 * that the file goes in whole, whatever it holds.
 * @returns places of the file from which it can be read again.
 */
export async function stageSheet(
  client: ClientBase,
  sheet: Sheet,
  counts: ReadCounts,
  onProgress: () => void,
  signal: AbortSignal,
): Promise<Mark[]> {
  const marks: Mark[] = []
  const columns = ['line', ...sheet.columns.map(({ field }) => columnOf(field.name)), 'order_key', 'problems']
  const target = client.query(copyFrom(`COPY ${sheet.table} (${columns.join(', ')}) FROM STDIN`))
  const lines = copyLines(sheet, counts, (mark) => marks.push(mark), onProgress)
  await pipeline(Readable.from(lines, { objectMode: false }), target, { signal })
  return marks
}

async function* copyLines(
  sheet: Sheet,
  counts: ReadCounts,
  onMark: (mark: Mark) => void,
  onProgress: () => void,
): AsyncGenerator<string> {
  const startBytes = counts.bytes
  const onBytes = (bytes: number) => {
    counts.bytes = startBytes + bytes
  }
  for await (const rows of readCsv(sheet.shape, { onMark, onBytes })) {
    let chunk = ''
    for (const { values, line } of rows) {
      const copied = copyLine(sheet, values, line)
      if (copied === undefined) counts.skipped++
      else chunk += copied
    }
    counts.rows += rows.length
    if (chunk !== '') yield chunk
    onProgress()
  }
}

const needsEscape = /[\\\t\n\r]/

/** A text in COPY's format. */
function copied(value: string): string {
  if (!needsEscape.test(value)) return value
  return value.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
}

/** The row as a line of COPY, or undefined for one that is to be skipped. */
function copyLine(sheet: Sheet, values: readonly string[], line: number): string | undefined {
  const width = sheet.shape.header.length
  if (values.length < width || values.slice(width).some((value) => value !== '')) {
    const problem = `This row has ${values.length} values where the header has ${width} columns; look for a missing or misplaced quotation mark or delimiter.`
    return `${line}\t${'\\N\t'.repeat(sheet.columns.length + 1)}${problem}\n`
  }
  const problems: string[] = []
  if (sheet.keep !== undefined && !sheet.keep(values, problems) && problems.length === 0) return undefined
  let text = `${line}\t`
  for (const { field, take, required } of sheet.columns) {
    const before = problems.length
    const taken = take(values, problems)
    const missing = required && taken === '' && problems.length === before
    if (missing) problems.push(`${field.name} is missing.`)
    const value = stagedValue(field, taken, problems)
    text += value === undefined ? '\\N\t' : `${copied(value)}\t`
  }
  const key = sheet.orderKey?.(values, problems).toLowerCase()
  text += key && !key.includes('\0') ? `${copied(key)}\t` : '\\N\t'
  return text + (problems.length === 0 ? '\\N\n' : `${copied([...new Set(problems)].join('\n'))}\n`)
}

function stagedValue(field: Field, value: string, problems: string[]): string | undefined {
  if (value === '') return field.default === undefined ? undefined : field.type.read(field.default)
  const fits = value.includes('\0') ? undefined : field.type.read(value)
  if (fits === undefined)
    problems.push(`${field.name} is "${shown(value.replaceAll('\0', '␀'))}", but it ${field.type.must}.`)
  return fits
}
