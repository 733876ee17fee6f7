import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let manager: Api
let customerId: number
let skus = 0

beforeAll(async () => {
  shop = await openShop()
  manager = (await shop.role('ADMIN')).api
  customerId = (await shop.deps.prisma.customer.create({ data: { code: 'C1', name: 'Corner House' } })).id
})
afterAll(() => shop.close())

const item = async (openingStock: string, extra: object = {}) =>
  manager.item.create({ sku: `ITEM-${++skus}`, name: `Item ${skus}`, unitPrice: '10', openingStock, ...extra })
const order = (
  lines: { itemId: number; quantity: string | number; taxRate?: string; discountPercent?: string }[],
  api = manager,
) => api.salesOrder.create({ customerId, lines })
const stock = async (itemId: number) => (await manager.item.get({ id: itemId })).stock

describe('a sales order', () => {
  it('reserves on confirmation, releases a cancelled line, and ships the rest (on hand 5, order 2 + 1)', async () => {
    const { id: itemId } = await item('5')
    const { id } = await order([
      { itemId, quantity: 2 },
      { itemId, quantity: 1 },
    ])
    const confirmed = await manager.salesOrder.confirm({ id })
    expect(confirmed.status).toBe('CONFIRMED')
    expect(await stock(itemId)).toEqual({ onHand: '5', reserved: '3', available: '2' })
    await manager.salesOrder.cancelLine({ id, lineId: confirmed.lines[1]?.id ?? 0 })
    expect(await stock(itemId)).toEqual({ onHand: '5', reserved: '2', available: '3' })
    expect((await manager.salesOrder.ship({ id })).status).toBe('SHIPPED')
    expect(await stock(itemId)).toEqual({ onHand: '3', reserved: '0', available: '3' })
    expect((await manager.salesOrder.deliver({ id })).allowedActions).toEqual([])
  })

  it('is confirmed once when two at once want 5 of 5, and ten times when twenty want 1 of 10', async () => {
    for (const [onHand, quantity, clients, succeed] of [
      ['5', 5, 2, 1],
      ['10', 1, 20, 10],
    ] as const) {
      const { id: itemId } = await item(onHand)
      const orders = await Promise.all(Array.from({ length: clients }, () => order([{ itemId, quantity }])))
      const results = await Promise.allSettled(orders.map(({ id }) => manager.salesOrder.confirm({ id })))
      expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(succeed)
      for (const result of results) {
        if (result.status === 'rejected') expect(result.reason).toMatchObject({ domainCode: 'INSUFFICIENT_STOCK' })
      }
      expect(await stock(itemId)).toEqual({ onHand, reserved: onHand, available: '0' })
    }
  })

  it('is refused whole when one item on two lines is short (2 + 2 of 3), naming it', async () => {
    const { id: itemId, sku } = await item('3')
    const { id } = await order([
      { itemId, quantity: 2 },
      { itemId, quantity: 2 },
    ])
    await expect(manager.salesOrder.confirm({ id })).rejects.toMatchObject({
      domainCode: 'INSUFFICIENT_STOCK',
      details: { items: [{ sku, requested: '4', available: '3' }] },
    })
    expect((await stock(itemId)).reserved).toBe('0')
    expect((await manager.salesOrder.get({ id })).status).toBe('DRAFT')
  })

  it('adds up rounded lines: 2 × 10 and 3 × 10 at 10 % tax are 50, 5 and 55', async () => {
    const { id: itemId } = await item('0')
    const made = await order([
      { itemId, quantity: 2, taxRate: '10' },
      { itemId, quantity: '3', taxRate: '10' },
    ])
    expect(made).toMatchObject({ subtotal: '50.00', taxTotal: '5.00', total: '55.00' })
    const discounted = await order([{ itemId, quantity: '3', taxRate: '7.7', discountPercent: '33.3333' }])
    expect(discounted).toMatchObject({ subtotal: '20.00', taxTotal: '1.54', total: '21.54' })
  })

  it('ships in part, keeps the rest reserved, and never ships more than is outstanding', async () => {
    const { id: itemId } = await item('10')
    const { id, lines } = await order([{ itemId, quantity: 6 }])
    const lineId = lines[0]?.id ?? 0
    await manager.salesOrder.confirm({ id })
    expect(await manager.salesOrder.ship({ id, lines: [{ lineId, quantity: '2' }] })).toMatchObject({
      status: 'CONFIRMED',
      lines: [{ shipped: '2', reserved: '4', outstanding: '4' }],
    })
    expect(await stock(itemId)).toEqual({ onHand: '8', reserved: '4', available: '4' })
    await expect(manager.salesOrder.ship({ id, lines: [{ lineId, quantity: '5' }] })).rejects.toMatchObject({
      domainCode: 'RULE_VIOLATED',
    })
    await expect(manager.salesOrder.cancel({ id })).rejects.toMatchObject({ domainCode: 'RULE_VIOLATED' })
    expect(await manager.salesOrder.update({ id, status: 'SHIPPED' })).toMatchObject({ status: 'SHIPPED' })
    expect(await stock(itemId)).toEqual({ onHand: '4', reserved: '0', available: '4' })
  })

  it('is changed only while a draft, and not by two editors over each other', async () => {
    const { id: itemId } = await item('10')
    const { id, version } = await order([{ itemId, quantity: 1 }])
    const edits = await Promise.allSettled([
      manager.salesOrder.update({ id, version, lines: [{ itemId, quantity: '2' }] }),
      manager.salesOrder.update({ id, version, lines: [{ itemId, quantity: '3' }] }),
    ])
    expect(edits.filter((edit) => edit.status === 'fulfilled')).toHaveLength(1)
    await manager.salesOrder.confirm({ id })
    await expect(manager.salesOrder.update({ id, lines: [{ itemId, quantity: '9' }] })).rejects.toMatchObject({
      domainCode: 'RULE_VIOLATED',
    })
    expect(await manager.salesOrder.duplicate({ id })).toMatchObject({ status: 'DRAFT', lines: [{ itemId }] })
    expect(await manager.salesOrder.cancel({ id })).toMatchObject({ status: 'CANCELLED' })
    expect((await stock(itemId)).reserved).toBe('0')
  })

  it('is found by any part of its number, or of its customer, with digits or without', async () => {
    const { id: itemId } = await item('10')
    const customer = await shop.deps.prisma.customer.create({ data: { code: 'C-PLANT', name: 'Plant 77b of Öder' } })
    const made = await manager.salesOrder.create({ customerId: customer.id, lines: [{ itemId, quantity: 1 }] })
    const parts = [made.number, made.number.toLowerCase(), made.number.slice(-4), 'plant 77', '77b', 'of Öder']
    for (const search of parts) {
      const { items } = await manager.salesOrder.list({ search })
      expect([search, items.map(({ id }) => id)]).toEqual([search, expect.arrayContaining([made.id])])
      expect(await manager.salesOrder.count({ search })).toEqual({ total: items.length })
    }
    // The end alone does not do.
    expect((await manager.salesOrder.list({ search: `x${made.number.slice(1)}` })).items).toEqual([])
  })

  it('belongs to its salesperson: others of the trade neither list, find, read, export nor touch it', async () => {
    const [mine, other] = [await shop.role('SALES_EXECUTIVE'), await shop.role('SALES_EXECUTIVE')]
    const { id: itemId } = await item('10')
    const own = await shop.deps.prisma.customer.create({
      data: { code: `C-${mine.caller.userId}`, name: 'Own customer', ownerId: mine.caller.userId },
    })
    const made = await mine.api.salesOrder.create({ customerId: own.id, lines: [{ itemId, quantity: 1 }] })
    expect((await mine.api.salesOrder.list({})).total).toBe(1)
    expect((await other.api.salesOrder.list({ search: made.number })).items).toEqual([])
    expect((await other.api.salesOrder.list({})).total).toBe(0)
    await expect(other.api.salesOrder.get({ id: made.id })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
    await expect(other.api.salesOrder.confirm({ id: made.id })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
    let csv = ''
    for await (const piece of await other.api.salesOrder.export({})) csv += piece
    expect(csv).not.toContain(made.number)
    await expect(
      other.api.salesOrder.create({ customerId: own.id, lines: [{ itemId, quantity: 1 }] }),
    ).rejects.toMatchObject({ domainCode: 'INVALID_INPUT' })
  })

  it('is confirmed once for one idempotency key, together or one after the other', async () => {
    const { id: itemId } = await item('10')
    const { id } = await order([{ itemId, quantity: 4 }])
    const keyed = shop.as((await shop.role('ADMIN')).caller, { idempotencyKey: `confirm-${id}` })
    const [a, b] = await Promise.all([keyed.salesOrder.confirm({ id }), keyed.salesOrder.confirm({ id })])
    const c = await keyed.salesOrder.confirm({ id })
    expect([a.status, b.status, c.status]).toEqual(['CONFIRMED', 'CONFIRMED', 'CONFIRMED'])
    expect((await stock(itemId)).reserved).toBe('4')
  })
})
