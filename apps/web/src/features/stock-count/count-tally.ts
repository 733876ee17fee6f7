import * as decimal from '@framewright/contracts/core/decimal'
import type { StockCount } from '@framewright/contracts/stock-count/stock-count.schema'

export type CountLine = StockCount['lines'][number]

/** How far a count is, and what posting it would do. */
export function tally(lines: readonly CountLine[]) {
  const counted = lines.filter((line) => line.counted !== null)
  const differing = counted.filter((line) => line.difference !== null && !decimal.isZero(line.difference))
  const more = differing.filter((line) => decimal.isPositive(line.difference ?? '0')).length
  return {
    counted: counted.length,
    open: lines.length - counted.length,
    differing,
    more,
    less: differing.length - more,
  }
}

/** The first line nobody has counted, after a place in the list and then from its beginning. */
export function nextOpen(lines: readonly CountLine[], after: number): number | undefined {
  const order = [...lines.keys()].map((step) => (after + 1 + step) % lines.length)
  return order.find((index) => lines[index]?.counted === null)
}
