import { access, constants } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { ClientBase } from 'pg'
import { readCsv } from './csv/reader.ts'
import { createCsvWriter } from './csv/writer.ts'
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
 * Writes the refused rows of a file as they stand in it, each with its line and every reason. The file is read once more
 * beside the refusals, which come in the same order, so that neither is held in memory.
 * @returns whether there were any; without, no report is made.
 */
export async function writeReport(client: ClientBase, sheet: Sheet, number: number, path: string): Promise<boolean> {
  const refusals = refusalsOf(client, number)
  let next = await refusals.next()
  if (next.done) {
    await refusals.return()
    return false
  }
  const { delimiter, header } = sheet.shape
  const ours = new Set(reportColumns.map((name) => header.indexOf(name)))
  const own = (values: readonly string[]) => values.filter((_, at) => !ours.has(at))
  const report = createCsvWriter(path, delimiter)
  await report.write([...reportColumns, ...own(header)])
  for await (const { values, line } of readCsv(sheet.shape)) {
    if (next.done) break
    if (next.value.line !== line) continue
    await report.write([String(line), next.value.reason, ...own(values)])
    next = await refusals.next()
  }
  await refusals.return()
  await report.close()
  return true
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
