import { expect, test } from 'vitest'
import { type CountLine, nextOpen, tally } from './count-tally.ts'

const line = (counted: string | null, difference: string | null): CountLine => ({
  itemId: 1,
  sku: 'A',
  name: 'A',
  unit: 'each',
  expected: '5',
  counted,
  difference,
})

test('a tally tells what differs and what is still to count', () => {
  const lines = [line('5', '0'), line('7', '2'), line('1', '-4'), line(null, null)]
  expect(tally(lines)).toMatchObject({ counted: 3, open: 1, more: 1, less: 1 })
})

test('the next line to count comes after this one, then from the beginning', () => {
  const lines = [line(null, null), line('5', '0'), line(null, null)]
  expect(nextOpen(lines, 0)).toBe(2)
  expect(nextOpen(lines, 2)).toBe(0)
  expect(nextOpen([line('5', '0')], 0)).toBeUndefined()
})
