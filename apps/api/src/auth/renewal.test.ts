import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { byToken, cookieJar, goodPassword, signUp } from '../testing/people.ts'
import { openShop, type Shop } from '../testing/shop.ts'
import { createAuthenticator } from './authenticate.ts'
import { sweepIdentity } from './sweep.ts'

let shop: Shop
let ahead = 0
beforeAll(async () => {
  shop = await openShop({ now: () => new Date(Date.now() + ahead) })
})
afterEach(() => {
  ahead = 0
})
afterAll(() => shop.close())

const days = 24 * 3_600_000
const unauthenticated = { domainCode: 'UNAUTHENTICATED' }
const refresh = (refreshToken: string) => shop.as(null).auth.refresh({ refreshToken })

async function login(roleCode = 'PLANNER') {
  const { username, userId } = await signUp(shop, roleCode)
  return { username, userId, ...(await shop.as(null).auth.login({ username, password: goodPassword })) }
}

async function browser() {
  const { username } = await signUp(shop, 'PLANNER')
  const jar = cookieJar()
  await shop.as(null, { browser: jar }).auth.signIn({ username, password: goodPassword })
  return jar
}

const isGood = async (accessToken: string | undefined) =>
  (await createAuthenticator(shop.deps).byToken(accessToken ?? '')) !== null

describe('a refresh token', () => {
  it('is spent for a new pair, again and again', async () => {
    let { refreshToken } = await login()
    for (let i = 0; i < 3; i++) {
      const next = await refresh(refreshToken)
      expect(next.refreshToken).not.toBe(refreshToken)
      expect(next.expiresIn).toBe(600)
      expect(await isGood(next.accessToken)).toBe(true)
      refreshToken = next.refreshToken
    }
  })

  it('that comes back spent ends the whole session, for good, and the history says so', async () => {
    const { refreshToken, accessToken, userId } = await login()
    const next = await refresh(refreshToken)
    await expect(refresh(refreshToken)).rejects.toMatchObject(unauthenticated)
    expect(await isGood(accessToken)).toBe(false)
    expect(await isGood(next.accessToken)).toBe(false)
    await expect(refresh(next.refreshToken)).rejects.toMatchObject(unauthenticated)
    const events = await shop.deps.prisma.event.findMany({ where: { entity: 'user', entityId: userId } })
    expect(events.map((event) => event.type)).toEqual(['user.sessionRevoked'])
  })

  it('spent twice at the same moment gives at most one pair, and ends the session', async () => {
    const { refreshToken } = await login()
    const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => refresh(refreshToken)))
    const won = attempts.filter((attempt) => attempt.status === 'fulfilled')
    expect(won).toHaveLength(1)
    expect(await isGood(won[0]?.value.accessToken)).toBe(false)
  })

  it('does not touch the person’s other sessions', async () => {
    const { username, refreshToken } = await login()
    const other = await shop.as(null).auth.login({ username, password: goodPassword })
    await refresh(refreshToken)
    await refresh(refreshToken).catch(() => {})
    expect(await isGood(other.accessToken)).toBe(true)
  })

  it('ends after fourteen days unspent, and the session after ninety, however often renewed', async () => {
    const first = await login()
    ahead = 14 * days + 1_000
    await expect(refresh(first.refreshToken)).rejects.toMatchObject(unauthenticated)
    ahead = 0
    let { refreshToken } = await login()
    for (ahead = 10 * days; ahead < 90 * days; ahead += 10 * days)
      refreshToken = (await refresh(refreshToken)).refreshToken
    ahead = 90 * days + 1_000
    await expect(refresh(refreshToken)).rejects.toMatchObject(unauthenticated)
  })

  it('is stored as a hash only', async () => {
    const { refreshToken } = await login()
    const rows = await shop.deps.prisma.refreshToken.findMany()
    expect(JSON.stringify(rows)).not.toContain(refreshToken)
    expect(refreshToken).toMatch(/^fwr_[\w-]{43}$/)
  })

  it('that is none of ours is refused without a look', async () => {
    for (const token of ['x', `fwr_${'A'.repeat(43)}`, 'fwr_\0', "'; DROP TABLE session; --"])
      await expect(refresh(token)).rejects.toMatchObject(unauthenticated)
  })

  it('is refused for a deactivated person', async () => {
    const { refreshToken, userId } = await login()
    await shop.deps.prisma.user.update({ where: { id: userId }, data: { active: false } })
    await expect(refresh(refreshToken)).rejects.toMatchObject(unauthenticated)
  })
})

