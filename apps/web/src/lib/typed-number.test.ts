import { expect, test } from 'vitest'
import { decimalOf } from './typed-number.ts'

test.each([
  ['12', '12'],
  ['12.5', '12.5'],
  [' 1 250.50 ', '1250.50'],
  ["1'250.5", '1250.5'],
  ['1.250,50', '1250.50'],
  ['1,250.50', '1250.50'],
  ['1,234,567', '1234567'],
  ['12,5', '12.5'],
  ['€ 9.90', '9.90'],
  ['9,90 EUR', '9.90'],
  ['007', '7'],
  ['.5', '0.5'],
  ['5.', '5'],
  ['-3', '-3'],
])('%j is read as %j', (typed, plain) => expect(decimalOf(typed, false)).toBe(plain))

test('a comma before three digits groups or divides as the reader writes numbers', () => {
  expect(decimalOf('1,250', false)).toBe('1250')
  expect(decimalOf('1,250', true)).toBe('1.250')
})

test.each(['', 'abc', '1e3', '12a', '.', '-', '1 to 2'])('%j is no number', (typed) => {
  expect(decimalOf(typed, false)).toBeNull()
})
