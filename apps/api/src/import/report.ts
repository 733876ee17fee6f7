import { access, constants } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { ClientBase } from 'pg'
import type { CsvRow } from './csv/parser.ts'
import { type CsvShape, type Mark, readCsv } from './csv/reader.ts'
import { type CsvWriter, createCsvWriter } from './csv/writer.ts'
import type { Sheet } from './sheets.ts'

/** The columns a report puts before the file's own; an import passes over them, so that a mended report can be imported. */
export const reportColumns: readonly string[] = ['refusedLine', 'refusedBecause']

/** Where a file's refused rows go when nobody says: beside it, or here where its folder cannot be written to. */
export async function reportPlace(file: string): Promise<string> {
  const path = `${file.replace(/\.csv$/i, '')}.refused.csv`
  const writable = await access(dirname(resolve(file)), constants.W_OK).then(
    () => true,
    () => false,
  )
  return writable ? path : basename(path)
}

/** A row that is refused, and why. */
export interface Refusal {
  line: number
  reason: string
}

/**
 * Writes the refused rows of a file as they stand in it, each with its line and every reason. Those parts of the file that
 * have some are read once more beside the refusals, which come in the same order, so that neither is held in memory.
 * @returns whether there were any; without, no report is made.
 */
export async function writeReport(
  client: ClientBase,
  { shape }: Sheet,
  marks: readonly Mark[],
  number: number,
  path: string,
): Promise<boolean> {
  const ours = new Set(reportColumns.map((name) => shape.header.indexOf(name)))
  const own = (values: readonly string[]) => values.filter((_, at) => !ours.has(at))
  const rows = new RowFinder(shape, marks)
  let report: CsvWriter | undefined
  try {
    for await (const { line, reason } of refusalsOf(client, number)) {
      if (report === undefined) {
        report = createCsvWriter(path, shape.delimiter)
        await report.write([...reportColumns, ...own(shape.header)])
      }
      await report.write([String(line), reason, ...own(await rows.find(line))])
    }
  } finally {
    await rows.close()
  }
  await report?.close()
  return report !== undefined
}

/** Finds rows of a file by their lines, asked for in order; between two that lie far apart it reads nothing. */
class RowFinder {
  readonly #shape: CsvShape
  readonly #marks: readonly Mark[]
  #reading: AsyncGenerator<CsvRow[], void> | undefined
  #rows: CsvRow[] = []
  #at = 0
  /** The first mark that lies behind what is read. */
  #next = 0

  constructor(shape: CsvShape, marks: readonly Mark[]) {
    this.#shape = shape
    this.#marks = marks
  }

  async find(line: number): Promise<readonly string[]> {
    while (line > (this.#rows.at(-1)?.line ?? 0)) {
      const from = this.#farthest(line)
      if (from !== undefined || this.#reading === undefined) {
        await this.close()
        this.#reading = readCsv(this.#shape, from === undefined ? {} : { from })
      }
      const read = await this.#reading.next()
      if (read.done) return []
      this.#rows = read.value
      this.#at = 0
      while ((this.#marks[this.#next]?.line ?? Infinity) <= (this.#rows.at(-1)?.line ?? 0)) this.#next++
    }
    while ((this.#rows[this.#at]?.line ?? line) < line) this.#at++
    return this.#rows[this.#at]?.values ?? []
  }

  /** The last mark before a line, where it leads beyond what would be read next anyway. */
  #farthest(line: number): Mark | undefined {
    let found = this.#next
    while ((this.#marks[found + 1]?.line ?? Infinity) <= line) found++
    return found > this.#next ? this.#marks[found] : undefined
  }

  async close(): Promise<void> {
    await this.#reading?.return()
  }
}

async function* refusalsOf(client: ClientBase, sheet: number): AsyncGenerator<Refusal, void> {
  await client.query(`
    DECLARE refusals NO SCROLL CURSOR FOR
    SELECT line, string_agg(reason, ' ' ORDER BY place) AS reason FROM problem WHERE sheet = ${sheet} GROUP BY line ORDER BY line`)
  try {
    for (;;) {
      const { rows } = await client.query<Refusal>('FETCH 2000 FROM refusals')
      if (rows.length === 0) return
      yield* rows
    }
  } finally {
    await client.query('CLOSE refusals')
  }
}

/** The first few refusals, to show at once. */
export async function firstRefusals(client: ClientBase, sheet: number, limit: number): Promise<Refusal[]> {
  const { rows } = await client.query<Refusal>(
    `SELECT line, string_agg(reason, ' ' ORDER BY place) AS reason FROM problem
      WHERE sheet = $1 GROUP BY line ORDER BY line LIMIT $2`,
    [sheet, limit],
  )
  return rows
}
