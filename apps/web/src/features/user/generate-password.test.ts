import { expect, test } from 'vitest'
import { generatePassword } from './generate-password.ts'

test('a password is four groups of five legible characters, and never the same', () => {
  const made = Array.from({ length: 200 }, generatePassword)
  for (const password of made) expect(password).toMatch(/^([a-hj-km-zA-HJ-NP-Z2-9]{5}-){3}[a-hj-km-zA-HJ-NP-Z2-9]{5}$/)
  expect(new Set(made).size).toBe(200)
})
