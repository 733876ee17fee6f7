import { describe, expect, it } from 'vitest'
import { cellText, isFigure } from './report-cell.ts'

describe('a cell of a report', () => {
  it('is a day, a month, or the word that stands for all of them', () => {
    const period = { label: 'Day', kind: 'period' } as const
    expect(cellText(period, '2026-03-01')).toMatch(/2026/)
    expect(cellText(period, '2026-03')).toMatch(/March 2026/)
    expect(cellText(period, 'Total')).toBe('Total')
  })

  it('that has no sum is empty rather than nought', () => {
    expect(cellText({ label: 'Quantity', kind: 'quantity' }, '')).toBe('')
  })

  it('keeps every digit of a figure', () => {
    expect(cellText({ label: 'Quantity', kind: 'quantity' }, '123456789012.345678')).toBe('123,456,789,012.345678')
    expect(isFigure({ label: 'Yield', kind: 'percent' })).toBe(true)
    expect(isFigure({ label: 'Day', kind: 'period' })).toBe(false)
  })
})
