import { Email } from '@framewright/contracts/auth/auth.schema'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { plainEmail } from './field.ts'

it('a plain e-mail address is one that the schema takes too', () => {
  fc.assert(
    fc.property(fc.stringMatching(plainEmail), (address) => {
      fc.pre(address.length <= 254)
      expect(Email.safeParse(address).success, address).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})
