import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goodPassword, signUp } from '../testing/people.ts'
import { openShop, type Shop } from '../testing/shop.ts'
import { requireGuessless } from './password-rules.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const owner = { username: 'annabelle', email: 'anna.bell@example.com' }

describe('a new password', () => {
  it.each(['password123', 'QWERTYUIOP', '1q2w3e4r5t', 'Basketball'])(
    'is not one of the commonest: %s',
    async (common) => {
      await expect(requireGuessless(common, owner, 'password')).rejects.toThrow(/commonest/)
    },
  )

  it.each(['annabelle2026!', 'ANNABELLE', 'anna.bell@example.com', 'anna.bell99', 'Framewright1'])(
    'is not its owner’s name, nor ours: %s',
    async (name) => {
      await expect(requireGuessless(name, owner, 'password')).rejects.toThrow(/name anybody would try/)
    },
  )

  it.each([goodPassword, 'belle annabelle anna', 'eine lange Zeile ohne Ziffern'])(
    'may be anything else: %s',
    async (fine) => {
      await expect(requireGuessless(fine, owner, 'password')).resolves.toBeUndefined()
    },
  )

  it('is judged wherever one is chosen', async () => {
    const password = 'password123'
    const refused = { domainCode: 'INVALID_INPUT', details: { fields: [{ path: expect.stringMatching(/password/i) }] } }
    const names = { username: 'weak', email: 'weak@example.com' }
    await expect(shop.as(null).auth.register({ ...names, password })).rejects.toMatchObject(refused)
    const { api } = await shop.role('SUPERADMIN')
    const role = await shop.deps.prisma.role.findUniqueOrThrow({ where: { code: 'VIEWER' } })
    await expect(api.user.create({ ...names, roleId: role.id, password })).rejects.toMatchObject(refused)
    const { userId, username } = await signUp(shop, 'VIEWER')
    await expect(api.user.setPassword({ id: userId, password })).rejects.toMatchObject(refused)
    const caller = { ...(await shop.person('VIEWER')), userId }
    const change = { currentPassword: goodPassword, newPassword: password }
    await expect(shop.as(caller).auth.changePassword(change)).rejects.toMatchObject(refused)
    await shop.as(null).auth.login({ username, password: goodPassword })
  })
})
