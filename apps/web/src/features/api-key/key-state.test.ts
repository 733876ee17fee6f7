import { expect, test } from 'vitest'
import { keyState } from './key-state.ts'

const now = Date.parse('2026-03-01T12:00:00Z')

test('a key works until it is revoked or its time is over', () => {
  expect(keyState({ revokedAt: null, expiresAt: null }, now)).toBe('ACTIVE')
  expect(keyState({ revokedAt: null, expiresAt: '2026-03-01T12:00:01Z' }, now)).toBe('ACTIVE')
  expect(keyState({ revokedAt: null, expiresAt: '2026-03-01T12:00:00Z' }, now)).toBe('EXPIRED')
  expect(keyState({ revokedAt: '2026-02-01T00:00:00Z', expiresAt: '2026-01-01T00:00:00Z' }, now)).toBe('REVOKED')
})
