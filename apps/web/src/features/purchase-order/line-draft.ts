import * as decimal from '@framewright/contracts/core/decimal'
import type { PurchaseOrderLine } from '@framewright/contracts/purchase-order/purchase-order.schema'
import { randomId } from '~/lib/random-id.ts'
import { decimalOf } from './typed-number.ts'

/** A line as it is being typed: everything is still text, and may be nonsense. */
export interface LineDraft {
  /** Names the row on this screen only. */
  key: string
  itemId: number | null
  sku: string | null
  /** The catalogue item's name, or free text where there is no `itemId`. */
  itemName: string
  unit: string | null
  quantity: string
  unitPrice: string
  /** What was available when the item was picked, in its unit. */
  available: string | null
}

export const emptyLine = (): LineDraft => ({
  key: randomId(),
  itemId: null,
  sku: null,
  itemName: '',
  unit: null,
  quantity: '',
  unitPrice: '',
  available: null,
})

/** Nothing has been typed: such a line is the invitation to type, and is not sent. */
export const isBlank = (line: LineDraft): boolean =>
  line.itemId === null && line.itemName.trim() === '' && line.quantity.trim() === '' && line.unitPrice.trim() === ''

/** A line the server has, ready to be typed over. */
export const draftOf = (line: PurchaseOrderLine): LineDraft => ({
  key: String(line.id),
  itemId: line.itemId,
  sku: line.sku,
  itemName: line.itemName,
  unit: line.unit,
  quantity: line.quantity,
  unitPrice: line.unitPrice,
  available: null,
})

/** The line's total as money; null until quantity and price are numbers. */
export function totalOf(line: LineDraft): string | null {
  const quantity = decimalOf(line.quantity)
  const unitPrice = decimalOf(line.unitPrice)
  return quantity === null || unitPrice === null ? null : decimal.lineTotal({ quantity, unitPrice })
}

/** The order's total: the sum of its rounded lines, as the server will have it. */
export function orderTotal(lines: readonly LineDraft[]): string {
  return decimal.money(decimal.sum(lines.map((line) => totalOf(line) ?? '0')))
}

/** The columns of the grid, in the order Enter and Tab go through them. */
export const cells = ['item', 'quantity', 'unitPrice'] as const
export type Cell = (typeof cells)[number]

/** What is wrong with a cell, by `row key:cell`; rows are named by key so that removing one does not move errors. */
export type CellErrors = Readonly<Record<string, string>>
export const cellKey = (line: Pick<LineDraft, 'key'>, cell: Cell): string => `${line.key}:${cell}`

/** What can be known to be wrong before asking the server. */
export function checkLines(lines: readonly LineDraft[]): CellErrors {
  const errors: Record<string, string> = {}
  for (const line of lines.filter((one) => !isBlank(one))) {
    const quantity = decimalOf(line.quantity)
    const price = decimalOf(line.unitPrice)
    if (line.itemId === null && line.itemName.trim() === '') errors[cellKey(line, 'item')] = 'What is ordered?'
    if (line.quantity.trim() === '') errors[cellKey(line, 'quantity')] = 'How many?'
    else if (quantity === null) errors[cellKey(line, 'quantity')] = 'Not a number'
    else if (!decimal.isPositive(quantity)) errors[cellKey(line, 'quantity')] = 'Must be above zero'
    if (line.unitPrice.trim() === '') errors[cellKey(line, 'unitPrice')] = 'At what price?'
    else if (price === null) errors[cellKey(line, 'unitPrice')] = 'Not a number'
    else if (decimal.compare(price, 0) < 0) errors[cellKey(line, 'unitPrice')] = 'Cannot be negative'
  }
  return errors
}

/** The lines as the server takes them; blank ones are left out. */
export function linesInput(lines: readonly LineDraft[]) {
  return sentLines(lines).map((line) => ({
    ...(line.itemId === null ? { itemName: line.itemName.trim() } : { itemId: line.itemId }),
    quantity: decimalOf(line.quantity) ?? line.quantity,
    unitPrice: decimalOf(line.unitPrice) ?? line.unitPrice,
  }))
}

const sentLines = (lines: readonly LineDraft[]) => lines.filter((line) => !isBlank(line))

const cellOf: Record<string, Cell> = { itemId: 'item', itemName: 'item', quantity: 'quantity', unitPrice: 'unitPrice' }

/**
 * Sorts the server's field errors ("lines.1.itemId") to the cells they are about. The server counts only the lines it
 * was sent. What is about no cell stays under its own path.
 */
export function errorsByCell(
  lines: readonly LineDraft[],
  fields: Readonly<Record<string, string>>,
): { cells: CellErrors; rest: Record<string, string> } {
  const sent = sentLines(lines)
  const found: Record<string, string> = {}
  const rest: Record<string, string> = {}
  for (const [path, message] of Object.entries(fields)) {
    const [, index, field = 'itemId'] = /^lines\.(\d+)(?:\.(\w+))?$/.exec(path) ?? []
    const line = index === undefined ? undefined : sent[Number(index)]
    if (line) found[cellKey(line, cellOf[field] ?? 'item')] = message
    else rest[path] = message
  }
  return { cells: found, rest }
}
