import * as decimal from '../core/decimal.ts'
import type { Characteristic, SamplingRule } from '../inspection-plan/inspection-plan.schema.ts'

/** Pieces that are looked at, at most: beyond it nobody would. */
export const mostSamples = 1_000

/**
 * How many pieces of a quantity are looked at: a broken piece counts as one, a part of them is rounded up, and there are
 * never more than there are pieces.
 */
export function sampleSizeOf(quantity: string, sampling: SamplingRule, value: string | null): number {
  const pieces = ceiling(quantity)
  switch (sampling) {
    case 'ALL':
      return Math.min(pieces, mostSamples)
    case 'FIXED':
      return Math.min(pieces, ceiling(value ?? '1'), mostSamples)
    case 'PERCENT':
      return Math.min(pieces, ceiling(decimal.divide(decimal.multiply(quantity, value ?? '100'), '100')), mostSamples)
    default:
      return sampling satisfies never
  }
}

/** The next whole number, at least 1. */
function ceiling(value: string): number {
  const [whole = '0', places = ''] = value.split('.')
  return Math.max(1, Number(whole) + (/[1-9]/.test(places) ? 1 : 0))
}

/** What was found of one characteristic of one piece; sample 0: of all of them at once, which only a yes or no can be. */
export interface ReadingGiven {
  lineNo: number
  sample: number
  value?: string | null | undefined
  passed?: boolean | null | undefined
}

export type ReadingVerdict = 'good' | 'tooLow' | 'tooHigh' | 'bad'

/** How a number stands to its limits; a characteristic without limits only writes it down. */
export function judgeValue(value: string, { lower, upper }: Pick<Characteristic, 'lower' | 'upper'>): ReadingVerdict {
  if (lower !== null && decimal.compare(value, lower) < 0) return 'tooLow'
  if (upper !== null && decimal.compare(value, upper) > 0) return 'tooHigh'
  return 'good'
}

/** How a reading stands; undefined: it says nothing yet. */
export function judgeReading(
  characteristic: Pick<Characteristic, 'kind' | 'lower' | 'upper'>,
  reading: Pick<ReadingGiven, 'value' | 'passed'>,
): ReadingVerdict | undefined {
  if (characteristic.kind === 'NUMERIC')
    return reading.value == null ? undefined : judgeValue(reading.value, characteristic)
  if (reading.passed == null) return undefined
  return reading.passed ? 'good' : 'bad'
}

export interface Judgement {
  /** Nothing is missing: every characteristic of every piece of the sample has its reading. */
  complete: boolean
  /** Characteristics with a reading that is not good, in their order. */
  failing: { lineNo: number; name: string; verdict: ReadingVerdict; sample: number; value: string | null }[]
  /** Characteristics with pieces that have no reading yet, and how many pieces. */
  missing: { lineNo: number; name: string; pieces: number }[]
}

/** What the readings of an inspection come to. The phone's screen and the server ask the same. */
export function judge(
  characteristics: readonly Characteristic[],
  sampleSize: number,
  readings: readonly ReadingGiven[],
): Judgement {
  const failing: Judgement['failing'] = []
  const missing: Judgement['missing'] = []
  for (const characteristic of characteristics) {
    const { lineNo, name } = characteristic
    const given = new Map(
      readings.filter((reading) => reading.lineNo === lineNo).map((reading) => [reading.sample, reading]),
    )
    const bad = [...given.values()]
      .toSorted((a, b) => a.sample - b.sample)
      .flatMap((reading) => {
        const verdict = judgeReading(characteristic, reading)
        if (verdict === undefined || verdict === 'good') return []
        return [{ lineNo, name, verdict, sample: reading.sample, value: reading.value ?? null }]
      })
    failing.push(...bad)
    const ofAll = given.get(0)
    if (ofAll !== undefined && judgeReading(characteristic, ofAll) !== undefined) continue
    let pieces = 0
    for (let sample = 1; sample <= sampleSize; sample++) {
      const reading = given.get(sample)
      if (reading === undefined || judgeReading(characteristic, reading) === undefined) pieces++
    }
    if (pieces > 0) missing.push({ lineNo, name, pieces })
  }
  return { complete: missing.length === 0, failing, missing }
}

/** "899.5 mm, below 900" */
export function sayFinding(
  characteristic: Pick<Characteristic, 'name' | 'unit' | 'lower' | 'upper'>,
  finding: { verdict: ReadingVerdict; sample: number; value: string | null },
): string {
  const { name, unit, lower, upper } = characteristic
  const piece = finding.sample > 0 ? ` (piece ${finding.sample})` : ''
  const number = `${decimal.quantity(finding.value ?? '0')}${unit === '' ? '' : ` ${unit}`}`
  switch (finding.verdict) {
    case 'tooLow':
      return `${name}${piece}: ${number}, below ${decimal.quantity(lower ?? '0')}`
    case 'tooHigh':
      return `${name}${piece}: ${number}, above ${decimal.quantity(upper ?? '0')}`
    case 'bad':
      return `${name}${piece}: not as it should be`
    case 'good':
      return `${name}${piece}: good`
    default:
      return finding.verdict satisfies never
  }
}
