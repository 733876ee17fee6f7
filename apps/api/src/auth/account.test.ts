import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServices } from '../services.ts'
import { byToken, goodPassword, signUp } from '../testing/people.ts'
import { openShop, type Shop } from '../testing/shop.ts'
import { createAuthenticator } from './authenticate.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

let count = 0
const newcomer = () => {
  const username = `newcomer${++count}`
  return { username, email: `${username}@example.com`, password: goodPassword }
}

async function signedIn(roleCode: string) {
  const person = await signUp(shop, roleCode)
  const login = await shop.as(null).auth.login({ username: person.username, password: goodPassword })
  return { ...person, ...login, api: await byToken(shop, login.accessToken) }
}

describe('registering oneself', () => {
  it('makes a viewer without a role of their choosing, without menus and without a token', async () => {
    const input = { ...newcomer(), firstName: 'New', roleId: 1, role: 'SUPERADMIN', roleAssigned: true }
    const me = await shop.as(null).auth.register(input)
    expect(me).toMatchObject({ username: input.username, firstName: 'New', roleAssigned: false })
    expect(me.role.code).toBe('VIEWER')
    expect(JSON.stringify(me)).not.toMatch(/token/i)
    const { menus, permissions } = await shop.as(null).auth.login(input)
    expect(menus).toEqual([])
    expect(permissions).toContain('frame.read')
    expect(permissions).not.toContain('user.read')
  })

  it('refuses names that are taken, regardless of case, together or one after the other', async () => {
    const first = newcomer()
    await shop.as(null).auth.register(first)
    const sameName = { ...newcomer(), username: first.username.toUpperCase() }
    const sameMail = { ...newcomer(), email: first.email.toUpperCase() }
    await expect(shop.as(null).auth.register(sameName)).rejects.toMatchObject({
      domainCode: 'DUPLICATE',
      details: { field: 'username' },
    })
    await expect(shop.as(null).auth.register(sameMail)).rejects.toMatchObject({
      domainCode: 'DUPLICATE',
      details: { field: 'email' },
    })
    const racing = newcomer()
    const race = await Promise.allSettled([1, 2, 3].map(() => shop.as(null).auth.register(racing)))
    expect(race.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1)
    for (const lost of race.filter((attempt) => attempt.status === 'rejected'))
      expect(lost.reason).toMatchObject({ domainCode: 'DUPLICATE' })
  })

  it('does not take an underscore in a name for any letter', async () => {
    await shop.as(null).auth.register({ ...newcomer(), username: 'under1score' })
    await shop.as(null).auth.register({ ...newcomer(), username: 'under_score' })
  })

  it('refuses somebody else’s address as a username', async () => {
    const { email } = newcomer()
    const attempt = shop.as(null).auth.register({ ...newcomer(), username: email })
    await expect(attempt).rejects.toMatchObject({ domainCode: 'INVALID_INPUT' })
    const own = newcomer()
    await shop.as(null).auth.register({ ...own, username: own.email })
    expect((await shop.as(null).auth.login({ ...own, username: own.email })).user.email).toBe(own.email)
  })

  it('is refused where registration is closed', async () => {
    const services = createServices({ ...shop.deps, config: { ...shop.deps.config, registrationOpen: false } })
    const attempt = shop.as(null, { services }).auth.register(newcomer())
    await expect(attempt).rejects.toMatchObject({ domainCode: 'RULE_VIOLATED' })
  })

  it('is slowed down for an address that does nothing else', async () => {
    const stranger = shop.as(null, { address: '203.0.113.1' })
    await shop.deps.prisma.loginThrottle.deleteMany()
    await stranger.auth.register(newcomer())
    await shop.deps.prisma.loginThrottle.updateMany({ data: { failures: 29 } })
    await stranger.auth.register(newcomer())
    await expect(stranger.auth.register(newcomer())).rejects.toMatchObject({ domainCode: 'TOO_MANY_REQUESTS' })
  })

  it('keeps passwords out of the history and of every column but one', async () => {
    const input = { ...newcomer(), password: 'a very particular password' }
    await shop.as(null).auth.register(input)
    const { prisma } = shop.deps
    const everything = [await prisma.event.findMany(), await prisma.user.findMany()]
    const written = JSON.stringify(everything, (_, value) => (typeof value === 'bigint' ? Number(value) : value))
    expect(written).not.toContain(input.password)
    expect(JSON.stringify(everything[0], (_, value) => (typeof value === 'bigint' ? 0 : value))).not.toMatch(/argon2/)
  })
})

