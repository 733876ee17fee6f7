import { describe, expect, it } from 'vitest'
import { categoryBars, placeBars, waitingGroups } from './stock-values.ts'

const category = (id: number, value: string) => ({ category: { id, name: `Category ${id}` }, items: 2, value })

describe('the bars of the stock', () => {
  it('lead to the items of their category', () => {
    const [named, none] = categoryBars([category(3, '10.00'), { category: null, items: 1, value: '5.00' }])
    expect(named).toMatchObject({ label: 'Category 3', note: '2 items', search: { categoryId: 3, stock: 'IN' } })
    expect(none).toMatchObject({ label: 'Without a category', note: '1 item', search: { stock: 'IN' } })
  })

  it('put together what is beyond the largest, and lose no cent of it', () => {
    const bars = categoryBars(Array.from({ length: 12 }, (_, n) => category(n + 1, '0.10')))
    expect(bars).toHaveLength(9)
    expect(bars.at(-1)).toMatchObject({ label: '4 other categories', value: '0.40', path: '/categories' })
  })

  it('put nothing together that takes no more room by itself', () => {
    expect(categoryBars(Array.from({ length: 9 }, (_, n) => category(n + 1, '1.00')))).toHaveLength(9)
  })

  it('leave out places that are worth nothing', () => {
    const bars = placeBars([
      { locationId: 1, location: 'Shelf', value: '1.00' },
      { locationId: 2, location: 'Bin', value: '0.00' },
    ])
    expect(bars.map(({ label }) => label)).toEqual(['Shelf'])
  })
})

describe('what waits', () => {
  it('stands by the use of its place, in the order goods pass them, with how many there are in all', () => {
    const item = { itemId: 1, sku: 'A', name: 'A', unit: 'each', quantity: '1', value: '1.00' } as const
    const groups = waitingGroups({
      byCategory: [],
      byUsage: [{ usage: 'STAGING', items: 7, value: '9.00' }],
      waiting: [{ ...item, usage: 'STAGING' }],
      low: { count: 0, items: [] },
      missing: { count: 0, items: [] },
    })
    expect(groups.map(({ usage, items, all }) => [usage, items.length, all])).toEqual([
      ['QUARANTINE', 0, 0],
      ['WIP', 0, 0],
      ['STAGING', 1, 7],
    ])
  })
})
