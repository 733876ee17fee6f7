import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { goodPassword, signUp } from '../testing/people.ts'
import { openShop, type Shop } from '../testing/shop.ts'
import { networkOf } from './network.ts'
import { throttle } from './throttle.ts'

let shop: Shop
let ahead = 0
beforeAll(async () => {
  shop = await openShop({ now: () => new Date(Date.now() + ahead) })
})
afterEach(() => {
  ahead = 0
})
afterAll(() => shop.close())

const login = (username: string, password: string, address: string) =>
  shop.as(null, { address }).auth.login({ username, password })
const fail = (username: string, address: string) =>
  login(username, 'not the password', address).catch((error) => error.domainCode as string)
const tooMany = { domainCode: 'TOO_MANY_REQUESTS', details: { retryAfterSeconds: expect.any(Number) } }

describe('failed sign-ins', () => {
  it('make the account wait at that address, longer each time, also with the right password', async () => {
    const { username } = await signUp(shop, 'PLANNER')
    for (let i = 0; i < 5; i++) expect(await fail(username, '192.0.2.1')).toBe('UNAUTHENTICATED')
    const first = await login(username, goodPassword, '192.0.2.1').catch((error) => error)
    expect(first).toMatchObject(tooMany)
    expect(first.details.retryAfterSeconds).toBeLessThanOrEqual(2)
    ahead += 2_100
    expect(await fail(username.toUpperCase(), '192.0.2.1')).toBe('UNAUTHENTICATED')
    const second = await login(username, goodPassword, '192.0.2.1').catch((error) => error)
    expect(second.details.retryAfterSeconds).toBeGreaterThan(2)
    ahead += 4_100
    await login(username, goodPassword, '192.0.2.1')
    expect(await fail(username, '192.0.2.1')).toBe('UNAUTHENTICATED')
    await login(username, goodPassword, '192.0.2.1')
  })

  it('wait no longer than fifteen minutes, and are forgotten after an hour', async () => {
    const limits = throttle(shop.deps)
    for (let i = 0; i < 30; i++) await limits.signInFailed('patient', '192.0.2.2')
    ahead = 899_000
    await expect(limits.requireSignIn('patient', '192.0.2.2')).rejects.toMatchObject(tooMany)
    ahead = 901_000
    await limits.requireSignIn('patient', '192.0.2.2')
    ahead = 3_601_000
    await limits.signInFailed('patient', '192.0.2.2')
    await limits.requireSignIn('patient', '192.0.2.2')
  })

  it('at other addresses never keep the owner out', async () => {
    const { username } = await signUp(shop, 'PLANNER')
    const limits = throttle(shop.deps)
    for (let i = 0; i < 100; i++) await limits.signInFailed(username, `198.51.100.${i}`)
    await login(username, goodPassword, '192.0.2.3')
    // But each further address has a single free attempt now.
    expect(await fail(username, '192.0.2.4')).toBe('UNAUTHENTICATED')
    await expect(login(username, goodPassword, '192.0.2.4')).rejects.toMatchObject(tooMany)
  })

  it('of many accounts make the address wait, and no other', async () => {
    const { username } = await signUp(shop, 'PLANNER')
    const limits = throttle(shop.deps)
    for (let i = 0; i < 30; i++) await limits.signInFailed(`guess${i}`, '192.0.2.5')
    await expect(login(username, goodPassword, '192.0.2.5')).rejects.toMatchObject(tooMany)
    await login(username, goodPassword, '192.0.2.6')
  })

  it('are counted alike for users that do not exist', async () => {
    for (let i = 0; i < 5; i++) expect(await fail('ghost', '192.0.2.7')).toBe('UNAUTHENTICATED')
    expect(await fail('ghost', '192.0.2.7')).toBe('TOO_MANY_REQUESTS')
  })

  it('let a burst try no more than a few times', async () => {
    const { username } = await signUp(shop, 'PLANNER')
    const answers = await Promise.all(Array.from({ length: 40 }, () => fail(username, '192.0.2.8')))
    const tried = answers.filter((code) => code === 'UNAUTHENTICATED')
    expect(tried.length).toBeLessThanOrEqual(8)
    expect(answers.filter((code) => code === 'TOO_MANY_REQUESTS')).toHaveLength(40 - tried.length)
  })

  it('count every one of many at once', async () => {
    const limits = throttle(shop.deps)
    await Promise.all(Array.from({ length: 25 }, () => limits.signInFailed('many', '192.0.2.9')))
    const rows = await shop.deps.prisma.loginThrottle.findMany({ where: { key: { startsWith: 'pair' } } })
    expect(rows.some((row) => row.failures === 25)).toBe(true)
  })

  it('leave nothing readable behind', async () => {
    await fail('my secret password in the wrong field', '192.0.2.10')
    const rows = await shop.deps.prisma.loginThrottle.findMany()
    expect(JSON.stringify(rows)).not.toContain('secret')
  })

  it('do not slow down people who sign in well, however many at once', async () => {
    const { username } = await signUp(shop, 'PLANNER')
    const many = Array.from({ length: 20 }, () => login(username, goodPassword, '192.0.2.11'))
    expect(await Promise.all(many)).toHaveLength(20)
  })
})

describe('an address', () => {
  it.each([
    [undefined, 'unknown'],
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
  ])('%s counts as %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
