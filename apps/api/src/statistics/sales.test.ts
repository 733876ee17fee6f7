import type { Caller } from '@framewright/contracts/core/context'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkInvariants } from '../invariants/invariants.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

/** Half past ten in the evening in London, and already tomorrow in Tokyo. */
const now = new Date('2026-03-10T22:30:00Z')
const today = '2026-03-11'

let shop: Shop
let api: Api
let anna: { caller: Caller; api: Api }
let ben: { caller: Caller; api: Api }
let itemId: number
beforeAll(async () => {
  shop = await openShop({ now: () => now, timeZone: 'Asia/Tokyo' })
  api = (await shop.role('ADMIN')).api
  const seller = async () => {
    const { caller } = await shop.role('SALES_EXECUTIVE')
    const sees = { ...caller, permissions: new Set([...caller.permissions, 'statistics.read' as const]) }
    return { caller: sees, api: shop.as(sees) }
  }
  ;[anna, ben] = [await seller(), await seller()]
  itemId = (await api.item.create({ sku: 'W', name: 'Window', openingStock: 100, unitPrice: '10' })).id
})
afterAll(() => shop.close())

async function sell(by: typeof anna, quantity: number, more: object = {}) {
  const code = `C-${by.caller.userId}`
  const { prisma } = shop.deps
  const mine = { code, name: 'Builders', ownerId: by.caller.userId }
  const customer =
    (await prisma.customer.findFirst({ where: { code } })) ?? (await prisma.customer.create({ data: mine }))
  return by.api.salesOrder.create({ customerId: customer.id, lines: [{ itemId, quantity }], ...more })
}

describe('sales figures', () => {
  it('name every state where nothing was sold', async () => {
    const { sales } = await api.statistics.orders()
    expect(sales?.byStatus).toEqual({ DRAFT: 0, CONFIRMED: 0, SHIPPED: 0, DELIVERED: 0, CANCELLED: 0 })
    expect(sales).toMatchObject({ total: 0, totalAmount: '0.00', openAmount: '0.00' })
  })

  it('are the shop’s to whoever sees all orders, and one’s own to whoever does not', async () => {
    await sell(anna, 1)
    const confirmed = await sell(anna, 2)
    const shipped = await sell(anna, 3)
    const cancelled = await sell(ben, 4)
    const delivered = await sell(ben, 5, { orderDate: '2026-03-09' })
    for (const { id } of [confirmed, shipped, delivered]) await api.salesOrder.confirm({ id })
    for (const { id } of [shipped, delivered]) await api.salesOrder.ship({ id })
    await api.salesOrder.deliver({ id: delivered.id })
    await api.salesOrder.cancel({ id: cancelled.id })

    expect((await api.statistics.orders()).sales).toMatchObject({
      total: 5,
      byStatus: { DRAFT: 1, CONFIRMED: 1, SHIPPED: 1, DELIVERED: 1, CANCELLED: 1 },
      totalAmount: '150.00',
      amountByStatus: { DRAFT: '10.00', CONFIRMED: '20.00', SHIPPED: '30.00', DELIVERED: '50.00', CANCELLED: '40.00' },
      openAmount: '60.00',
    })
    const hers = await anna.api.statistics.orders()
    expect(hers.sales).toMatchObject({ total: 3, totalAmount: '60.00', openAmount: '60.00' })
    expect([hers.purchase, hers.total, hers.totalAmount]).toEqual([null, 0, '0.00'])
    expect((await ben.api.statistics.orders()).sales).toMatchObject({ total: 2, openAmount: '0.00' })
  })

  it('show as a trend by the day of the order, without drafts and what was cancelled', async () => {
    const on = async (by: Api, day: string) =>
      (await by.statistics.summary()).trends.salesAmount.find((point) => point.day === day)?.value
    expect([await on(api, today), await on(api, '2026-03-09'), await on(api, '2026-03-10')]).toEqual([50, 50, 0])
    expect([await on(anna.api, today), await on(anna.api, '2026-03-09')]).toEqual([50, 0])
  })

  it('name what is late, to whom it is late', async () => {
    const late = await sell(anna, 1, { dueDate: '2026-03-10' })
    await sell(anna, 1, { dueDate: today })
    const attention = async (by: Api) =>
      (await by.statistics.summary()).attention.find((one) => one.kind === 'LATE_SALES_ORDER')
    const expected = {
      count: 1,
      examples: [{ id: late.id, title: late.number, detail: 'Builders', day: '2026-03-10' }],
    }
    expect(await attention(api)).toMatchObject(expected)
    expect(await attention(anna.api)).toMatchObject(expected)
    expect(await attention(ben.api)).toBeUndefined()
  })

  it('leave out of the home screen what the caller may not see', async () => {
    const mine = await anna.api.statistics.summary()
    expect(mine.orders?.purchase).toBeNull()
    expect(mine.orders?.sales?.total).toBe(5)
    expect(mine.stock).toBeNull()
    expect(mine.trends.purchaseAmount).toEqual([])
    const none = shop.as({ ...anna.caller, permissions: new Set(['statistics.read' as const]) })
    expect(await none.statistics.summary()).toMatchObject({ orders: null, stock: null, attention: [] })
    expect((await api.statistics.summary()).stock).toMatchObject({ items: 1, low: 0 })
  })

  it('equal a recount when orders change hands and disappear', async () => {
    const order = await sell(anna, 7)
    await api.salesOrder.update({ id: order.id, ownerId: ben.caller.userId })
    await api.salesOrder.remove({ id: (await sell(ben, 1)).id })
    expect((await ben.api.statistics.orders()).sales?.total).toBe(3)
    const findings = await checkInvariants(shop.deps.readPool)
    expect(findings.filter((finding) => finding.violations > 0)).toEqual([])
  })
})
