import * as decimal from '@framewright/contracts/core/decimal'
import { decimalOf } from '~/lib/typed-number.ts'

/** A line of which a part may come or go. */
export interface PartLine {
  id: number
  itemName: string
  sku: string | null
  unit: string | null
  quantity: string
  outstanding: string
}

/** How much of each line, as it is being typed. */
export type Counts = Readonly<Record<number, string>>
type Open = Pick<PartLine, 'id' | 'outstanding'>

export const isOutstanding = (line: Pick<PartLine, 'outstanding'>): boolean => decimal.isPositive(line.outstanding)

/** Everything that is outstanding: usually a delivery is complete. */
export const allOutstanding = (lines: readonly Open[]): Counts =>
  Object.fromEntries(lines.filter(isOutstanding).map((line) => [line.id, line.outstanding]))

export const nothing = (lines: readonly Open[]): Counts =>
  Object.fromEntries(lines.filter(isOutstanding).map((line) => [line.id, '0']))

/** What is wrong with a count: no number, or more than is outstanding. An empty one means none. */
export function countError(line: Open, typed: string | undefined): string | undefined {
  if (typed === undefined || typed.trim() === '') return undefined
  const count = decimalOf(typed)
  if (count === null) return 'Not a number'
  if (decimal.compare(count, 0) < 0) return 'Cannot be negative'
  if (decimal.compare(count, line.outstanding) <= 0) return undefined
  const over = decimal.quantity(decimal.subtract(count, line.outstanding))
  return `${over} more than the ${decimal.quantity(line.outstanding)} outstanding`
}

/** The lines of which there is something, as the server takes them. */
export function countedLines(lines: readonly Open[], counts: Counts) {
  return lines.flatMap((line) => {
    const quantity = decimalOf(counts[line.id] ?? '')
    return quantity !== null && decimal.isPositive(quantity) ? [{ lineId: line.id, quantity }] : []
  })
}
