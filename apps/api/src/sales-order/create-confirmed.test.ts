import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let api: Api
let customerId: number
let itemId: number
beforeAll(async () => {
  shop = await openShop()
  api = (await shop.role('ADMIN')).api
  customerId = (await api.customer.create({ name: 'Corner House' })).id
  itemId = (await api.item.create({ sku: 'HANDLE', name: 'Handle', unitPrice: '11', openingStock: '5' })).id
})
afterAll(() => shop.close())

const stock = async () => (await api.item.get({ id: itemId })).stock
const wants = (quantity: string) => ({ customerId, confirm: true, lines: [{ itemId, quantity }] })

describe('creating a confirmed order', () => {
  it('reserves in the same transaction, and both events tell of it', async () => {
    const order = await api.salesOrder.create(wants('3'))
    expect(order).toMatchObject({ status: 'CONFIRMED', lines: [{ reserved: '3' }] })
    expect(await stock()).toEqual({ onHand: '5', reserved: '3', available: '2' })
    const { items } = await api.event.list({ entity: 'salesOrder', entityId: order.id })
    expect(items.map((event) => event.type)).toEqual(['salesOrder.confirmed', 'salesOrder.created'])
  })

  it('leaves nothing where there is not enough', async () => {
    const [orders, events] = [await shop.deps.prisma.salesOrder.count(), await shop.deps.prisma.event.count()]
    await expect(api.salesOrder.create(wants('3'))).rejects.toMatchObject({
      domainCode: 'INSUFFICIENT_STOCK',
      details: { items: [{ sku: 'HANDLE', requested: '3', available: '2' }] },
    })
    expect(await shop.deps.prisma.salesOrder.count()).toBe(orders)
    expect(await shop.deps.prisma.event.count()).toBe(events)
    expect(await stock()).toEqual({ onHand: '5', reserved: '3', available: '2' })
  })

  it('never promises more than there is, however many try at once', async () => {
    const tried = await Promise.allSettled(Array.from({ length: 8 }, () => api.salesOrder.create(wants('1'))))
    expect(tried.filter((one) => one.status === 'fulfilled')).toHaveLength(2)
    expect((await stock()).available).toBe('0')
  })
})

describe('an order of which a part has gone', () => {
  it('does not offer to be cancelled, in lists neither, and is refused', async () => {
    const other = await api.item.create({ sku: 'HINGE', name: 'Hinge', openingStock: '4' })
    const order = await api.salesOrder.create({
      customerId,
      confirm: true,
      lines: [{ itemId: other.id, quantity: '4' }],
    })
    expect(order.allowedActions).toEqual(['ship', 'cancel'])
    const lineId = order.lines[0]?.id ?? 0
    const partly = await api.salesOrder.ship({ id: order.id, lines: [{ lineId, quantity: '1' }] })
    expect(partly.allowedActions).toEqual(['ship'])
    const listed = (await api.salesOrder.list({})).items.find((one) => one.id === order.id)
    expect(listed?.allowedActions).toEqual(['ship'])
    await expect(api.salesOrder.cancel({ id: order.id })).rejects.toMatchObject({
      details: { rule: 'salesOrder.partlyShipped' },
    })
  })
})
