import { describe, expect, it } from 'vitest'
import { daysOf, wrongDays } from './report-period.ts'

describe('a period', () => {
  it('is a whole week from Monday, also seen from its Sunday', () => {
    expect(daysOf('week', '2026-11-22')).toEqual({ from: '2026-11-16', to: '2026-11-22' })
    expect(daysOf('week', '2026-11-23')).toEqual({ from: '2026-11-23', to: '2026-11-29' })
    expect(daysOf('week', '2026-01-01')).toEqual({ from: '2025-12-29', to: '2026-01-04' })
  })

  it('is a month to its last day, in leap years too', () => {
    expect(daysOf('month', '2028-02-10')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
    expect(daysOf('month', '2026-12-31')).toEqual({ from: '2026-12-01', to: '2026-12-31' })
    expect(daysOf('lastMonth', '2026-01-15')).toEqual({ from: '2025-12-01', to: '2025-12-31' })
    expect(daysOf('lastMonth', '2026-03-31')).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  })

  it('is a quarter and a year of the calendar', () => {
    expect(daysOf('quarter', '2026-11-21')).toEqual({ from: '2026-10-01', to: '2026-12-31' })
    expect(daysOf('quarter', '2026-03-31')).toEqual({ from: '2026-01-01', to: '2026-03-31' })
    expect(daysOf('year', '2026-11-21')).toEqual({ from: '2026-01-01', to: '2026-12-31' })
  })

  it('of one’s own days ends on or after the day it begins, and is five years at most', () => {
    expect(wrongDays({ from: '2026-01-02', to: '2026-01-01' })).toBe('The last day is before the first')
    expect(wrongDays({ from: '2026-01-02', to: '2026-01-02' })).toBeUndefined()
    expect(wrongDays({ from: '2020-01-01', to: '2026-01-01' })).toBe('Five years at most')
  })
})
