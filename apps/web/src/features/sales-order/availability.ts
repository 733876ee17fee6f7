import * as decimal from '@framewright/contracts/core/decimal'
import { decimalOf } from '~/lib/typed-number.ts'
import type { LineDraft } from './sales-line.ts'

type Wanted = Pick<LineDraft, 'key' | 'itemId' | 'quantity'>

/** An item of which the order wants more than there is. */
export interface Shortage {
  available: string
  /** Over all lines of the item. */
  wanted: string
  missing: string
  /** On how many lines. */
  lines: number
}

/**
 * The lines that are short, by key: an item's lines together want more than is available of it, and none of them could be
 * confirmed. `availableOf` is null where nothing is known or needed: a service.
 */
export function shortages<L extends Wanted>(
  lines: readonly L[],
  availableOf: (line: L) => string | null,
): ReadonlyMap<string, Shortage> {
  const byItem = new Map<number, L[]>()
  for (const line of lines) {
    if (line.itemId !== null) byItem.set(line.itemId, [...(byItem.get(line.itemId) ?? []), line])
  }
  const short = new Map<string, Shortage>()
  for (const [first, ...others] of byItem.values()) {
    if (!first) continue
    const own = [first, ...others]
    const available = availableOf(first)
    const wanted = decimal.sum(own.map((line) => decimalOf(line.quantity) ?? '0'))
    if (available === null || decimal.compare(wanted, available) <= 0) continue
    // Nothing can be taken where more is promised than there is.
    const there = decimal.isPositive(available) ? available : '0'
    const shortage = { available: there, wanted, missing: decimal.subtract(wanted, there), lines: own.length }
    for (const line of own) short.set(line.key, shortage)
  }
  return short
}
