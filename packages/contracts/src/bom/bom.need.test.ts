import { expect, it } from 'vitest'
import * as fine from '../core/fine.ts'
import { needOf, needOfOne } from './bom.need.ts'

it('what one takes is what so many take, before it is rounded', () => {
  for (const [quantity, unit, componentUnit, scrapPercent] of [
    ['520', 'cm', 'm', '10'],
    ['1', 'g', 'kg', '0'],
    ['2.5', 'each', 'dozen', '2.5'],
    ['0.333333', 'h', 'min', '0.0001'],
  ] as const) {
    const line = { quantity, unit, componentUnit, scrapPercent }
    expect(fine.write(needOfOne(line, componentUnit))).toBe(needOf(line, '1'))
    expect(fine.write(needOfOne(line, componentUnit, false))).toBe(needOf({ ...line, scrapPercent: '0' }, '1'))
  }
  expect(() => needOfOne({ quantity: '1', unit: 'kg', scrapPercent: '0' }, 'm')).toThrow(RangeError)
})