describe('one’s own account', () => {
  it('is told with what it may do and until when', async () => {
    const { api, username } = await signedIn('GLAZER')
    const verified = await api.auth.verify()
    expect(verified).toMatchObject({ valid: true, user: { username } })
    expect(Date.parse(verified.expiresAt ?? '') - Date.now()).toBeGreaterThan(590_000)
    expect(verified.menus).toEqual(await api.menu.mine())
    expect((await api.auth.me()).username).toBe(username)
  })

  it('can be changed, but not to a taken address', async () => {
    const { api, userId } = await signedIn('GLAZER')
    const other = await signUp(shop, 'GLAZER')
    expect(await api.auth.updateMe({ firstName: 'Ada', email: 'ada@example.com' })).toMatchObject({
      firstName: 'Ada',
      lastName: 'Tester',
      email: 'ada@example.com',
    })
    await expect(api.auth.updateMe({ email: `${other.username}@EXAMPLE.com` })).rejects.toMatchObject({
      domainCode: 'DUPLICATE',
    })
    await api.auth.updateMe({ email: 'ADA@example.com' })
    const events = await shop.deps.prisma.event.findMany({ where: { entity: 'user', entityId: userId } })
    expect(events[0]).toMatchObject({ type: 'user.updated', actorId: userId, ownerId: userId })
  })

  it('keeps a username that is the address the same as the address', async () => {
    const own = newcomer()
    await shop.as(null).auth.register({ ...own, username: own.email })
    const { accessToken } = await shop.as(null).auth.login({ ...own, username: own.email })
    const moved = await (await byToken(shop, accessToken)).auth.updateMe({ email: 'moved@example.com' })
    expect(moved.username).toBe('moved@example.com')
  })

  it('changes its password with the current one only, and ends every other session', async () => {
    const { api, username, accessToken } = await signedIn('GLAZER')
    const other = await shop.as(null).auth.login({ username, password: goodPassword })
    const newPassword = 'an even better password'
    await expect(api.auth.changePassword({ currentPassword: 'wrong', newPassword })).rejects.toMatchObject({
      domainCode: 'RULE_VIOLATED',
    })
    await api.auth.changePassword({ currentPassword: goodPassword, newPassword })
    const authenticator = createAuthenticator(shop.deps)
    expect(await authenticator.byToken(accessToken)).not.toBeNull()
    expect(await authenticator.byToken(other.accessToken)).toBeNull()
    await expect(shop.as(null).auth.refresh(other)).rejects.toMatchObject({ domainCode: 'UNAUTHENTICATED' })
    await expect(shop.as(null).auth.login({ username, password: goodPassword })).rejects.toThrow()
    await shop.as(null).auth.login({ username, password: newPassword })
  })

  it('does not let whoever found a session guess the password', async () => {
    const { api } = await signedIn('GLAZER')
    const guess = () =>
      api.auth
        .changePassword({ currentPassword: 'wrong', newPassword: goodPassword })
        .catch((error) => error.domainCode as string)
    const codes = []
    for (let i = 0; i < 6; i++) codes.push(await guess())
    expect(codes.at(-1)).toBe('TOO_MANY_REQUESTS')
  })
})

describe('what an administrator changes counts from the next call on', () => {
  it('a permission of the role', async () => {
    const boss = await shop.role('SUPERADMIN')
    const role = await boss.api.role.create({ code: 'NEXT_CALL', name: 'Next call', permissions: ['frame.read'] })
    const { accessToken, userId } = await signedIn('GLAZER')
    await boss.api.user.update({ id: userId, roleId: role.id })
    await (await byToken(shop, accessToken)).frame.list({})
    await boss.api.role.update({ id: role.id, permissions: ['item.read'] })
    const api = await byToken(shop, accessToken)
    await expect(api.frame.list({})).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
    expect((await api.auth.verify()).permissions).toEqual(['item.read'])
    expect((await api.menu.mine()).map((menu) => menu.key)).toEqual(['items'])
  })

  it('the role, the password, and whether the account is active', async () => {
    const boss = await shop.role('SUPERADMIN')
    const authenticator = createAuthenticator(shop.deps)
    const planner = await shop.deps.prisma.role.findUniqueOrThrow({ where: { code: 'PLANNER' } })
    const { accessToken, userId, username } = await signedIn('GLAZER')
    await boss.api.user.update({ id: userId, roleId: planner.id })
    expect(await authenticator.byToken(accessToken)).toMatchObject({ roleCode: 'PLANNER' })
    await boss.api.user.setPassword({ id: userId, password: 'set by the boss' })
    expect(await authenticator.byToken(accessToken)).toBeNull()
    const again = await shop.as(null).auth.login({ username, password: 'set by the boss' })
    await boss.api.user.update({ id: userId, active: false })
    expect(await authenticator.byToken(again.accessToken)).toBeNull()
    await boss.api.user.update({ id: userId, active: true })
    expect(await authenticator.byToken(again.accessToken)).toBeNull()
  })
})
