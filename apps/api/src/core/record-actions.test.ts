import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let api: Api
beforeAll(async () => {
  shop = await openShop()
  api = (await shop.role('ADMIN')).api
})
afterAll(() => shop.close())

const order = (customerId: number, itemId: number) =>
  api.salesOrder.create({ customerId, lines: [{ itemId, quantity: '1' }] })

describe('what may be done to a record', () => {
  it('includes deleting while nothing refers to it, and says so as the command does', async () => {
    const [used, unused] = [
      await api.item.create({ sku: 'USED', name: 'Used' }),
      await api.item.create({ sku: 'UNUSED', name: 'Unused' }),
    ]
    const customer = await api.customer.create({ name: 'Buys' })
    expect(customer.allowedActions).toEqual(['update', 'merge', 'deactivate', 'remove'])
    await order(customer.id, used.id)
    expect((await api.customer.get(customer)).allowedActions).toEqual(['update', 'merge', 'deactivate'])
    expect((await api.item.get(used)).allowedActions).toEqual(['update', 'deactivate'])
    expect((await api.item.get(unused)).allowedActions).toContain('remove')
    await expect(api.item.remove(used)).rejects.toMatchObject({ domainCode: 'CONFLICT' })
    await api.item.remove(unused)

    const supplier = await api.supplier.create({ name: 'Sells' })
    expect((await api.supplier.update({ id: supplier.id, active: false })).allowedActions).toEqual([
      'update',
      'merge',
      'activate',
      'remove',
    ])
  })

  it('is nothing for who only reads, nor to a frame among the items', async () => {
    const viewer = (await shop.role('VIEWER')).api
    const frame = await api.frame.create({ name: 'W', material: 'Oak', widthMm: 500, heightMm: 500 })
    expect((await api.item.get({ id: frame.id })).allowedActions).toEqual([])
    for (const { allowedActions } of (await viewer.item.list({})).items) expect(allowedActions).toEqual([])
    for (const { allowedActions } of (await viewer.customer.list({})).items) expect(allowedActions).toEqual([])
  })

  it('of a category and a place is what their commands allow', async () => {
    const top = await api.category.create({ name: 'Top' })
    const below = await api.category.create({ name: 'Below', parentId: top.id })
    const actions = async (id: number) => (await api.category.get({ id })).allowedActions
    expect(await actions(top.id)).toEqual(['update'])
    expect(await actions(below.id)).toEqual(['update', 'remove'])

    const places = (await api.stock.locations({ limit: 200 })).items
    expect(places.find((place) => place.code === 'STOCK')?.allowedActions).toEqual(['update'])
    const shelf = await api.stock.createLocation({ code: 'SHELF', name: 'Shelf' })
    expect(shelf.allowedActions).toEqual(['update', 'deactivate'])
  })
})

describe('a category', () => {
  it('is not changed over somebody else’s change', async () => {
    const { id, version } = await api.category.create({ name: 'Versioned' })
    await api.category.update({ id, version, name: 'First' })
    await expect(api.category.update({ id, version, name: 'Second' })).rejects.toMatchObject({
      domainCode: 'VERSION_CONFLICT',
    })
  })
})

describe('a movement', () => {
  it('says what it was worth, and whether it can be undone or has been', async () => {
    const item = await api.item.create({ sku: 'MOVED', name: 'Moved', cost: '2.5', openingStock: '4' })
    const movements = async () => (await api.stock.movements({ itemId: item.id })).items
    const [opening] = await movements()
    expect(opening).toMatchObject({ unitCost: '2.50', reversible: true, reversedById: null })
    await api.stock.reverse({ movementId: opening?.id ?? 0, reason: 'Never there' })
    const [reversal, undone] = await movements()
    expect(undone).toMatchObject({ reversible: false, reversedById: reversal?.id })
    expect(reversal).toMatchObject({ reversible: false, reversedById: null })
  })
})

