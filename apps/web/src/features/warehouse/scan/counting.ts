import * as decimal from '@framewright/contracts/core/decimal'

/** One thing to take or to check: an item of a line, at a place where there is one. */
export interface Count {
  lineId: number
  /** Where to take it; null where the place does not matter, as when packing. */
  place: { locationId: number; code: string; name: string } | null
  sku: string
  itemName: string
  unit: string
  needed: string
  counted: string
  /** Why less was taken than asked for; what is named here is settled. */
  reason: string
}

/** What a scanned item did. */
export type Scanned =
  /** One more of it; `left` of this one. */
  | { kind: 'counted'; index: number; left: string }
  /** The last of it: on to the next, or to the end where nothing is left. */
  | { kind: 'complete'; index: number; finished: boolean }
  | { kind: 'tooMany'; index: number }
  | { kind: 'notHere' }

export const isSettled = (count: Count): boolean =>
  count.reason !== '' || decimal.compare(count.counted, count.needed) >= 0

/** The one to do now: the first on the way that is not settled; −1 when all are. */
export const currentOf = (counts: readonly Count[]): number => counts.findIndex((count) => !isSettled(count))

export const leftOf = (count: Count): string => decimal.subtract(count.needed, count.counted)

/** How many of how many are settled. */
export const progressOf = (counts: readonly Count[]) => ({
  settled: counts.filter(isSettled).length,
  of: counts.length,
})

/** A piece is scanned one by one; what is weighed or measured is taken whole with one scan. */
function step(count: Count): string {
  return count.unit === 'each' ? decimal.min('1', leftOf(count)) : leftOf(count)
}

/**
 * Counts a scanned item: the current one if it is that, else another open one of the same document, since a hand takes
 * what lies nearer first.
 */
export function scanItem(counts: readonly Count[], code: string): { counts: readonly Count[]; scanned: Scanned } {
  const wanted = code.trim().toUpperCase()
  const matches = counts.flatMap((count, index) => (count.sku.toUpperCase() === wanted ? [index] : []))
  const [first] = matches
  if (first === undefined) return { counts, scanned: { kind: 'notHere' } }
  const current = currentOf(counts)
  const open = matches.includes(current) ? current : matches.find((index) => !isSettled(counts[index] as Count))
  if (open === undefined) return { counts, scanned: { kind: 'tooMany', index: first } }
  const before = counts[open] as Count
  const after = { ...before, counted: decimal.add(before.counted, step(before)) }
  const next = counts.with(open, after)
  const scanned: Scanned = isSettled(after)
    ? { kind: 'complete', index: open, finished: currentOf(next) === -1 }
    : { kind: 'counted', index: open, left: leftOf(after) }
  return { counts: next, scanned }
}

/** Sets what was counted by hand; with a reason where it is less than needed. */
export function setCounted(counts: readonly Count[], index: number, counted: string, reason = ''): readonly Count[] {
  const before = counts[index]
  if (before === undefined) return counts
  const short = decimal.compare(counted, before.needed) < 0
  return counts.with(index, { ...before, counted, reason: short ? reason : '' })
}

/** What completing has to say: every place of each line of which less was taken than asked for, and nothing of the others. */
export function shortLines(counts: readonly Count[]) {
  const short = new Set(
    counts.filter((count) => decimal.compare(count.counted, count.needed) < 0).map((count) => count.lineId),
  )
  return counts
    .filter((count) => short.has(count.lineId))
    .map((count) => ({
      lineId: count.lineId,
      picked: count.counted,
      reason: count.reason,
      ...(count.place ? { locationId: count.place.locationId } : {}),
    }))
}
