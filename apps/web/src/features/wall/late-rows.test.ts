import { describe, expect, it } from 'vitest'
import { lateRows } from './late-rows.ts'

const now = new Date(2026, 2, 10, 8, 0)
const production = { id: 1, number: 'JO-20260301-0001', dueDate: '2026-03-05', item: { name: 'Window' } }
const work = { id: 1, number: 'WO-0001', dueDate: '2026-03-01', frame: { name: 'Door' } }

describe('the late rows of the wall', () => {
  it('stand in one list, the longest overdue first, with their days', () => {
    expect(lateRows([production], [work], now, 7)).toEqual([
      { key: 'work-1', number: 'WO-0001', what: 'Door', days: 9 },
      { key: 'production-1', number: 'JO-20260301-0001', what: 'Window', days: 5 },
    ])
  })

  it('are at most as many as fit', () => {
    expect(lateRows([production, { ...production, id: 2 }], [work], now, 2)).toHaveLength(2)
  })

  it('are a day late at least, also where the clock on the wall is a day behind the shop', () => {
    expect(lateRows([{ ...production, dueDate: '2026-03-10' }], [], now, 2)[0]?.days).toBe(1)
  })
})