describe('a cost', () => {
  it('can be set while nothing is held, of frames too, and is the average after that', async () => {
    const category = await api.category.create({ name: 'Windows' })
    const item = await api.item.create({ sku: 'COST', name: 'Cost' })
    expect((await api.item.update({ id: item.id, cost: '3.25' })).cost).toBe('3.25')
    const held = await api.item.create({ sku: 'HELD', name: 'Held', openingStock: '1' })
    const kept = { domainCode: 'RULE_VIOLATED', details: { rule: 'item.costKept' } }
    await expect(api.item.update({ id: held.id, cost: '3' })).rejects.toMatchObject(kept)

    const size = { material: 'Oak', widthMm: 500, heightMm: 500 }
    const more = {
      cost: '80',
      taxRate: '19',
      categoryId: category.id,
      reorderPoint: '2',
      reorderQuantity: '5',
      leadDays: 6,
    }
    const frame = await api.frame.create({ name: 'F', ...size, ...more })
    expect(frame).toMatchObject({ cost: '80.00', taxRate: '19', reorderPoint: '2', reorderQuantity: '5', leadDays: 6 })
    expect(frame.category?.path).toBe('Windows')
    expect(await api.frame.update({ id: frame.id, cost: '90', categoryId: null, reorderPoint: null })).toMatchObject({
      cost: '90.00',
      category: null,
      reorderPoint: null,
      reorderQuantity: '5',
      leadDays: 6,
    })
    expect((await api.frame.update({ id: frame.id, leadDays: 0 })).leadDays).toBe(0)
    const stocked = await api.frame.create({ name: 'S', ...size, openingStock: '1' })
    await expect(api.frame.update({ id: stocked.id, cost: '1' })).rejects.toMatchObject(kept)
    await expect(api.frame.update({ id: stocked.id, categoryId: 999_999 })).rejects.toMatchObject({
      domainCode: 'INVALID_INPUT',
    })
  })
})

describe('counting customers', () => {
  it('counts one’s own', async () => {
    const seller = await shop.role('SALES_EXECUTIVE')
    expect(await seller.api.customer.count({})).toEqual({ total: 0 })
    await seller.api.customer.create({ name: 'Mine' })
    expect(await seller.api.customer.count({})).toEqual({ total: 1 })
    const all = await api.customer.count({})
    expect(all.total).toBeGreaterThan(1)
    expect((await api.customer.count({ ownerId: seller.caller.userId })).total).toBe(1)
    expect((await api.customer.count({ search: 'nobody at all' })).total).toBe(0)
  })
})

describe('people', () => {
  it('who wait for a role are found', async () => {
    await api.auth.register({ username: 'waiting', email: 'waiting@example.com', password: 'correct horse battery' })
    const { items } = await api.user.list({ roleAssigned: false })
    expect(items.map((user) => user.username)).toEqual(['waiting'])
    expect((await api.user.list({ roleAssigned: true })).items.map((user) => user.username)).not.toContain('waiting')
  })

  it('who may own an order are those who may sell, and are offered to who sees all orders', async () => {
    const seller = await shop.role('SALES_EXECUTIVE')
    const glazer = await shop.role('GLAZER')
    const warehouse = await shop.role('WAREHOUSE')
    const offered = (await warehouse.api.user.people({ sells: true })).map((person) => person.id)
    expect(offered).toContain(seller.caller.userId)
    expect(offered).not.toContain(glazer.caller.userId)
    const customer = await api.customer.create({ name: 'Owned' })
    const item = await api.item.create({ sku: 'OWNED', name: 'Owned' })
    const input = { customerId: customer.id, lines: [{ itemId: item.id, quantity: '1' }] }
    await expect(api.salesOrder.create({ ...input, ownerId: glazer.caller.userId })).rejects.toThrow(/may not sell/)
    expect((await api.salesOrder.create({ ...input, ownerId: seller.caller.userId })).owner?.id).toBe(
      seller.caller.userId,
    )
  })
})
