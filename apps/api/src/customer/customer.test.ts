import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../testing/catalogue.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let manager: Api
let itemId = 0
beforeAll(async () => {
  shop = await openShop()
  manager = (await shop.role('MANAGER')).api
  itemId = (await manager.item.create({ sku: 'ANY', name: 'Anything', unitPrice: '10' })).id
})
afterAll(() => shop.close())

const sell = (api: Api, customerId: number) => api.salesOrder.create({ customerId, lines: [{ itemId, quantity: '1' }] })
const notFound = { domainCode: 'NOT_FOUND' }

describe('customers', () => {
  it('get a code from their name, and one that is taken is refused', async () => {
    expect((await manager.customer.create({ name: 'Haus am See' })).code).toBe('HAU-001')
    expect((await manager.customer.create({ name: 'Hausbau GmbH' })).code).toBe('HAU-002')
    expect((await manager.customer.create({ name: '株式会社' })).code).toBe('CUS-001')
    const taken = { domainCode: 'DUPLICATE', details: { field: 'code' } }
    await expect(manager.customer.create({ name: 'X', code: 'hau-001' })).rejects.toMatchObject(taken)
    const many = await Promise.all(Array.from({ length: 12 }, () => manager.customer.create({ name: 'Race' })))
    expect(new Set(many.map((customer) => customer.code)).size).toBe(12)
  })

  it('of others are not there for who sees only their own', async () => {
    const mine = await shop.role('SALES_EXECUTIVE')
    const other = await shop.role('SALES_EXECUTIVE')
    const own = await mine.api.customer.create({ name: 'Mine Ltd' })
    expect(own.owner?.id).toBe(mine.caller.userId)
    const theirs = await other.api.customer.create({ name: 'Theirs Ltd' })
    const nobodys = await manager.customer.create({ name: 'Nobody Ltd', ownerId: null })
    expect(nobodys.owner).toBeNull()

    expect((await mine.api.customer.list({})).items.map((customer) => customer.id)).toEqual([own.id])
    expect((await mine.api.customer.list({ ownerId: other.caller.userId })).items).toEqual([])
    expect((await mine.api.customer.list({ search: 'ltd' })).items).toHaveLength(1)
    expect(await rowsOf(await mine.api.customer.export({}))).toEqual([
      'code,name,email,phone,address,taxId,owner,active',
      `MIN-001,Mine Ltd,,,,,${mine.caller.username},yes`,
    ])
    for (const { id } of [theirs, nobodys]) {
      await expect(mine.api.customer.get({ id })).rejects.toMatchObject(notFound)
      await expect(mine.api.customer.update({ id, phone: '1' })).rejects.toMatchObject(notFound)
      await expect(mine.api.customer.remove({ id })).rejects.toMatchObject(notFound)
      await expect(mine.api.event.list({ entity: 'customer', entityId: id })).rejects.toMatchObject(notFound)
    }
    const { items: history } = await mine.api.event.list({ entity: 'customer', entityId: own.id })
    expect(history.map((event) => event.type)).toEqual(['customer.created'])
    expect((await manager.customer.list({ search: ' ltd' })).items).toHaveLength(3)
    expect((await manager.customer.list({ ownerId: other.caller.userId })).items).toHaveLength(1)
    expect(await rowsOf(await manager.customer.export({ search: 'Ltd' }))).toHaveLength(4)
  })

  it('change hands only by who sees everybody’s', async () => {
    const { api, caller } = await shop.role('SALES_EXECUTIVE')
    const heir = await shop.person('SALES_EXECUTIVE')
    const { id } = await api.customer.create({ name: 'Handed' })
    const forbidden = { domainCode: 'FORBIDDEN' }
    await expect(api.customer.update({ id, ownerId: heir.userId })).rejects.toMatchObject(forbidden)
    await expect(api.customer.update({ id, ownerId: null })).rejects.toMatchObject(forbidden)
    await expect(api.customer.create({ name: 'Gift', ownerId: heir.userId })).rejects.toMatchObject(forbidden)
    expect(await api.customer.update({ id, ownerId: caller.userId, phone: '1' })).toMatchObject({ phone: '1' })
    await expect(manager.customer.update({ id, ownerId: 999_999 })).rejects.toMatchObject({
      domainCode: 'INVALID_INPUT',
    })
    await manager.customer.update({ id, ownerId: heir.userId })
    await expect(api.customer.get({ id })).rejects.toMatchObject(notFound)
    expect((await shop.as(heir).customer.get({ id })).owner?.id).toBe(heir.userId)
  })

  it('refuse a change based on an old version', async () => {
    const { id, version } = await manager.customer.create({ name: 'Versioned' })
    await manager.customer.update({ id, version, phone: '1' })
    await expect(manager.customer.update({ id, version, phone: '2' })).rejects.toMatchObject({
      domainCode: 'VERSION_CONFLICT',
    })
  })

  it('are deleted while nothing refers to them', async () => {
    const unused = await manager.customer.create({ name: 'Unused' })
    expect(await manager.customer.remove({ id: unused.id })).toEqual({ ok: true })
    const used = await manager.customer.create({ name: 'Used' })
    await sell(manager, used.id)
    await expect(manager.customer.remove({ id: used.id })).rejects.toMatchObject({
      domainCode: 'CONFLICT',
      message: expect.stringContaining('Deactivate'),
    })
  })
})

