import { expect, test } from 'vitest'
import { shortages } from './availability.ts'

const line = (key: string, itemId: number | null, quantity: string) => ({ key, itemId, quantity })

test('lines of the same item are counted together, and all of them are short', () => {
  const lines = [line('a', 1, '2'), line('b', 1, '2'), line('c', 2, '1'), line('d', null, '9')]
  const found = shortages(lines, () => '3')
  expect([...found.keys()]).toEqual(['a', 'b'])
  expect(found.get('a')).toEqual({ available: '3', wanted: '4', missing: '1', lines: 2 })
})

test('what is exactly there is enough, and nothing is known of a service', () => {
  expect(shortages([line('a', 1, '3')], () => '3').size).toBe(0)
  expect(shortages([line('a', 1, '30')], () => null).size).toBe(0)
})

test('a quantity that is still no number asks for nothing; a deficit counts as none', () => {
  expect(shortages([line('a', 1, 'x')], () => '0').size).toBe(0)
  expect(shortages([line('a', 1, '2')], () => '-1').get('a')).toMatchObject({ available: '0', missing: '2' })
})
