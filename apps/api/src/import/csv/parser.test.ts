import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CsvParser, UnclosedQuote } from './parser.ts'

/** The text taken apart in pieces cut at these places. */
function taken(text: string, cuts: readonly number[]): string[][] | 'unclosed' {
  const parser = new CsvParser(',')
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length]
  try {
    return places
      .slice(1)
      .flatMap((to, at) => parser.take(text.slice(places[at], to), at === places.length - 2))
      .map(({ values }) => values)
  } catch (error) {
    if (error instanceof UnclosedQuote) return 'unclosed'
    throw error
  }
}

function byOthers(text: string): string[][] | 'unclosed' {
  try {
    return parse(text, {
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    })
  } catch (error) {
    if ((error as { code?: string }).code === 'CSV_QUOTE_NOT_CLOSED') return 'unclosed'
    throw error
  }
}

describe('CSV', () => {
  it('is taken apart as csv-parse does, in whatever pieces it comes', () => {
    const signs = fc.constantFrom('a', 'é', ',', ',', '"', '"', '""', '",', ',"', '"\n', '\n', '\r\n', '\r')
    const text = fc.array(signs, { maxLength: 20 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 6 }), (csv, cuts) => {
        expect(taken(csv, cuts)).toEqual(byOthers(csv))
      }),
      { numRuns: 3_000 },
    )
  })

  it('that opens a quotation mark and never closes it is not searched again with every piece', () => {
    const parser = new CsvParser(';')
    const piece = 'x;y\n'.repeat(10_000)
    expect(parser.take('"'.concat(piece))).toEqual([])
    for (let i = 0; i < 200; i++) expect(parser.take(piece)).toEqual([])
    expect(() => parser.take('', true)).toThrow(UnclosedQuote)
  })
})
