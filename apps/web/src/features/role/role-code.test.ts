import { expect, test } from 'vitest'
import { roleCode } from './role-code.ts'

test.each([
  ['Night shift', 'NIGHT_SHIFT'],
  ['  2nd Prüfer & Co. ', 'ND_PRUFER_CO'],
  ['???', ''],
])('%j is coded as %j', (name, code) => expect(roleCode(name)).toBe(code))
