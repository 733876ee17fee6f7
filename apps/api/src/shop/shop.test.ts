import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop({ timeZone: 'Europe/Berlin' })
})
afterAll(() => shop.close())

describe('the shop’s settings', () => {
  it('are empty in a new shop, in euros, and legible to everybody signed in', async () => {
    const { api } = await shop.role('DRIVER')
    expect(await api.shop.get()).toMatchObject({ name: '', currency: 'EUR', timeZone: 'Europe/Berlin', version: 0 })
  })

  it('are changed field by field by who may, with an event that says what', async () => {
    const { api } = await shop.role('ADMIN')
    const first = await api.shop.update({ name: 'Łódź Windows', currency: 'pln', address: 'Rynek 1\n90-001 Łódź' })
    expect(first).toMatchObject({ name: 'Łódź Windows', currency: 'PLN', version: 1 })
    const second = await api.shop.update({ version: 1, phone: '+48 42 1' })
    expect(second).toMatchObject({ name: 'Łódź Windows', phone: '+48 42 1', version: 2 })
    const event = await shop.deps.prisma.event.findFirstOrThrow({ where: { entity: 'shop' }, orderBy: { id: 'desc' } })
    expect(event).toMatchObject({ type: 'shop.updated', payload: { changed: ['phone'] } })
  })

  it('are not overwritten by somebody who has not seen the last change', async () => {
    const { api } = await shop.role('SUPERADMIN')
    const { version } = await api.shop.get()
    const both = await Promise.allSettled([
      api.shop.update({ version, legalName: 'One' }),
      api.shop.update({ version, legalName: 'Two' }),
    ])
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(api.shop.update({ version, taxId: 'x' })).rejects.toMatchObject({ domainCode: 'VERSION_CONFLICT' })
  })

  it('stay as they are where nothing changes', async () => {
    const { api } = await shop.role('ADMIN')
    const before = await api.shop.get()
    const events = () => shop.deps.prisma.event.count({ where: { entity: 'shop' } })
    const count = await events()
    expect(await api.shop.update({ name: before.name })).toEqual(before)
    expect(await events()).toBe(count)
  })

  it('are refused with a currency that does not exist, and to whoever may not', async () => {
    const { api } = await shop.role('ADMIN')
    await expect(api.shop.update({ currency: 'XYZ' })).rejects.toThrow(/ISO 4217/)
    const manager = await shop.role('MANAGER')
    await expect(manager.api.shop.update({ name: 'Mine' })).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
  })
})
