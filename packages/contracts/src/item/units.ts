import { z } from 'zod'
import * as decimal from '../core/decimal.ts'
import type { Fine } from '../core/fine.ts'
import * as fine from '../core/fine.ts'

/** Units of measure by dimension, each with how many of the dimension's base unit it is. */
const dimensions = {
  count: { each: '1', pair: '2', dozen: '12' },
  mass: { g: '1', kg: '1000', t: '1000000' },
  length: { mm: '1', cm: '10', m: '1000' },
  area: { 'cm²': '0.0001', 'm²': '1' },
  volume: { ml: '1', l: '1000' },
  time: { min: '1', h: '60' },
} as const

type Dimension = keyof typeof dimensions

export const units = Object.values(dimensions).flatMap((dimension) => Object.keys(dimension)) as [string, ...string[]]
// Pure, so that a screen that only converts units does not bring the whole of zod with it.
export const Unit = /* @__PURE__ */ z.enum(units)
export type Unit = z.infer<typeof Unit>

function dimensionOf(unit: string): Dimension | undefined {
  return (Object.keys(dimensions) as Dimension[]).find((name) => Object.hasOwn(dimensions[name], unit))
}

/** How many of its dimension's base unit each unit is, as decimals: what a statement converts by. */
export const unitFactors: Readonly<Record<string, string>> = Object.assign({}, ...Object.values(dimensions))

/** Whether what is counted in it comes in whole pieces, as far as making it is concerned. */
export const isCounted = (unit: string): boolean => Object.hasOwn(dimensions.count, unit)

const wholeNumber = /^-?\d+(\.0+)?$/

/** Whether there can be so much of it: of what is counted whole pieces, half a dozen being six. What is measured may be broken. */
export function comesWhole(quantity: string, unit: string): boolean {
  if (wholeNumber.test(quantity) || !isCounted(unit)) return true
  return wholeNumber.test(convert(quantity, unit, 'each'))
}

/** Whether a quantity in one unit can be expressed in the other. */
export function convertible(from: string, to: string): boolean {
  const dimension = dimensionOf(from)
  return dimension !== undefined && dimension === dimensionOf(to)
}

/**
 * A quantity in another unit of the same dimension: 150 cm is 1.5 m. Exact to 20 places, not rounded.
 * @throws RangeError when the units measure different things.
 */
export function convert(quantity: string, from: string, to: string): string {
  if (from === to) return quantity
  const dimension = dimensionOf(from)
  if (dimension === undefined || dimension !== dimensionOf(to))
    throw new RangeError(`${from} does not convert to ${to}`)
  const factors = dimensions[dimension] as Record<string, string>
  return decimal.divide(decimal.multiply(quantity, factors[from] ?? '1'), factors[to] ?? '1')
}

/**
 * The same of a fine decimal, rounded to eighteen places.
 * @throws RangeError when the units measure different things.
 */
export function convertFine(quantity: Fine, from: string, to: string): Fine {
  if (from === to) return quantity
  if (!convertible(from, to)) throw new RangeError(`${from} does not convert to ${to}`)
  const [own, its] = [fine.read(unitFactors[from] ?? '1'), fine.read(unitFactors[to] ?? '1')]
  return fine.over(fine.times(quantity, own), its)
}
