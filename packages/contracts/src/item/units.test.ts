import { describe, expect, it } from 'vitest'
import { comesWhole, convert, convertible, units } from './units.ts'

describe('units', () => {
  it.each([
    ['150', 'cm', 'm', '1.5'],
    ['300', 'g', 'kg', '0.3'],
    ['2', 'dozen', 'each', '24'],
    ['90', 'min', 'h', '1.5'],
    ['5000', 'cm²', 'm²', '0.5'],
    ['7', 'each', 'each', '7'],
  ])('convert within a dimension: %s %s is %s as %s', (quantity, from, to, result) => {
    expect(convert(quantity, from, to)).toBe(result)
  })

  it('do not convert into another dimension, or from what is no unit', () => {
    expect(convertible('g', 'm')).toBe(false)
    expect(convertible('furlong', 'furlong')).toBe(false)
    expect(convertible('constructor', 'each')).toBe(false)
    expect(() => convert('1', 'g', 'm')).toThrow(RangeError)
  })

  it.each([
    ['1', 'each', true],
    ['2.000', 'each', true],
    ['1.5', 'each', false],
    ['0.5', 'dozen', true],
    ['0.5', 'pair', true],
    ['0.3', 'pair', false],
    ['1.5', 'm', true],
    ['0.25', 'h', true],
  ])('%s %s is of whole pieces, or measured: %s', (quantity, unit, whole) => {
    expect(comesWhole(quantity, unit)).toBe(whole)
  })

  it('convert there and back', () => {
    for (const from of units)
      for (const to of units) {
        if (convertible(from, to)) expect(Number(convert(convert('12', from, to), to, from))).toBeCloseTo(12, 9)
      }
  })
})
