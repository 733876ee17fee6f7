import * as decimal from '@framewright/contracts/core/decimal'
import {
  type LineTotals,
  lineTotals,
  orderTotals,
  type PricedLine,
} from '@framewright/contracts/sales-order/sales-order.pricing'
import type { SalesOrderLine } from '@framewright/contracts/sales-order/sales-order.schema'
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

type Column = 'quantity' | 'unitPrice' | 'discountPercent' | 'taxRate'
/** A line as it is being typed. */
export type LineDraft = LineOf<Column>

export const emptyLine = (): LineDraft => ({
  ...noItem,
  key: randomId(),
  quantity: '',
  unitPrice: '',
  discountPercent: '',
  taxRate: '',
})

/** The grid of a sales order: what is in the catalogue, at its price and tax rate unless another is typed. */
export const lineSpec: GridSpec<LineDraft, Column> = {
  columns: [
    {
      id: 'quantity',
      label: 'Quantity',
      width: 126,
      unit: true,
      enter: 'stop',
      heads: /^(qty\.?|quantity|pieces|pcs\.?|count|menge)$/i,
    },
    {
      id: 'unitPrice',
      label: 'Unit price',
      width: 126,
      enter: 'blank',
      heads: /^(unit ?price|price|each|preis|price per unit)$/i,
    },
    {
      id: 'discountPercent',
      label: 'Discount %',
      width: 96,
      placeholder: '0',
      enter: 'pass',
      heads: /^(disc(ount)?\.?|rabatt)( ?\(?%\)?| percent)?$/i,
      byHeadOnly: true,
    },
    {
      id: 'taxRate',
      label: 'Tax %',
      width: 84,
      placeholder: '0',
      enter: 'pass',
      heads: /^(tax|vat|tax rate|mwst\.?|ust\.?)( ?\(?%\)?| percent)?$/i,
      byHeadOnly: true,
    },
  ],
  empty: emptyLine,
  withItem: (line, item) => ({
    ...line,
    itemId: item.id,
    sku: item.sku,
    itemName: item.name,
    unit: item.unit,
    // A service is not kept in stock: there is always enough of it.
    available: item.kind === 'SERVICE' ? null : item.stock.available,
    quantity: line.quantity.trim() === '' ? '1' : line.quantity,
    unitPrice: line.unitPrice.trim() === '' ? item.unitPrice : line.unitPrice,
    taxRate: line.taxRate.trim() === '' ? decimal.quantity(item.taxRate) : line.taxRate,
  }),
  freeText: false,
  priceOf: (item) => item.unitPrice,
  totalOf: (line) => totalsOf(line)?.total ?? null,
}

/** The lines that are sent: an empty one is only an invitation to type. */
export const sentLines = (lines: readonly LineDraft[]): LineDraft[] =>
  lines.filter((line) => !isBlank(line, lineSpec.columns))

/** A line the server has, ready to be typed over. */
export const draftOf = (line: SalesOrderLine): LineDraft => ({
  key: String(line.id),
  itemId: line.itemId,
  sku: line.sku,
  itemName: line.itemName,
  unit: line.unit,
  available: null,
  quantity: line.quantity,
  unitPrice: line.unitPrice,
  discountPercent: decimal.isZero(line.discountPercent) ? '' : line.discountPercent,
  taxRate: line.taxRate,
})

/** A percentage as it is typed, with its sign or without; none is zero. */
const percentOf = (typed: string) => (typed.trim() === '' ? '0' : decimalOf(typed.replace('%', '')))

function pricedOf(line: LineDraft): PricedLine | null {
  const quantity = decimalOf(line.quantity)
  const unitPrice = decimalOf(line.unitPrice)
  const discountPercent = percentOf(line.discountPercent)
  const taxRate = percentOf(line.taxRate)
  if (quantity === null || unitPrice === null || discountPercent === null || taxRate === null) return null
  return { quantity, unitPrice, discountPercent, taxRate }
}

/** A line is never changed in place, so what was computed of it stands; a long order is summed up at every key. */
const computed = new WeakMap<LineDraft, LineTotals | null>()

/** The line's totals as the server will have them; null until all of its numbers are numbers. */
export function totalsOf(line: LineDraft): LineTotals | null {
  const known = computed.get(line)
  if (known !== undefined) return known
  const priced = pricedOf(line)
  const totals = priced === null ? null : lineTotals(priced)
  computed.set(line, totals)
  return totals
}

/** The order's totals: of the lines that can be computed. */
export const totalsOfOrder = (lines: readonly LineDraft[]): LineTotals =>
  orderTotals(lines.flatMap((line) => totalsOf(line) ?? []))

/** What can be known to be wrong before asking the server. */
export function checkLines(lines: readonly LineDraft[]): CellErrors {
  const errors: Record<string, string> = {}
  for (const line of sentLines(lines)) {
    const say = (cell: Column | 'item', what: string | undefined) => {
      if (what !== undefined) errors[cellKey(line, cell)] = what
    }
    if (line.itemId === null) {
      say('item', line.itemName.trim() === '' ? 'What is sold?' : 'Not in the catalogue: choose one from the list')
    }
    const quantity = decimalOf(line.quantity)
    say('quantity', line.quantity.trim() === '' ? 'How many?' : numberError(quantity))
    if (quantity !== null && !decimal.isPositive(quantity)) say('quantity', 'Must be above zero')
    say('unitPrice', line.unitPrice.trim() === '' ? 'At what price?' : numberError(decimalOf(line.unitPrice)))
    for (const cell of ['discountPercent', 'taxRate'] as const) {
      const percent = percentOf(line[cell])
      say(cell, percent !== null && decimal.compare(percent, 100) > 0 ? 'At most 100' : numberError(percent))
    }
  }
  return errors
}

function numberError(value: string | null): string | undefined {
  if (value === null) return 'Not a number'
  return decimal.compare(value, 0) < 0 ? 'Cannot be negative' : undefined
}

/** The lines as the server takes them; blank ones are left out. */
export function linesInput(lines: readonly LineDraft[]) {
  return sentLines(lines).map((line) => ({
    ...(line.itemId === null ? { sku: line.itemName.trim() } : { itemId: line.itemId }),
    ...(pricedOf(line) ?? { quantity: line.quantity }),
  }))
}
