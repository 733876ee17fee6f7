import { emptyLine, type LineDraft } from './line-draft.ts'
import { decimalOf } from './typed-number.ts'

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
export interface PastedLine {
  line: LineDraft
  lookups: string[]
}

type Column = 'sku' | 'name' | 'quantity' | 'unitPrice'
const heads: readonly [Column, RegExp][] = [
  ['sku', /^(sku|code|article|art\.?( no\.?)?|item (no|code|number)\.?|part( no\.?)?)$/i],
  ['quantity', /^(qty\.?|quantity|amount ordered|pieces|pcs\.?|count|menge)$/i],
  ['unitPrice', /^(unit ?price|price|cost|unit ?cost|each|preis|price per unit)$/i],
  ['name', /^(name|item|description|product|material|what)$/i],
]

/**
 * The lines in pasted cells. With a head row, its words say what is where. Without one, text comes first (a SKU, a name
 * or both), then the quantity, then the unit price; a third number is the line's total, which is computed here anyway.
 */
export function linesOfTable(rows: readonly string[][]): PastedLine[] {
  const [first = []] = rows
  const columns = columnsOf(first)
  const body = columns.size >= 2 ? rows.slice(1) : rows
  return body.map((row) => (columns.size >= 2 ? byHead(row, columns) : byPosition(row)))
}

function columnsOf(row: readonly string[]): Map<Column, number> {
  const columns = new Map<Column, number>()
  row.forEach((cell, index) => {
    const column = heads.find(([name, pattern]) => !columns.has(name) && pattern.test(cell))?.[0]
    if (column) columns.set(column, index)
  })
  return columns
}

function byHead(row: readonly string[], columns: ReadonlyMap<Column, number>): PastedLine {
  const at = (column: Column) => {
    const index = columns.get(column)
    return index === undefined ? '' : (row[index] ?? '')
  }
  return pasted([at('sku'), at('name')], at('quantity'), at('unitPrice'))
}

function byPosition([head = '', ...others]: readonly string[]): PastedLine {
  // The first cell names the item even where its SKU is all digits.
  const firstNumber = others.findIndex((cell) => decimalOf(cell) !== null)
  const names = firstNumber === -1 ? others : others.slice(0, firstNumber)
  const numbers = firstNumber === -1 ? [] : others.slice(firstNumber).filter((cell) => decimalOf(cell) !== null)
  return pasted([head, ...names], numbers[0] ?? '', numbers[1] ?? '')
}

function pasted(names: readonly string[], quantity: string, unitPrice: string): PastedLine {
  const lookups = names.filter((name) => name !== '')
  const written = (cell: string) => decimalOf(cell) ?? cell
  return {
    line: {
      ...emptyLine(),
      itemName: (lookups.at(-1) ?? '').slice(0, 200),
      quantity: written(quantity),
      unitPrice: written(unitPrice),
    },
    lookups,
  }
}
