import { expect, test } from 'vitest'
import { byDay, dayTitle } from './by-day.ts'

test('what happened is grouped by day in the order it came', () => {
  const at = (day: number, hour: number) => new Date(2026, 2, day, hour).toISOString()
  const groups = byDay([{ at: at(2, 18) }, { at: at(2, 1) }, { at: at(1, 23) }])
  expect(groups.map(({ day, items }) => [day, items.length])).toEqual([
    ['2026-03-02', 2],
    ['2026-03-01', 1],
  ])
})

test('days near now are called by their names', () => {
  const now = new Date(2026, 2, 1, 9)
  expect(dayTitle('2026-03-01', now)).toBe('Today')
  expect(dayTitle('2026-02-28', now)).toBe('Yesterday')
  expect(dayTitle('2026-02-27', now)).not.toContain('2026')
  expect(dayTitle('2025-12-31', now)).toContain('2025')
})
