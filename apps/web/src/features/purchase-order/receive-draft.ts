import * as decimal from '@framewright/contracts/core/decimal'
import type { PurchaseOrderLine } from '@framewright/contracts/purchase-order/purchase-order.schema'
import { decimalOf } from './typed-number.ts'

/** What came, by line, as it is being typed. */
export type Counts = Readonly<Record<number, string>>

export const isOutstanding = (line: Pick<PurchaseOrderLine, 'outstanding'>): boolean =>
  decimal.isPositive(line.outstanding)

/** Everything that is outstanding: the usual delivery is complete. */
export const allOutstanding = (lines: readonly PurchaseOrderLine[]): Counts =>
  Object.fromEntries(lines.filter(isOutstanding).map((line) => [line.id, line.outstanding]))

export const nothing = (lines: readonly PurchaseOrderLine[]): Counts =>
  Object.fromEntries(lines.filter(isOutstanding).map((line) => [line.id, '0']))

/** What is wrong with a count: no number, or more than is outstanding. An empty one means that none came. */
export function countError(line: PurchaseOrderLine, typed: string | undefined): string | undefined {
  if (typed === undefined || typed.trim() === '') return undefined
  const count = decimalOf(typed)
  if (count === null) return 'Not a number'
  if (decimal.compare(count, 0) < 0) return 'Cannot be negative'
  if (decimal.compare(count, line.outstanding) <= 0) return undefined
  const over = decimal.quantity(decimal.subtract(count, line.outstanding))
  return `${over} more than the ${decimal.quantity(line.outstanding)} outstanding`
}

/** The lines of which something came, as the server takes them. */
export function receivedLines(lines: readonly PurchaseOrderLine[], counts: Counts) {
  return lines.flatMap((line) => {
    const quantity = decimalOf(counts[line.id] ?? '')
    return quantity !== null && decimal.isPositive(quantity) ? [{ lineId: line.id, quantity }] : []
  })
}
