import { expect, it } from 'vitest'
import { code39 } from './code39.ts'

it('draws start, signs and stop, each of five bars with three wide elements', () => {
  const code = code39('WO-000012')
  expect(code?.bars).toHaveLength(11 * 5)
  // Six narrow and three wide elements a sign, and a gap between two.
  expect(code?.width).toBe(11 * 15 + 10)
})

it('gives every sign a pattern of its own with exactly three wide elements', () => {
  const alphabet = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. /']
  const drawn = alphabet.map((sign) => JSON.stringify(code39(sign)))
  expect(new Set(drawn).size).toBe(alphabet.length)
  for (const sign of alphabet) expect(code39(sign)?.width).toBe(3 * 15 + 2)
})

it('has no bars for what it cannot say', () => {
  expect(code39('ä')).toBeNull()
  expect(code39('')).toBeNull()
})
