import Big from 'big.js'
import { describe, expect, it } from 'vitest'
import * as decimal from './decimal.ts'
import * as fine from './fine.ts'

const product = (a: string, b: string, to: number, least = 0) =>
  fine.writeProduct(fine.read(a), fine.read(b), to, least)

describe('fine decimals', () => {
  it('are read and written as they are, and rounded half up', () => {
    for (const value of [
      '0',
      '1',
      '-2.5',
      '0.000001',
      '999999999999.999999',
      '9007199254.740993',
      '1234567890123456789',
    ]) {
      expect(fine.write(fine.read(value))).toBe(value)
    }
    for (const [value, text] of [
      ['1.0000005', '1.000001'],
      ['-1.0000005', '-1.000001'],
      ['0.9999999', '1'],
      ['-0.0000001', '0'],
      ['0.0000004999999', '0'],
      ['0.0000005', '0.000001'],
      ['-0.0000005', '-0.000001'],
      ['999999.9999994999', '999999.999999'],
      ['123456789012.3456785', '123456789012.345679'],
      ['-123456.7890124', '-123456.789012'],
      ['12.5000', '12.5'],
      ['0.000', '0'],
    ] as const) {
      expect(fine.write(fine.read(value))).toBe(text)
    }
    expect(fine.write(fine.read(`0.${'0'.repeat(17)}15`), 18)).toBe(`0.${'0'.repeat(17)}2`)
    expect(() => fine.read('1e3')).toThrow(TypeError)
    expect(() => fine.read('')).toThrow(TypeError)
  })

  it('are written with the least of places', () => {
    expect(fine.write(fine.read('55'), 2, 2)).toBe('55.00')
    expect(fine.write(fine.read('55.1'), 4, 2)).toBe('55.10')
    expect(fine.write(fine.read('55.1234'), 4, 2)).toBe('55.1234')
    expect(fine.write(fine.read('0.005'), 2, 2)).toBe('0.01')
    expect(fine.write(fine.zero, 2, 2)).toBe('0.00')
    expect(fine.write(fine.read('12345678901234567890'), 2, 2)).toBe('12345678901234567890.00')
  })

  it('multiply as the others do', () => {
    for (const [a, b] of [
      ['0.333333', '1.033333'],
      ['-7', '0.0000015'],
      ['123456.789', '0.000001'],
      ['3', '4'],
    ] as const) {
      const expected = decimal.quantity(decimal.multiply(a, b))
      expect(fine.write(fine.times(fine.read(a), fine.read(b), 6))).toBe(expected)
    }
    expect([product('3', '0.335', 2, 2), product('-1.5', '0.01', 2, 2), product('1000000', '39852.105', 2, 2)]).toEqual(
      ['1.01', '-0.02', '39852105000.00'],
    )
  })

  it('divide to eighteen places, rounded half up', () => {
    const divided = (a: string, b: string) => fine.write(fine.over(fine.read(a), fine.read(b)), 18)
    expect(divided('520', '100')).toBe('5.2')
    expect(divided('1', '3')).toBe(`0.${'3'.repeat(18)}`)
    expect(divided('-2', '3')).toBe(`-0.${'6'.repeat(17)}7`)
  })

  it('come to the next whole number', () => {
    const up = (value: string) => fine.write(fine.wholeUp(fine.read(value)))
    expect(['2.000001', '2', '-2.5', '0.1', '12345678901234567.5'].map(up)).toEqual([
      '3',
      '2',
      '-2',
      '1',
      '12345678901234568',
    ])
  })
})

/** Decimals of all sizes, and those at which numbers stop being exact. The same at every run. */
function* samples(): Generator<[string, string]> {
  let state = 20_261
  const below = (count: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % count
  }
  const digits = (count: number) => Array.from({ length: count }, () => below(10)).join('')
  const edge = [
    '9007199254740991',
    '9007199254740992',
    '0.9007199254740993',
    '0.5',
    '0.000000000000000001',
    '999999999.999999999',
  ]
  const one = () => {
    const sign = below(3) === 0 ? '-' : ''
    if (below(8) === 0) return sign + edge[below(edge.length)]
    const whole = BigInt(`0${digits(below(14))}`)
    const places = below(12)
    return `${sign}${whole}${places === 0 ? '' : `.${digits(places)}`}`
  }
  for (let n = 0; n < 4_000; n++) yield [one(), one()]
}

describe('fine decimals of any size', () => {
  const Exact = Big()
  Exact.PE = 1000
  Exact.NE = -1000
  Exact.RM = Exact.roundHalfUp
  const text = (value: Big) => {
    const written = value.toFixed()
    return /^-0(\.0*)?$/.test(written) ? '0' : written
  }

  it('give what exact computing gives', () => {
    for (const [a, b] of samples()) {
      const [x, y, bigA, bigB] = [fine.read(a), fine.read(b), new Exact(a), new Exact(b)]
      const said = [
        fine.write(fine.plus(x, y), 18),
        fine.write(fine.minus(x, y), 18),
        fine.write(fine.times(x, y), 18),
        fine.write(fine.times(x, y, 6), 6),
        product(a, b, 2),
        product(a, b, 6),
        fine.write(x, 4),
        Math.sign(fine.compare(x, y)) + 0,
        fine.write(fine.min(x, y), 18),
        fine.isZero(fine.minus(x, x)),
      ]
      expect([a, b, ...said]).toEqual([
        a,
        b,
        text(bigA.plus(bigB)),
        text(bigA.minus(bigB)),
        text(bigA.times(bigB).round(18)),
        text(bigA.times(bigB).round(6)),
        text(bigA.times(bigB).round(2)),
        text(bigA.times(bigB).round(6)),
        text(bigA.round(4)),
        bigA.cmp(bigB),
        text(bigA.lt(bigB) ? bigA : bigB),
        true,
      ])
    }
  })
})
