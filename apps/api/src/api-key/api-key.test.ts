import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createAuthenticator } from '../auth/authenticate.ts'
import { openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let ahead = 0
beforeAll(async () => {
  shop = await openShop({ now: () => new Date(Date.now() + ahead) })
})
afterEach(() => {
  ahead = 0
})
afterAll(() => shop.close())

const byKey = (key: string) => createAuthenticator(shop.deps).byApiKey(key)
const forbidden = { domainCode: 'FORBIDDEN' }

describe('an API key', () => {
  it('is shown once, works within its scopes, and is stored as a hash only', async () => {
    const { api, caller } = await shop.role('ADMIN')
    const made = await api.apiKey.create({ name: 'Shop floor display', scopes: ['frame.read', 'stock.read'] })
    expect(made.key).toMatch(/^fwk_[\w-]{43}$/)
    expect(made.key.startsWith(made.prefix)).toBe(true)
    const found = await byKey(made.key)
    expect(found).toMatchObject({ userId: caller.userId, apiKeyId: made.id })
    expect(found?.sessionId).toBeUndefined()
    const service = shop.as(found)
    await service.frame.list({})
    await expect(service.user.list({})).rejects.toMatchObject(forbidden)
    const { items } = await api.apiKey.list()
    expect(items).toMatchObject([{ id: made.id, name: 'Shop floor display', scopes: ['frame.read', 'stock.read'] }])
    const { prisma } = shop.deps
    const everything = [await prisma.apiKey.findMany(), await prisma.event.findMany(), items]
    const written = JSON.stringify(everything, (_, value) => (typeof value === 'bigint' ? Number(value) : value))
    expect(written).not.toContain(made.key)
    expect(await service.auth.verify()).toMatchObject({ permissions: ['frame.read', 'stock.read'], expiresAt: null })
  })

  it('never does more than its owner may at that moment', async () => {
    const { api, caller } = await shop.role('ADMIN')
    const { key } = await api.apiKey.create({ name: 'Reader', scopes: ['frame.read', 'user.read'] })
    const viewer = await shop.deps.prisma.role.findUniqueOrThrow({ where: { code: 'VIEWER' } })
    await shop.deps.prisma.user.update({ where: { id: caller.userId }, data: { roleId: viewer.id } })
    expect([...((await byKey(key))?.permissions ?? [])]).toEqual(['frame.read'])
    await shop.deps.prisma.user.update({ where: { id: caller.userId }, data: { active: false } })
    expect(await byKey(key)).toBeNull()
  })

  it('cannot be given scopes its owner does not hold', async () => {
    const { api } = await shop.role('ADMIN')
    const greedy = { name: 'Greedy', scopes: ['frame.read' as const, 'developer.tools' as const] }
    await expect(api.apiKey.create(greedy)).rejects.toMatchObject(forbidden)
  })

  it('cannot make another, nor change its owner’s account', async () => {
    const { api } = await shop.role('ADMIN')
    const { key } = await api.apiKey.create({ name: 'Parent', scopes: ['apiKey.write'] })
    const service = shop.as(await byKey(key))
    await expect(service.apiKey.create({ name: 'Child', scopes: ['apiKey.write'] })).rejects.toMatchObject(forbidden)
    await expect(service.auth.updateMe({ email: 'thief@example.com' })).rejects.toMatchObject(forbidden)
    await expect(
      service.auth.changePassword({ currentPassword: 'whatever', newPassword: 'long enough for it' }),
    ).rejects.toMatchObject(forbidden)
  })

  it('is refused from the next call on once revoked, also twice, and only by its owner', async () => {
    const { api } = await shop.role('ADMIN')
    const other = await shop.role('MANAGER')
    const { id, key } = await api.apiKey.create({ name: 'Short-lived', scopes: ['frame.read'] })
    await expect(other.api.apiKey.revoke({ id })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
    expect(await byKey(key)).not.toBeNull()
    await api.apiKey.revoke({ id })
    expect(await byKey(key)).toBeNull()
    expect(await api.apiKey.revoke({ id })).toEqual({ ok: true })
    expect((await api.apiKey.list()).items[0]?.revokedAt).not.toBeNull()
    expect((await other.api.apiKey.list()).items).toEqual([])
  })

  it('ends when it expires, and cannot have expired before', async () => {
    const { api } = await shop.role('ADMIN')
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString()
    const { key } = await api.apiKey.create({ name: 'For an hour', scopes: ['frame.read'], expiresAt: inAnHour })
    expect((await byKey(key))?.expiresAt).toEqual(new Date(inAnHour))
    ahead = 3_600_001
    expect(await byKey(key)).toBeNull()
    const late = { name: 'Too late', scopes: ['frame.read' as const], expiresAt: inAnHour }
    await expect(api.apiKey.create(late)).rejects.toMatchObject({ domainCode: 'INVALID_INPUT' })
  })

  it('records its last use to the minute', async () => {
    const { api } = await shop.role('ADMIN')
    const { id, key } = await api.apiKey.create({ name: 'Used', scopes: ['frame.read'] })
    const lastUsed = async () => (await shop.deps.prisma.apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt
    expect(await lastUsed()).toBeNull()
    await Promise.all(Array.from({ length: 10 }, () => byKey(key)))
    const first = await lastUsed()
    expect(first).not.toBeNull()
    ahead = 30_000
    await byKey(key)
    expect(await lastUsed()).toEqual(first)
    ahead = 61_000
    await byKey(key)
    expect((await lastUsed())?.getTime()).toBeGreaterThan(first?.getTime() ?? 0)
  })

  it('is not kept for whoever repeats the request', async () => {
    const { caller } = await shop.role('ADMIN')
    const once = shop.as(caller, { idempotencyKey: 'one-key' })
    const input = { name: 'Once', scopes: ['frame.read' as const] }
    const { key } = await once.apiKey.create(input)
    await expect(once.apiKey.create(input)).rejects.toMatchObject({ domainCode: 'CONFLICT' })
    expect((await shop.as(caller).apiKey.list()).items).toHaveLength(1)
    expect(JSON.stringify(await shop.deps.prisma.idempotencyKey.findMany())).not.toContain(key)
  })

  it('that is none of ours is nobody', async () => {
    for (const key of ['', 'x', `fwk_${'A'.repeat(43)}`, '\0', `fwr_${'A'.repeat(43)}`, 'a'.repeat(100_000)])
      expect(await byKey(key)).toBeNull()
  })

  it('needs the permission', async () => {
    const { api } = await shop.role('GLAZER')
    await expect(api.apiKey.create({ name: 'Mine', scopes: ['frame.read'] })).rejects.toMatchObject(forbidden)
  })

  it('is seen and revoked by whoever manages keys, and told of in its owner’s history', async () => {
    const owner = await shop.role('MANAGER')
    const { id, key } = await owner.api.apiKey.create({ name: 'Forgotten', scopes: ['frame.read'] })
    await expect(owner.api.apiKey.list({ all: true })).rejects.toMatchObject(forbidden)
    const { api } = await shop.role('ADMIN')
    const { items } = await api.apiKey.list({ all: true })
    expect(items.find((one) => one.id === id)).toMatchObject({ owner: { id: owner.caller.userId } })
    await api.apiKey.revoke({ id })
    expect(await byKey(key)).toBeNull()
    const [event] = await shop.deps.prisma.event.findMany({
      where: { type: 'user.apiKeyRevoked' },
      orderBy: { id: 'desc' },
    })
    expect(event).toMatchObject({ entityId: owner.caller.userId, payload: { apiKeyId: id, name: 'Forgotten' } })
  })

  it('is renamed and given another end by its owner alone, never brought back', async () => {
    const { api } = await shop.role('ADMIN')
    const { id } = await api.apiKey.create({ name: 'Old name', scopes: ['frame.read'] })
    const soon = new Date(Date.now() + 60_000).toISOString()
    expect(await api.apiKey.update({ id, name: 'New name', expiresAt: soon })).toMatchObject({
      name: 'New name',
      expiresAt: soon,
    })
    const other = await shop.role('ADMIN')
    await expect(other.api.apiKey.update({ id, name: 'Mine' })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
    ahead = 120_000
    await expect(api.apiKey.update({ id, expiresAt: null })).rejects.toMatchObject({ domainCode: 'RULE_VIOLATED' })
  })

  it('may make so many requests a minute and then waits', async () => {
    const { api } = await shop.role('ADMIN')
    const { key } = await api.apiKey.create({ name: 'Slow', scopes: ['frame.read'], ratePerMinute: 3 })
    const authenticator = createAuthenticator(shop.deps)
    for (let i = 0; i < 3; i++) expect(await authenticator.byApiKey(key)).not.toBeNull()
    await expect(authenticator.byApiKey(key)).rejects.toMatchObject({
      domainCode: 'TOO_MANY_REQUESTS',
      details: { retryAfterSeconds: 20 },
    })
    ahead = 21_000
    expect(await authenticator.byApiKey(key)).not.toBeNull()
    await expect(authenticator.byApiKey(key)).rejects.toMatchObject({ domainCode: 'TOO_MANY_REQUESTS' })
  })

  it('never holds the data tools, whatever is stored', async () => {
    const { api } = await shop.role('SUPERADMIN')
    await expect(api.apiKey.create({ name: 'Tools', scopes: ['developer.tools'] })).rejects.toMatchObject({
      domainCode: 'INVALID_INPUT',
    })
    const { id, key } = await api.apiKey.create({ name: 'Tools', scopes: ['frame.read'] })
    await shop.deps.prisma.apiKey.update({ where: { id }, data: { scopes: ['frame.read', 'developer.tools'] } })
    expect([...((await byKey(key))?.permissions ?? [])]).toEqual(['frame.read'])
  })
})
