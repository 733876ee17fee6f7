import * as decimal from '@framewright/contracts/core/decimal'
import type { PurchaseOrderLine } from '@framewright/contracts/purchase-order/purchase-order.schema'
import {
  type CellErrors,
  cellKey,
  type GridSpec,
  isBlank,
  type LineOf,
  noItem,
} from '~/components/line-grid/grid-line.ts'
import { randomId } from '~/lib/random-id.ts'
import { decimalOf } from '~/lib/typed-number.ts'

type Column = 'quantity' | 'unitPrice'
/** A line as it is being typed. */
export type LineDraft = LineOf<Column>

export const emptyLine = (): LineDraft => ({ ...noItem, key: randomId(), quantity: '', unitPrice: '' })

/** The grid of a purchase order: also what is not in the catalogue can be ordered, at what it last cost. */
export const lineSpec: GridSpec<LineDraft, Column> = {
  columns: [
    {
      id: 'quantity',
      label: 'Quantity',
      width: 150,
      unit: true,
      enter: 'stop',
      heads: /^(qty\.?|quantity|amount ordered|pieces|pcs\.?|count|menge)$/i,
    },
    {
      id: 'unitPrice',
      label: 'Unit price',
      width: 150,
      enter: 'stop',
      heads: /^(unit ?price|price|cost|unit ?cost|each|preis|price per unit)$/i,
    },
  ],
  empty: emptyLine,
  withItem: (line, item) => ({
    ...line,
    itemId: item.id,
    sku: item.sku,
    itemName: item.name,
    unit: item.unit,
    available: item.stock.available,
    quantity: line.quantity.trim() === '' ? '1' : line.quantity,
    unitPrice: line.unitPrice.trim() === '' && decimal.isPositive(item.cost) ? item.cost : line.unitPrice,
  }),
  freeText: true,
  priceOf: (item) => item.cost,
  totalOf,
}

/** The lines that are sent: an empty one is only an invitation to type. */
export const sentLines = (lines: readonly LineDraft[]): LineDraft[] =>
  lines.filter((line) => !isBlank(line, lineSpec.columns))

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

/** What can be known to be wrong before asking the server. */
export function checkLines(lines: readonly LineDraft[]): CellErrors {
  const errors: Record<string, string> = {}
  for (const line of sentLines(lines)) {
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
