import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { UsageError } from '../failure.ts'
import { CsvParser, type CsvRow, UnclosedQuote } from './parser.ts'

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
  for await (const [first] of readRecords({ path, delimiter: found, header: [] })) {
    const header = first?.values.map((name) => name.trim()) ?? []
    const twice = header.find((name, at) => name !== '' && header.indexOf(name) !== at)
    if (twice !== undefined) throw new UsageError(`${basename(path)} has two columns called "${twice}".`)
    return { path, delimiter: found, header }
  }
  throw new UsageError(`${basename(path)} is empty: its first line must name the columns.`)
}

/** From where a file is read, and who hears how far that is. */
export interface ReadingOptions {
  /** A mark of an earlier reading; the start of the file when not given. */
  from?: Mark
  onMark?: (mark: Mark) => void
  /** Hears how many bytes have been read. */
  onBytes?: (bytes: number) => void
}

/**
 * Streams the rows below the header, some thousands at a time. Blank lines, and rows of nothing but delimiters such as
 * spreadsheets leave behind, are passed over. UTF-8 with or without byte order mark; LF, CRLF and CR; quoted values may
 * hold line breaks.
 * @throws UsageError when the file is not UTF-8 or a quotation mark is never closed.
 */
export async function* readCsv(shape: CsvShape, options: ReadingOptions = {}): AsyncGenerator<CsvRow[], void> {
  let header = (options.from?.byte ?? 0) === 0
  for await (const rows of readRecords(shape, options)) {
    const below = header ? rows.slice(1) : rows
    header = false
    yield below.filter(({ values }) => values.some((value) => value !== ''))
  }
}

/** A place in a file where a row begins, from which reading can go on. */
export interface Mark {
  line: number
  byte: number
}

/** A part of a file that is read and taken apart at once. */
const blockBytes = 1 << 18

/** The rows of a file by the block; `onMark` hears where each block that begins with a row does, `onBytes` how far it is. */
async function* readRecords(
  { path, delimiter }: CsvShape,
  { from = { line: 1, byte: 0 }, onMark, onBytes }: ReadingOptions = {},
): AsyncGenerator<CsvRow[], void> {
  const parser = new CsvParser(delimiter, from.line)
  // Takes a byte order mark off the start of a file.
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: from.byte > 0 })
  let begin = from.byte
  try {
    for await (const [block, last] of readLines(path, from.byte)) {
      if (parser.between) onMark?.({ line: parser.line, byte: begin })
      begin += block.length
      const rows = parser.take(decoder.decode(block, { stream: !last }), last)
      onBytes?.(begin)
      if (rows.length > 0) yield rows
    }
  } catch (error) {
    if (error instanceof UnclosedQuote) {
      const where = error.line === 1 ? 'line 1' : `line ${error.line} or below`
      throw new UsageError(`A quotation mark in ${basename(path)}, on ${where}, is never closed.`)
    }
    // Rather than import question marks.
    if ((error as { code?: string }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      throw new UsageError(
        `${basename(path)} is not UTF-8. Save it as "CSV UTF-8" (or convert it with iconv) and try again.`,
      )
    }
    throw readError(error, path)
  }
}

/** The bytes of a file from one on, in blocks that end with a line, and whether a block is the last one. */
async function* readLines(path: string, start: number): AsyncGenerator<[Buffer, boolean], void> {
  let parts: Buffer[] = []
  for await (const chunk of createReadStream(path, { start, highWaterMark: blockBytes }) as AsyncIterable<Buffer>) {
    const end = lastLineEnd(chunk)
    if (end === 0) {
      parts.push(chunk)
      continue
    }
    yield [parts.length === 0 ? chunk.subarray(0, end) : Buffer.concat([...parts, chunk.subarray(0, end)]), false]
    parts = end < chunk.length ? [chunk.subarray(end)] : []
  }
  yield [Buffer.concat(parts), true]
}

/** How much of a chunk is whole lines. A CR at its end may be the half of a CRLF. */
function lastLineEnd(chunk: Buffer): number {
  const feed = chunk.lastIndexOf(0x0a)
  return feed !== -1 ? feed + 1 : chunk.lastIndexOf(0x0d, -2) + 1
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
