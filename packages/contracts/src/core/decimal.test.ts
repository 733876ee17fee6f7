import { describe, expect, it } from 'vitest'
import * as decimal from './decimal.ts'

describe('decimals', () => {
  it('add up exactly where floats do not', () => {
    expect(decimal.add('0.1', '0.2')).toBe('0.3')
    expect(decimal.sum(Array(10).fill('0.1'))).toBe('1')
    expect(decimal.sum([])).toBe('0')
    expect(decimal.subtract('1000000000000.01', '0.02')).toBe('999999999999.99')
  })

  it('subtract what one column wrote as exactly as anything else', () => {
    for (const [a, b, difference] of [
      ['100000.000000', '0.500000', '99999.5'],
      ['0.000001', '0.000002', '-0.000001'],
      ['5.000000', '5.000000', '0'],
      ['3.100000', '10.000000', '-6.9'],
      ['10.10', '0.05', '10.05'],
      ['99999999999.999999', '0.000001', '99999999999.999998'],
      ['7.000000', '2', '5'],
      ['-1.000000', '2.000000', '-3'],
    ] as const) {
      expect([a, b, decimal.subtract(a, b)]).toEqual([a, b, difference])
    }
  })

  it('multiply and divide', () => {
    expect(decimal.multiply('0.7', '3')).toBe('2.1')
    expect(decimal.divide('1', '3')).toBe('0.33333333333333333333')
    expect(() => decimal.divide('1', '0')).toThrow()
  })

  it('compare by value, not by how they are written', () => {
    expect(decimal.compare('1.10', '1.1')).toBe(0)
    expect(decimal.compare('-2', '1')).toBe(-1)
    expect([decimal.isZero('0.000'), decimal.isPositive('-0'), decimal.min('2', '10')]).toEqual([true, false, '2'])
  })

  it.each([
    ['0.005', '0.01'],
    ['1.005', '1.01'],
    ['2.675', '2.68'],
    ['-1.005', '-1.01'],
    ['2.344999', '2.34'],
    ['7', '7.00'],
    ['1e2', '100.00'],
  ])('round money half up: %s is %s', (given, written) => {
    expect(decimal.money(given)).toBe(written)
  })

  it.each([
    ['12.5', '12.50'],
    ['12.5025', '12.5025'],
    ['12.50255', '12.5026'],
    ['3', '3.00'],
  ])('write the unit price %s as %s', (given, written) => {
    expect(decimal.unitPrice(given)).toBe(written)
  })

  it('write quantities without trailing zeros and never with an exponent', () => {
    expect(decimal.quantity('3.000000')).toBe('3')
    expect(decimal.quantity('0.0000005')).toBe('0.000001')
    expect(decimal.quantity('1e-7')).toBe('0')
    expect(decimal.multiply('1000000000000', '1000000000000')).toBe('1000000000000000000000000')
  })

  it('total a line, rounded once', () => {
    expect(decimal.lineTotal({ quantity: '3', unitPrice: '0.335' })).toBe('1.01')
  })
})

describe('what comes from a column', () => {
  it('is written as what is computed is', () => {
    const written = [
      '0.000000',
      '0.500000',
      '12.0000',
      '12.5000',
      '12.2500',
      '12.0025',
      '100.000000',
      '7.10',
      '1010.0100',
    ]
    for (const format of [decimal.quantity, decimal.unitPrice, decimal.money]) {
      // With a zero before it, it is computed.
      for (const value of written) expect(format(value)).toBe(format(`0${value}`))
    }
  })
})
