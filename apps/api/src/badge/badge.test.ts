import { extractText } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCodes } from '../testing/printed-codes.ts'
import { openShop, type Shop } from '../testing/shop.ts'
import { badgeKey } from './badge.settings.ts'
import { type Scan, scannedPerson } from './scanned-person.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const scan = (who: Scan) => shop.deps.prisma.$transaction((tx) => scannedPerson(tx, who))
const written = async () => {
  const { prisma } = shop.deps
  const everything = [
    await prisma.badge.findMany(),
    await prisma.event.findMany(),
    await prisma.idempotencyKey.findMany(),
  ]
  return JSON.stringify(everything, (_, value) => (typeof value === 'bigint' ? Number(value) : value))
}

describe('a badge', () => {
  it('is shown once, says who was scanned, and is stored as a hash only', async () => {
    const { api, caller } = await shop.role('MANAGER')
    const picker = await shop.person('WAREHOUSE')
    const made = await api.badge.issue({ userId: picker.userId, label: 'Blue lanyard' })
    expect(made.code).toMatch(/^fw:badge:[\w-]{43}$/)
    expect(made).toMatchObject({
      user: { id: picker.userId, name: `${picker.username} Tester` },
      label: 'Blue lanyard',
      issuedBy: { id: caller.userId },
      lastUsedAt: null,
      revokedAt: null,
    })
    expect(made.code.slice('fw:badge:'.length).startsWith(made.prefix)).toBe(true)
    const person = await scan({ badge: made.code })
    expect(person).toMatchObject({ id: picker.userId, name: `${picker.username} Tester` })
    expect(person.permissions).toEqual(picker.permissions)
    const { items } = await api.badge.list({ userId: picker.userId })
    expect(items).toMatchObject([{ id: made.id, label: 'Blue lanyard' }])
    expect(JSON.stringify(items)).not.toContain(made.code)
    expect(await written()).not.toContain(made.code.slice('fw:badge:'.length))
    const event = await shop.deps.prisma.event.findFirstOrThrow({ where: { type: 'user.badgeIssued' } })
    expect(event).toMatchObject({ entityId: picker.userId, actorId: caller.userId, payload: { badgeId: made.id } })
  })

  it('comes as a card to print, with a code that a terminal reads', async () => {
    const { api } = await shop.role('ADMIN')
    const { userId } = await shop.person('WAREHOUSE')
    const { code, card, prefix, user } = await api.badge.issue({ userId })
    expect(card.fileName).toBe(`badge-${prefix}.pdf`)
    const pdf = Buffer.from(card.base64, 'base64')
    expect(await readCodes(pdf, 153.07, 243.78)).toEqual([`QRCode ${code}`])
    expect((await extractText(new Uint8Array(pdf))).text.join(' ').replace(/\s+/g, ' ')).toContain(user.name)
  })

  it('is not kept for whoever repeats the request', async () => {
    const { caller } = await shop.role('ADMIN')
    const { userId } = await shop.person('WAREHOUSE')
    const once = shop.as(caller, { idempotencyKey: 'one-badge' })
    const { code } = await once.badge.issue({ userId })
    await expect(once.badge.issue({ userId })).rejects.toMatchObject({ domainCode: 'CONFLICT' })
    expect(await written()).not.toContain(code)
    expect((await shop.as(caller).badge.list({ userId })).items).toHaveLength(1)
  })

  it('is refused from the next scan on once revoked, also twice, and stays in its holder’s list', async () => {
    const { api } = await shop.role('ADMIN')
    const { userId } = await shop.person('WAREHOUSE')
    const { id, code } = await api.badge.issue({ userId })
    const other = await api.badge.issue({ userId })
    expect(await api.badge.revoke({ id })).toEqual({ ok: true })
    expect(await api.badge.revoke({ id })).toEqual({ ok: true })
    await expect(scan({ badge: code })).rejects.toThrow('This badge was revoked. Ask the office for a new one.')
    await expect(scan({ badge: code })).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
    expect(await scan({ badge: other.code })).toMatchObject({ id: userId })
    expect((await api.badge.list({ userId })).items.map((badge) => badge.id)).toEqual([other.id, id])
    const living = (await api.badge.list({})).items.map((badge) => badge.id)
    expect(living).toContain(other.id)
    expect(living).not.toContain(id)
    expect(await shop.deps.prisma.event.count({ where: { type: 'user.badgeRevoked', entityId: userId } })).toBe(1)
    await expect(api.badge.revoke({ id: 999_999 })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
  })

  it('that is none of ours is refused in a worker’s words', async () => {
    for (const badge of ['x', 'fw:badge:short', `fw:badge:${'A'.repeat(43)}`, 'A'.repeat(100_000), 'fw:badge:\0']) {
      await expect(scan({ badge })).rejects.toMatchObject({
        domainCode: 'NOT_FOUND',
        message: 'This badge is not known here. Ask the office for a new one.',
      })
    }
  })

  it('of somebody whose account is switched off is refused, and none is issued for them', async () => {
    const { api } = await shop.role('ADMIN')
    const { userId } = await shop.person('WAREHOUSE')
    const { code } = await api.badge.issue({ userId })
    await shop.deps.prisma.user.update({ where: { id: userId }, data: { active: false } })
    await expect(scan({ badge: code })).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
    await expect(api.badge.issue({ userId })).rejects.toMatchObject({
      domainCode: 'RULE_VIOLATED',
      details: { rule: 'inactiveHolder' },
    })
    await expect(api.badge.issue({ userId: 999_999 })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
  })

  it('tells its last use to the minute', async () => {
    const { api } = await shop.role('ADMIN')
    const { userId } = await shop.person('WAREHOUSE')
    const { id, code } = await api.badge.issue({ userId })
    const { badge } = shop.deps.prisma
    const lastUsed = async () => (await badge.findUniqueOrThrow({ where: { id } })).lastUsedAt
    await Promise.all(Array.from({ length: 8 }, () => scan({ badge: code })))
    const first = await lastUsed()
    expect(first).not.toBeNull()
    await scan({ badge: code })
    expect(await lastUsed()).toEqual(first)
    const earlier = new Date(Date.now() - 120_000)
    await badge.update({ where: { id }, data: { lastUsedAt: earlier } })
    await scan({ badge: code })
    expect((await lastUsed())?.getTime()).toBeGreaterThan(earlier.getTime())
  })

  it('has a most for one person', async () => {
    const { api } = await shop.role('ADMIN')
    const { userId } = await shop.person('WAREHOUSE')
    const tries = await Promise.allSettled(Array.from({ length: 14 }, () => api.badge.issue({ userId })))
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(10)
  })

  it('is issued and revoked by those who may, never by an API key', async () => {
    const { userId } = await shop.person('WAREHOUSE')
    const { api, caller } = await shop.role('ADMIN')
    const { id } = await api.badge.issue({ userId })
    for (const role of ['WAREHOUSE', 'SALES_EXECUTIVE', 'VIEWER', 'DRIVER']) {
      const other = await shop.role(role)
      await expect(other.api.badge.issue({ userId })).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
      await expect(other.api.badge.revoke({ id })).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
      await expect(other.api.badge.list({})).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
    }
    const key = shop.as({ ...caller, apiKeyId: 1 })
    await expect(key.badge.issue({ userId })).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
  })
})

describe('a scanned e-mail address', () => {
  it('is taken regardless of case, unless only badges count', async () => {
    const { userId, username } = await shop.person('WAREHOUSE')
    const userEmail = `${username.toUpperCase()}@Example.com`
    expect(await scan({ userEmail })).toMatchObject({ id: userId })
    await expect(scan({ userEmail: 'nobody@example.com' })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
    const { setting } = shop.deps.prisma
    await setting.create({ data: { key: badgeKey, value: { emailAllowed: false } } })
    await expect(scan({ userEmail })).rejects.toThrow('Only badges count here. Scan your badge.')
    await setting.delete({ where: { key: badgeKey } })
  })
})