describe('merging customers', () => {
  it('keeps every document, and one of the two', async () => {
    const seller = await shop.role('SALES_EXECUTIVE')
    const kept = await manager.customer.create({ name: 'Kept', phone: '1' })
    const duplicate = await seller.api.customer.create({ name: 'Kept again', phone: '2' })
    const first = await sell(manager, kept.id)
    const moved = [await sell(seller.api, duplicate.id), await sell(seller.api, duplicate.id)]

    expect(await manager.customer.merge({ id: kept.id, duplicateId: duplicate.id })).toMatchObject({
      id: kept.id,
      phone: '1',
    })
    await expect(manager.customer.get({ id: duplicate.id })).rejects.toMatchObject(notFound)
    const { items } = await manager.salesOrder.list({ customerId: kept.id })
    expect(items.map((order) => order.id).sort()).toEqual([first, ...moved].map((order) => order.id).sort())
    // The seller still has their orders, whose customer now is somebody else's.
    expect((await seller.api.salesOrder.get({ id: moved[0]?.id ?? 0 })).customer).toEqual({ id: kept.id, name: 'Kept' })

    const types = async (entity: 'customer' | 'salesOrder', entityId: number) =>
      (await manager.event.list({ entity, entityId })).items.map((event) => event.type)
    expect(await types('customer', kept.id)).toEqual(['customer.merged', 'customer.created'])
    expect(await types('customer', duplicate.id)).toEqual(['customer.removed', 'customer.created'])
    expect((await types('salesOrder', moved[1]?.id ?? 0))[0]).toBe('salesOrder.customerChanged')
  })

  it('loses no order that is made at the same moment, and makes no deadlock', async () => {
    const [one, two] = [
      await manager.customer.create({ name: 'First' }),
      await manager.customer.create({ name: 'Second' }),
    ]
    const results = await Promise.allSettled([
      ...Array.from({ length: 6 }, () => sell(manager, one.id)),
      ...Array.from({ length: 6 }, () => sell(manager, two.id)),
      manager.customer.merge({ id: one.id, duplicateId: two.id }),
      manager.customer.merge({ id: two.id, duplicateId: one.id }),
    ])
    const merges = results.slice(12).filter((result) => result.status === 'fulfilled')
    expect(merges).toHaveLength(1)
    const sold = results.slice(0, 12).filter((result) => result.status === 'fulfilled').length
    const orders = await shop.deps.prisma.salesOrder.count({ where: { customerId: { in: [one.id, two.id] } } })
    expect(orders).toBe(sold)
  })

  it('is for who may merge, and not for a customer and itself', async () => {
    const { api } = await shop.role('SALES_EXECUTIVE')
    const [a, b] = [await api.customer.create({ name: 'A' }), await api.customer.create({ name: 'B' })]
    await expect(api.customer.merge({ id: a.id, duplicateId: b.id })).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
    await expect(manager.customer.merge({ id: a.id, duplicateId: a.id })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(manager.customer.merge({ id: a.id, duplicateId: 999_999 })).rejects.toMatchObject(notFound)
  })
})
