import { permissionNames } from '@framewright/contracts/permissions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { byToken, cookieJar, goodPassword, signUp } from '../testing/people.ts'
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
    const password = admin?.password ?? ''
    const { user, permissions } = await from('10.0.0.1').auth.login({ username: 'ADMIN', password })
    expect(user.role.code).toBe('SUPERADMIN')
    expect(permissions).toEqual(permissionNames)
    expect(await ensureFirstAdmin(shop.deps)).toBeNull()
  })

  it.each([
    [{ email: 'boss@example.com', password: 'given password' }, 'boss', false],
    [{ email: 'boss@example.com', password: undefined }, 'boss', true],
    [{ email: undefined, password: 'given password' }, 'admin', false],
    [{ email: 'x@example.com', password: 'given password' }, 'x@example.com', false],
  ])('takes name and password from %j', async (admin, username, madeUp) => {
    const fresh = await openShop()
    try {
      const deps = { ...fresh.deps, config: { ...fresh.deps.config, admin } }
      const made = await ensureFirstAdmin(deps)
      expect(made).toEqual({ username, password: madeUp ? expect.any(String) : null })
      const password = made?.password ?? admin.password ?? ''
      expect((await fresh.as(null).auth.login({ username, password })).user.role.code).toBe('SUPERADMIN')
    } finally {
      await fresh.close()
    }
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

  it('answers alike for an unknown user, a wrong password and a deactivated account', async () => {
    const { username } = await signUp(shop, 'PLANNER')
    const gone = await signUp(shop, 'PLANNER')
    await shop.deps.prisma.user.update({ where: { id: gone.userId }, data: { active: false } })
    const attempts = [
      { username, password: 'not the password' },
      { username: 'nobody-at-all', password: goodPassword },
      { username: 'nobody@example.com', password: goodPassword },
      { username: 'no\0body', password: goodPassword },
      { username: gone.username, password: goodPassword },
      { username: '%', password: goodPassword },
    ]
    const answers = []
    for (const attempt of attempts)
      answers.push(
        await from('10.0.0.3')
          .auth.login(attempt)
          .catch((error) => error.toBody()),
      )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  it('takes about as long for an unknown user as for a wrong password', async () => {
    const { username } = await signUp(shop, 'PLANNER')
    const time = async (login: string, address: string) => {
      const began = performance.now()
      await from(address)
        .auth.login({ username: login, password: 'not the password' })
        .catch(() => {})
      return performance.now() - began
    }
    const known = []
    const unknown = []
    for (let i = 0; i < 7; i++) {
      known.push(await time(username, `10.0.4.${i}`))
      unknown.push(await time(`ghost${i}`, `10.0.5.${i}`))
    }
    const median = (times: number[]) => times.sort((a, b) => a - b)[3] ?? 0
    // Without a hash to verify, an unknown user would be answered many times faster.
    expect(median(unknown)).toBeGreaterThan(median(known) / 3)
  })

  it('puts a browser’s tokens into its cookies and not into the answer, and ends the session they held before', async () => {
    const { username } = await signUp(shop, 'PLANNER')
    const jar = cookieJar()
    const browser = shop.as(null, { browser: jar })
    const answer = await browser.auth.signIn({ username, password: goodPassword })
    expect(answer.user.username).toBe(username)
    expect(answer.expiresIn).toBe(600)
    const first = jar.accessToken ?? ''
    expect(JSON.stringify(answer)).not.toContain(first)
    await expect((await byToken(shop, first)).auth.verify()).resolves.toMatchObject({ valid: true })
    await browser.auth.signIn({ username, password: goodPassword })
    await expect((await byToken(shop, first)).auth.verify()).rejects.toMatchObject({ domainCode: 'UNAUTHENTICATED' })
  })

  it('needs cookies for what is for browsers', async () => {
    const { username } = await signUp(shop, 'PLANNER')
    const attempt = shop.as(null).auth.signIn({ username, password: goodPassword })
    await expect(attempt).rejects.toMatchObject({ domainCode: 'INVALID_INPUT' })
  })

  it('gives the menus the permissions allow, and none before a role is assigned', async () => {
    const glazer = await signUp(shop, 'GLAZER')
    const { menus, permissions } = await from('10.0.0.7').auth.login({ ...glazer, password: goodPassword })
    expect(menus.map((menu) => menu.key)).toEqual([
      'bench',
      'work-orders',
      'production-orders',
      'schedule',
      'machines',
      'frames',
      'items',
    ])
    expect(permissions).toContain('task.glazing')
    await shop.deps.prisma.user.update({ where: { id: glazer.userId }, data: { roleAssigned: false } })
    expect((await from('10.0.0.7').auth.login({ ...glazer, password: goodPassword })).menus).toEqual([])
  })

  it('hashes anew what was hashed with weaker parameters', async () => {
    const { username, userId } = await signUp(shop, 'VIEWER')
    const argon2 = (await import('argon2')).default
    const weak = await argon2.hash(goodPassword, { memoryCost: 8_192, timeCost: 1, parallelism: 1 })
    await shop.deps.prisma.user.update({ where: { id: userId }, data: { passwordHash: weak } })
    await from('10.0.0.8').auth.login({ username, password: goodPassword })
    const { passwordHash } = await shop.deps.prisma.user.findUniqueOrThrow({ where: { id: userId } })
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,/)
    await from('10.0.0.8').auth.login({ username, password: goodPassword })
  })
})
