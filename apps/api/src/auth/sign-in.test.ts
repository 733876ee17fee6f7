import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { byToken, goodPassword, signUp } from '../testing/people.ts'
import { openShop, type Shop } from '../testing/shop.ts'
import { ensureFirstAdmin } from './first-start.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const from = (address: string) => shop.as(null, { address })

describe('the first start', () => {
  it('makes one administrator, also when two processes start at once, and says the password once', async () => {
    const made = await Promise.all([ensureFirstAdmin(shop.deps), ensureFirstAdmin(shop.deps)])
    const [admin] = made.filter((one) => one !== null)
    expect(made.filter((one) => one !== null)).toHaveLength(1)
    expect(admin).toEqual({ username: 'admin', password: expect.stringMatching(/^(\w{5}-){3}\w{5}$/) })
    const { user, permissions } = await from('10.0.0.1').auth.login({
      username: 'ADMIN',
      password: admin?.password ?? '',
    })
    expect(user.role.code).toBe('SUPERADMIN')
    expect(permissions).toContain('developer.tools')
    expect(await ensureFirstAdmin(shop.deps)).toBeNull()
  })
})

describe('signing in', () => {
  it('takes a username or an e-mail address, regardless of case', async () => {
    const { username, userId } = await signUp(shop, 'PLANNER')
    for (const login of [username, username.toUpperCase(), `${username}@EXAMPLE.com`]) {
      const { user, accessToken } = await from('10.0.0.2').auth.login({ username: login, password: goodPassword })
      expect(user.id).toBe(userId)
      expect(user.lastLogin).not.toBeNull()
      expect(await (await byToken(shop, accessToken)).auth.verify()).toMatchObject({ valid: true, user: { username } })
    }
  })
})
