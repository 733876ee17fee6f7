import { decimalOf } from '~/lib/typed-number.ts'
import { type GridColumn, type GridSpec, type LineOf, withText } from './grid-line.ts'

/** The cells of what a spreadsheet puts on the clipboard: tabs between cells, quotes around those that hold breaks. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [['']]
  let quoted = false
  const append = (char: string) => {
    const row = rows.at(-1) ?? []
    row[row.length - 1] += char
  }
  const body = text.replace(/\r\n?/g, '\n')
  for (let at = 0; at < body.length; at++) {
    const char = body.charAt(at)
    const cell = rows.at(-1)?.at(-1) ?? ''
    if (quoted) {
      if (char !== '"') append(char)
      else if (body.charAt(at + 1) === '"') append(body.charAt(++at))
      else quoted = false
    } else if (char === '"' && cell === '') quoted = true
    else if (char === '\t') rows.at(-1)?.push('')
    else if (char === '\n') rows.push([''])
    else append(char)
  }
  return rows.map((row) => row.map((cell) => cell.trim())).filter((row) => row.some((cell) => cell !== ''))
}

/** Whether pasted text is a piece of a spreadsheet rather than a word for one cell. */
export const isTable = (text: string): boolean => /[\t]|\n./.test(text.replace(/\r\n?/g, '\n'))

/** A pasted line and the texts by which its item may be found in the catalogue, the likeliest first. */
export interface PastedLine<L> {
  line: L
  lookups: string[]
}

type Head<C extends string> = C | 'sku' | 'name'
const itemHeads: readonly { id: 'sku' | 'name'; heads: RegExp }[] = [
  { id: 'sku', heads: /^(sku|code|article|art\.?( no\.?)?|item (no|code|number)\.?|part( no\.?)?)$/i },
  { id: 'name', heads: /^(name|item|description|product|material|what)$/i },
]

/**
 * The lines in pasted cells. With a head row, its words say what is where. Without one, text comes first (a SKU, a name
 * or both), then the numbers in the order of the grid's columns; a number more is the line's total, which is computed
 * here anyway.
 */
export function linesOfTable<L extends LineOf<C>, C extends string>(
  rows: readonly string[][],
  spec: Pick<GridSpec<L, C>, 'columns' | 'empty'>,
): PastedLine<L>[] {
  const [first = []] = rows
  const heads = headsOf(first, spec.columns)
  if (heads.size < 2) return rows.map((row) => byPosition(row, spec))
  return rows.slice(1).map((row) => byHead(row, heads, spec))
}

function headsOf<C extends string>(row: readonly string[], columns: readonly GridColumn<C>[]): Map<Head<C>, number> {
  const known: readonly { id: Head<C>; heads: RegExp }[] = [...itemHeads, ...columns]
  const found = new Map<Head<C>, number>()
  row.forEach((cell, index) => {
    const head = known.find(({ id, heads }) => !found.has(id) && heads.test(cell))
    if (head) found.set(head.id, index)
  })
  return found
}

function byHead<L extends LineOf<C>, C extends string>(
  row: readonly string[],
  heads: ReadonlyMap<Head<C>, number>,
  { columns, empty }: Pick<GridSpec<L, C>, 'columns' | 'empty'>,
): PastedLine<L> {
  const at = (head: Head<C>) => row[heads.get(head) ?? -1] ?? ''
  return pasted(
    empty(),
    [at('sku'), at('name')],
    columns.map(({ id }) => [id, at(id)]),
  )
}

function byPosition<L extends LineOf<C>, C extends string>(
  [head = '', ...others]: readonly string[],
  { columns, empty }: Pick<GridSpec<L, C>, 'columns' | 'empty'>,
): PastedLine<L> {
  // The first cell names the item even where its SKU is all digits.
  const firstNumber = others.findIndex((cell) => decimalOf(cell) !== null)
  const names = firstNumber === -1 ? others : others.slice(0, firstNumber)
  const numbers = firstNumber === -1 ? [] : others.slice(firstNumber).filter((cell) => decimalOf(cell) !== null)
  const placed = columns.filter((column) => !column.byHeadOnly)
  return pasted(
    empty(),
    [head, ...names],
    placed.map(({ id }, index) => [id, numbers[index] ?? '']),
  )
}

function pasted<L extends LineOf<C>, C extends string>(
  empty: L,
  names: readonly string[],
  cells: readonly [C, string][],
): PastedLine<L> {
  const lookups = names.filter((name) => name !== '')
  const numbers = Object.fromEntries(cells.map(([id, cell]) => [id, decimalOf(cell) ?? cell]))
  return { line: { ...withText(empty, (lookups.at(-1) ?? '').slice(0, 200)), ...numbers }, lookups }
}
