import * as decimal from '../core/decimal.ts'
import type { Fine } from '../core/fine.ts'
import * as fine from '../core/fine.ts'
import { convert, convertFine } from '../item/units.ts'

/** As much of a line of a bill of materials as says what it takes. */
export interface NeedLine {
  /** For one of the product, in `unit`. */
  quantity: string
  unit: string
  scrapPercent: string
  /** The unit the component is kept in. */
  componentUnit: string
}

/** What so many of the product take of a component, its scrap with it, in the component's own unit, to six places. */
export function needOf(line: NeedLine, count: string): string {
  const withScrap = decimal.multiply(line.quantity, decimal.add('1', decimal.divide(line.scrapPercent, '100')))
  return decimal.quantity(convert(decimal.multiply(withScrap, count), line.unit, line.componentUnit))
}

const percent = fine.read('0.01')

/** What one of the product takes of it, to eighteen places; without `scrap` as if nothing were lost. */
export function needOfOne(line: Omit<NeedLine, 'componentUnit'>, componentUnit: string, scrap = true): Fine {
  const own = fine.read(line.quantity)
  const lost = scrap ? fine.times(fine.times(own, fine.read(line.scrapPercent)), percent) : fine.zero
  return convertFine(fine.plus(own, lost), line.unit, componentUnit)
}

/** Whether a line counts on a day. */
export const countsOn = (line: { validFrom: string | null; validTo: string | null }, day: string): boolean =>
  (line.validFrom === null || line.validFrom <= day) && (line.validTo === null || day <= line.validTo)
