import { expect, test } from 'vitest'
import { changeOf, unchanged } from './bulk-change.ts'

test('what was not touched is not sent', () => {
  expect(changeOf(unchanged)).toEqual({})
  expect(changeOf({ ...unchanged, taxRate: '21' })).toEqual({ taxRate: '21' })
})

test('a category can be taken away, an item switched off', () => {
  expect(changeOf({ ...unchanged, category: { categoryId: null }, active: 'no' })).toEqual({
    categoryId: null,
    active: false,
  })
})
