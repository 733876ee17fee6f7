import { describe, expect, it } from 'vitest'
import { normalise } from '~/components/decimal-input.tsx'
import { setCurrency } from './currency.ts'
import { formatDuration, formatMoney, formatRelative, formatSpan, oneOf, sentenceCase } from './format.ts'

describe('amounts', () => {
  it('are exact beyond what a float holds', () => {
    expect(formatMoney('9007199254740993.01').replace(/\D/g, '')).toBe('900719925474099301')
  })

  it('are in the currency of the shop', () => {
    expect(formatMoney('12.5')).toBe('€12.50')
    expect(formatMoney('0.0375')).toBe('€0.0375')
    setCurrency('PLN')
    expect(formatMoney('12.5')).toMatch(/zł.?12\.50/)
    setCurrency('EUR')
  })

  it('pasted from a spreadsheet lose grouping and take a comma for a point', () => {
    expect(normalise('1 234,5')).toBe('1234.5')
    expect(normalise('1,234.50')).toBe('1234.50')
  })
})

describe('a list of one', () => {
  it.each([
    ['Returns', 'return'],
    ['Production orders', 'production order'],
    ['Bills of materials', 'bill of materials'],
  ])('%s has one %s', (list, one) => {
    expect(oneOf(list)).toBe(one)
  })
})

describe('time', () => {
  it('from and to says a day once', () => {
    const of = (to: string) => formatSpan('2026-05-04T10:00:00Z', to).match(/2026/g)
    expect(of('2026-05-04T11:00:00Z')).toHaveLength(1)
    expect(of('2026-05-09T11:00:00Z')).toHaveLength(2)
  })

  const now = Date.parse('2026-11-21T12:00:00Z')
  it('is relative under a day and absolute after', () => {
    expect(formatRelative('2026-11-21T11:59:40Z', now)).toBe('just now')
    expect(formatRelative('2026-11-21T11:57:00Z', now)).toBe('3 minutes ago')
    expect(formatRelative('2026-11-21T07:00:00Z', now)).toBe('5 hours ago')
    expect(formatRelative('2026-11-18T07:00:00Z', now)).toMatch(/2026/)
  })

  it('worked is said in its largest unit', () => {
    expect(formatDuration(45)).toBe('45 s')
    expect(formatDuration(725)).toBe('12 min')
    expect(formatDuration(11_100)).toBe('3 h 05 min')
  })
})

it('turns names of states and actions into words', () => {
  expect(sentenceCase('PARTIALLY_RECEIVED')).toBe('Partially received')
  expect(sentenceCase('closeShort')).toBe('Close short')
})
