import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { byToken, goodPassword, signUp } from '../testing/people.ts'
import { openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const signIn = async (username: string, userAgent: string) => {
  const { accessToken } = await shop
    .as(null, { userAgent, address: '10.0.0.7' })
    .auth.login({ username, password: goodPassword })
  return { token: accessToken, api: await byToken(shop, accessToken) }
}

describe('one’s own sessions', () => {
  it('are listed with where they came from, and which one asks', async () => {
    const { username } = await signUp(shop, 'PLANNER')
    await signIn(username, 'Tablet')
    const desk = await signIn(username, 'Desk')
    const { items } = await desk.api.auth.sessions()
    expect(items.map(({ userAgent, current, address }) => [userAgent, current, address]).toSorted()).toEqual([
      ['Desk', true, '10.0.0.7'],
      ['Tablet', false, '10.0.0.7'],
    ])
    expect(JSON.stringify(items)).not.toContain(desk.token)
  })

  it('can be ended, one or all others, from the next call on, and the history says so', async () => {
    const { username, userId } = await signUp(shop, 'PLANNER')
    const [tablet, phone, desk] = [
      await signIn(username, 'T'),
      await signIn(username, 'P'),
      await signIn(username, 'D'),
    ]
    const { items } = await desk.api.auth.sessions()
    await desk.api.auth.endSession({ id: items.find(({ userAgent }) => userAgent === 'T')?.id ?? '' })
    await expect((await byToken(shop, tablet.token)).auth.me()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    await (await byToken(shop, phone.token)).auth.me()
    await desk.api.auth.endOtherSessions()
    await expect((await byToken(shop, phone.token)).auth.me()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    expect((await desk.api.auth.sessions()).items).toMatchObject([{ current: true }])
    const events = await shop.deps.prisma.event.findMany({ where: { entity: 'user', entityId: userId } })
    expect(events.map(({ type, payload }) => [type, payload])).toEqual([
      ['user.sessionRevoked', { reason: 'ended' }],
      ['user.sessionRevoked', { reason: 'ended' }],
    ])
  })

  it('are nobody else’s to see or end, nor a key’s', async () => {
    const [ann, bob] = [await signUp(shop, 'PLANNER'), await signUp(shop, 'SUPERADMIN')]
    const annAt = await signIn(ann.username, 'Ann')
    const bobAt = await signIn(bob.username, 'Bob')
    const { items } = await annAt.api.auth.sessions()
    const id = items[0]?.id ?? ''
    await expect(bobAt.api.auth.endSession({ id })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
    await annAt.api.auth.me()
    const key = shop.as({ ...(await shop.person('PLANNER')), userId: ann.userId, apiKeyId: 1 })
    await expect(key.auth.sessions()).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
    await expect(key.auth.endOtherSessions()).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
  })
})