describe('two tabs of one browser that renew together', () => {
  it('both go on, with one new token between them', async () => {
    const jar = await browser()
    const second = { ...jar }
    const spent = jar.refreshToken
    const answers = await Promise.all([jar, second].map((tab) => shop.as(null, { browser: tab }).auth.renew()))
    expect(answers[0]?.user.id).toBe(answers[1]?.user.id)
    const cookies = [jar, second].filter((tab) => tab.refreshToken !== spent)
    expect(cookies).toHaveLength(1)
    expect(await isGood(cookies[0]?.accessToken)).toBe(true)
    await shop.as(null, { browser: cookies[0] }).auth.renew()
  })

  it('get nothing for a spent token, and once the moment is over it ends the session', async () => {
    const jar = await browser()
    const thief = { ...jar }
    await shop.as(null, { browser: jar }).auth.renew()
    const stolen = { ...thief }
    await shop.as(null, { browser: thief }).auth.renew()
    expect(thief).toEqual(stolen)
    expect(await isGood(jar.accessToken)).toBe(true)
    ahead = 11_000
    await expect(shop.as(null, { browser: thief }).auth.renew()).rejects.toMatchObject(unauthenticated)
    expect(thief.refreshToken).toBeUndefined()
    expect(await isGood(jar.accessToken)).toBe(false)
  })

  it('have no grace outside a browser', async () => {
    const jar = await browser()
    const spent = jar.refreshToken ?? ''
    await shop.as(null, { browser: jar }).auth.renew()
    await expect(refresh(spent)).rejects.toMatchObject(unauthenticated)
    expect(await isGood(jar.accessToken)).toBe(false)
  })

  it('are signed out without a cookie', async () => {
    const renewal = shop.as(null, { browser: cookieJar() }).auth.renew()
    await expect(renewal).rejects.toMatchObject(unauthenticated)
  })
})

describe('logging out', () => {
  it('refuses the access token at once, and may be repeated', async () => {
    const { accessToken, refreshToken } = await login()
    const api = await byToken(shop, accessToken)
    expect(await api.auth.logout()).toEqual({ ok: true })
    expect(await isGood(accessToken)).toBe(false)
    await expect(refresh(refreshToken)).rejects.toMatchObject(unauthenticated)
    expect(await api.auth.logout({})).toEqual({ ok: true })
    expect(await shop.as(null).auth.logout({})).toEqual({ ok: true })
    expect(await shop.as(null).auth.logout({ refreshToken: 'nonsense' })).toEqual({ ok: true })
  })

  it('works with the refresh token alone, also a spent one', async () => {
    for (const spend of [false, true]) {
      const { accessToken, refreshToken } = await login()
      if (spend) await refresh(refreshToken)
      await shop.as(null).auth.logout({ refreshToken })
      expect(await isGood(accessToken)).toBe(false)
    }
  })

  it('clears a browser’s cookies', async () => {
    const jar = await browser()
    const { accessToken } = jar
    await shop.as(null, { browser: jar }).auth.logout()
    expect([jar.accessToken, jar.refreshToken]).toEqual([undefined, undefined])
    expect(await isGood(accessToken)).toBe(false)
  })
})

describe('sweeping', () => {
  it('removes what has ended and keeps what lives', async () => {
    const old = await login()
    ahead = 60 * days
    const { accessToken, refreshToken } = await login()
    await sweepIdentity(shop.deps)
    const left = await shop.deps.prisma.session.findMany({ select: { userId: true } })
    expect(left.map((session) => session.userId)).not.toContain(old.userId)
    expect(await isGood(accessToken)).toBe(true)
    await refresh(refreshToken)
  })
})
