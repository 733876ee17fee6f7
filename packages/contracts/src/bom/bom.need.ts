import * as decimal from '../core/decimal.ts'
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

/** What one of the product takes of it, to eighteen places; without `scrap` as if nothing were lost. */
export function needOfOne(line: Omit<NeedLine, 'componentUnit'>, componentUnit: string, scrap = true): decimal.Fine {
  const own = decimal.fine(line.quantity)
  const lost = scrap ? decimal.timesFine(own, decimal.fine(line.scrapPercent)) / 100n : 0n
  return convertFine(own + lost, line.unit, componentUnit)
}

/** Whether a line counts on a day. */
export const countsOn = (line: { validFrom: string | null; validTo: string | null }, day: string): boolean =>
  (line.validFrom === null || line.validFrom <= day) && (line.validTo === null || day <= line.validTo)
