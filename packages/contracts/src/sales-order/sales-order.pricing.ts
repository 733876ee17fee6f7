import * as decimal from '../core/decimal.ts'

/** What a line's price is made of. Percentages from 0 to 100. */
export interface PricedLine {
  quantity: string
  unitPrice: string
  discountPercent: string
  taxRate: string
}

export interface LineTotals {
  /** Quantity × unit price less discount, rounded half up to two places. */
  subtotal: string
  /** Of the rounded subtotal, rounded half up to two places. */
  taxTotal: string
  total: string
}

/** A line's totals: the one calculation that the screen's preview and the server share. */
export function lineTotals(line: PricedLine): LineTotals {
  const kept = decimal.subtract('1', decimal.divide(line.discountPercent, '100'))
  const subtotal = decimal.money(decimal.multiply(decimal.multiply(line.quantity, line.unitPrice), kept))
  const taxTotal = decimal.money(decimal.multiply(subtotal, decimal.divide(line.taxRate, '100')))
  return { subtotal, taxTotal, total: decimal.money(decimal.add(subtotal, taxTotal)) }
}

/** An order's totals: the sums of its lines' rounded totals. */
export function orderTotals(lines: readonly LineTotals[]): LineTotals {
  return {
    subtotal: decimal.money(decimal.sum(lines.map((line) => line.subtotal))),
    taxTotal: decimal.money(decimal.sum(lines.map((line) => line.taxTotal))),
    total: decimal.money(decimal.sum(lines.map((line) => line.total))),
  }
}

/** One rate of tax of an order, with what it is taken of and what it comes to. */
export interface TaxAtRate {
  rate: string
  subtotal: string
  taxTotal: string
}

/** The order's tax by rate, the highest first: the sums of the lines' rounded amounts, so they add up to the order's. */
export function taxesByRate(lines: readonly (LineTotals & { taxRate: string })[]): TaxAtRate[] {
  const byRate = new Map<string, LineTotals[]>()
  for (const line of lines) {
    const rate = decimal.quantity(line.taxRate)
    byRate.set(rate, [...(byRate.get(rate) ?? []), line])
  }
  return [...byRate]
    .sort(([a], [b]) => decimal.compare(b, a))
    .map(([rate, own]) => {
      const { subtotal, taxTotal } = orderTotals(own)
      return { rate, subtotal, taxTotal }
    })
}
