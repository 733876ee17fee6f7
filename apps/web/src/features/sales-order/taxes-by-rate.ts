import * as decimal from '@framewright/contracts/core/decimal'
import { type LineTotals, orderTotals } from '@framewright/contracts/sales-order/sales-order.pricing'

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
