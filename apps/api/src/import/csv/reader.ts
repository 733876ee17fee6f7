import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline, Transform } from 'node:stream'
import { parse } from 'csv-parse'
import { UsageError } from '../failure.ts'

/** One row of a file: its values, and the line a text editor shows it starts on. */
export interface CsvRow {
  values: string[]
  line: number
}

/** How a CSV file is written: what separates its columns, and what they are called. */
export interface CsvShape {
  path: string
  delimiter: string
  header: string[]
}

const delimiters = [',', ';', '\t', '|'] as const

/**
 * Looks at the start of a file: its delimiter, where none is given, and its header.
 * @throws UsageError when there is no such file, no header in it, or a column twice.
 */
export async function inspectCsv(path: string, delimiter?: string): Promise<CsvShape> {
  const start = await readStart(path)
  const found = delimiter ?? likeliestDelimiter(start)
  for await (const { values } of readRecords({ path, delimiter: found, header: [] })) {
    const header = values.map((name) => name.trim())
    const twice = header.find((name, at) => name !== '' && header.indexOf(name) !== at)
    if (twice !== undefined) throw new UsageError(`${basename(path)} has two columns called "${twice}".`)
    return { path, delimiter: found, header }
  }
  throw new UsageError(`${basename(path)} is empty: its first line must name the columns.`)
}

/**
 * Streams the rows below the header. Blank lines, and rows of nothing but delimiters such as spreadsheets leave behind, are
 * passed over. UTF-8 with or without byte order mark; LF, CRLF and CR; quoted values may hold line breaks.
 * @param onBytes hears how many bytes have been read.
 * @throws UsageError when the file is not UTF-8 or a quotation mark is never closed.
 */
export async function* readCsv(shape: CsvShape, onBytes?: (bytes: number) => void): AsyncGenerator<CsvRow, void> {
  let first = true
  for await (const row of readRecords(shape, onBytes)) {
    if (first) first = false
    else if (row.values.some((value) => value !== '')) yield row
  }
}

interface ParsedRecord {
  record: string[]
  info: { empty_lines: number }
}

async function* readRecords(
  { path, delimiter }: CsvShape,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<CsvRow, void> {
  const source = createReadStream(path, { highWaterMark: 1 << 18 })
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    // An inch mark inside a value is common and means itself.
    relax_quotes: true,
    skip_empty_lines: true,
  })
  pipeline(source, onlyUtf8(path, onBytes), parser, () => {})
  // The parser's own count of lines takes a CRLF inside quotes for two.
  let nextLine = 1
  let line = 1
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRecord>) {
      line = nextLine + info.empty_lines
      nextLine += 1 + lineBreaksIn(record)
      yield { values: record, line }
    }
  } catch (error) {
    if ((error as { code?: string }).code === 'CSV_QUOTE_NOT_CLOSED') {
      const where = nextLine === 1 ? 'line 1' : `line ${line} or below`
      throw new UsageError(`A quotation mark in ${basename(path)}, on ${where}, is never closed.`)
    }
    throw readError(error, path)
  } finally {
    source.destroy()
  }
}

function lineBreaksIn(record: string[]): number {
  let breaks = 0
  for (const value of record) {
    if (value.includes('\n') || value.includes('\r')) breaks += value.match(/\r\n|\n|\r/g)?.length ?? 0
  }
  return breaks
}

/** Lets the bytes through and stops at the first that is not UTF-8, rather than import question marks. */
function onlyUtf8(path: string, onBytes: (bytes: number) => void): Transform {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  const refusal = () =>
    new UsageError(`${basename(path)} is not UTF-8. Save it as "CSV UTF-8" (or convert it with iconv) and try again.`)
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        decoder.decode(chunk, { stream: true })
      } catch {
        return done(refusal())
      }
      bytes += chunk.length
      onBytes(bytes)
      done(null, chunk)
    },
    flush(done) {
      try {
        decoder.decode()
        done()
      } catch {
        done(refusal())
      }
    },
  })
}

async function readStart(path: string): Promise<string> {
  try {
    const file = await open(path)
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(1 << 16), 0, 1 << 16, 0)
      return buffer.toString('utf8', 0, bytesRead)
    } finally {
      await file.close()
    }
  } catch (error) {
    throw readError(error, path)
  }
}

function readError(error: unknown, path: string): unknown {
  const code = (error as { code?: string }).code
  if (code === 'ENOENT') return new UsageError(`There is no file ${path}.`)
  if (code === 'EISDIR') return new UsageError(`${path} is a folder, not a CSV file.`)
  if (code === 'EACCES' || code === 'EPERM') return new UsageError(`The file ${path} may not be read by this account.`)
  return error
}

/** The candidate that the first line has most of, outside quotation marks. */
function likeliestDelimiter(start: string): string {
  const counts = new Map<string, number>(delimiters.map((delimiter) => [delimiter, 0]))
  let quoted = false
  for (const character of start) {
    if (character === '"') quoted = !quoted
    else if (quoted) continue
    else if (character === '\n' || character === '\r') break
    else if (counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0]
}
