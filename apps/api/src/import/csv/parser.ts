/** One record: its values, and the line it starts on as a text editor counts. */
export interface CsvRow {
  values: string[]
  line: number
}

/** A quotation mark that is never closed. */
export class UnclosedQuote extends Error {
  /** The line of the record it is in. */
  readonly line: number
  constructor(line: number) {
    super(`A quotation mark on line ${line} or below is never closed`)
    this.line = line
  }
}

/** Characters that one record may have; beyond them a quotation mark has been forgotten. */
const longestRecord = 1 << 26

/**
 * Takes CSV apart, in texts of any size. LF, CRLF and CR end a record; a value in quotation marks may hold them, the
 * delimiter, and quotation marks written twice. A quotation mark inside a value, as after inches, means itself. Lines with
 * nothing on them are passed over.
 */
export class CsvParser {
  /** The line of the next record. */
  line = 1
  readonly #delimiter: string
  #rest = ''
  /** A record that goes on and on is not looked at again before it has doubled. */
  #enough = 0

  constructor(delimiter: string, line = 1) {
    this.#delimiter = delimiter
    this.line = line
  }

  /** Whether all that was given has been taken: the next text begins with a record. */
  get between(): boolean {
    return this.#rest === ''
  }

  /** The records that are complete with this text; with the last one, those left over too. */
  take(more: string, last = false): CsvRow[] {
    const text = this.#rest === '' ? more : this.#rest + more
    if (!last && text.length < this.#enough) {
      this.#rest = text
      return []
    }
    const rows: CsvRow[] = []
    let at = 0
    let quote = text.indexOf('"')
    let feed = text.indexOf('\n')
    let carriage = text.indexOf('\r')
    while (at < text.length) {
      if (feed !== -1 && feed < at) feed = text.indexOf('\n', at)
      if (carriage !== -1 && carriage < at) carriage = text.indexOf('\r', at)
      if (quote !== -1 && quote < at) quote = text.indexOf('"', at)
      let end = feed === -1 ? carriage : carriage === -1 ? feed : Math.min(feed, carriage)
      // A CR at the very end may be the half of a CRLF.
      if (end === -1 || (end === carriage && end === text.length - 1)) {
        if (!last) break
        if (end === -1) end = text.length
      }
      if (quote !== -1 && quote < end) {
        const found = this.#quoted(text, at, last)
        if (found === undefined) break
        rows.push({ values: found.values, line: this.line })
        this.line += found.lines
        at = found.next
        continue
      }
      if (end > at) rows.push({ values: text.slice(at, end).split(this.#delimiter), line: this.line })
      this.line++
      at = end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1)
    }
    this.#rest = at === 0 ? text : text.slice(at)
    this.#enough = rows.length === 0 ? this.#rest.length * 2 : 0
    if (last ? this.#rest !== '' && at < text.length : this.#rest.length > longestRecord)
      throw new UnclosedQuote(this.line)
    if (last) this.#rest = ''
    return rows
  }

  /** The record from `at` on, which has a quotation mark; undefined when it is not all there yet. */
  #quoted(text: string, at: number, last: boolean): { values: string[]; lines: number; next: number } | undefined {
    const delimiter = this.#delimiter
    const values: string[] = []
    let lines = 1
    for (;;) {
      let value = ''
      if (text[at] === '"') {
        const found = quotedValue(text, at, delimiter)
        if (found === undefined || (found.next === text.length && !last)) return undefined
        value = found.value
        lines += lineBreaks(value)
        at = found.next
      }
      // What stands behind a closing quotation mark that closes nothing, or a value without any.
      const from = at
      while (at < text.length && text[at] !== '\n' && text[at] !== '\r' && !text.startsWith(delimiter, at)) at++
      values.push(value + text.slice(from, at))
      if (at >= text.length) return last ? { values, lines, next: at } : undefined
      if (text.startsWith(delimiter, at)) {
        at += delimiter.length
        continue
      }
      if (text[at] === '\n') return { values, lines, next: at + 1 }
      if (at + 1 === text.length && !last) return undefined
      return { values, lines, next: at + (text[at + 1] === '\n' ? 2 : 1) }
    }
  }
}

/** The value that opens at `at`, and where it ends: behind its closing mark, or at it where that closes nothing. */
function quotedValue(text: string, at: number, delimiter: string): { value: string; next: number } | undefined {
  let value = ''
  let from = at + 1
  for (;;) {
    const mark = text.indexOf('"', from)
    if (mark === -1) return undefined
    value += text.slice(from, mark)
    const next = text[mark + 1]
    if (next === '"') {
      value += '"'
      from = mark + 2
      continue
    }
    if (next === undefined || next === '\n' || next === '\r' || text.startsWith(delimiter, mark + 1))
      return { value, next: mark + 1 }
    return { value: `"${value}`, next: mark }
  }
}

function lineBreaks(value: string): number {
  if (!value.includes('\n') && !value.includes('\r')) return 0
  return value.match(/\r\n|\n|\r/g)?.length ?? 0
}
