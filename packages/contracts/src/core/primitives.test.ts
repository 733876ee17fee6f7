import { describe, expect, it } from 'vitest'
import {
  Day,
  Id,
  InstantInput,
  listInput,
  NonNegativeQuantity,
  PercentInput,
  Pieces,
  PositiveQuantity,
  requiredText,
  UnitPriceInput,
} from './primitives.ts'

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success

describe('identifiers', () => {
  it('are positive integers that the column holds', () => {
    expect([1, 2_147_483_647].every((value) => accepts(Id, value))).toBe(true)
    expect([0, -1, 1.5, 2_147_483_648, '1', NaN, null].some((value) => accepts(Id, value))).toBe(false)
  })
})

describe('decimals on the way in', () => {
  it('are strings or numbers, and go on as they were written', () => {
    expect(PositiveQuantity.parse('12.50')).toBe('12.50')
    expect(PositiveQuantity.parse(0.1)).toBe('0.1')
    expect(PositiveQuantity.parse(' 3 ')).toBe('3')
  })

  it.each([
    1e21,
    1e-7,
    'NaN',
    NaN,
    Infinity,
    '',
    '1,5',
    '1e5',
    '0x10',
    '+1',
    '.5',
    '1.',
    '٣',
    '1234567890123',
    null,
    [1],
  ])('refuse %s', (value) => {
    expect(accepts(NonNegativeQuantity, value)).toBe(false)
  })

  it('keep to their range and places', () => {
    expect([
      accepts(PositiveQuantity, '0'),
      accepts(NonNegativeQuantity, '0'),
      accepts(NonNegativeQuantity, '-1'),
    ]).toEqual([false, true, false])
    expect([accepts(PositiveQuantity, '0.000001'), accepts(PositiveQuantity, '0.0000001')]).toEqual([true, false])
    expect([accepts(UnitPriceInput, '1.2345'), accepts(UnitPriceInput, '1.23456')]).toEqual([true, false])
    expect([accepts(PercentInput, 100), accepts(PercentInput, '100.01')]).toEqual([true, false])
    expect([accepts(Pieces, '2.0'), accepts(Pieces, '2.5')]).toEqual([true, false])
  })
})

describe('days and instants', () => {
  it('exist and lie within reason', () => {
    expect(accepts(Day, '2028-02-29')).toBe(true)
    expect(['2026-02-29', '1899-12-31', '2201-01-01', '2026-1-1', 'today'].some((day) => accepts(Day, day))).toBe(false)
    expect(InstantInput.parse('2026-05-01T12:00:00+02:00')).toBe('2026-05-01T10:00:00.000Z')
    expect(accepts(InstantInput, '2026-05-01T12:00:00')).toBe(false)
  })
})

describe('texts', () => {
  it('are trimmed, say something, and hold no NUL', () => {
    expect(requiredText(5).parse('  ab ')).toBe('ab')
    expect([' ', 'abcdef', 'a\u0000'].some((value) => accepts(requiredText(5), value))).toBe(false)
  })
})

describe('lists', () => {
  const input = listInput(['name', 'id'], {})
  it('hold fifty rows when nothing is said, and at most two hundred', () => {
    expect(input.parse({})).toEqual({ limit: 50 })
    expect([accepts(input, { limit: 200 }), accepts(input, { limit: 201 }), accepts(input, { limit: 0 })]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('sort by what they offer, either way', () => {
    expect([accepts(input, { sort: '-name' }), accepts(input, { sort: 'price' })]).toEqual([true, false])
  })
})
