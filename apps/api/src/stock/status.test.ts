import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServer } from '../testing/server.ts'
import { openStockedShop, type StockedShop } from '../testing/stocked-shop.ts'

let shop: StockedShop
let now = new Date()

beforeAll(async () => {
  shop = await openStockedShop(() => now)
})
afterAll(() => shop.close())

const dayOf = (instant: Date) => instant.toISOString().slice(0, 10)

describe('how the stock stands', () => {
  it('is its value by category and by what its places are for, which come to the same', async () => {
    const category = await shop.api.category.create({ name: 'Hardware' })
    const hinge = await shop.item(10, { cost: '3', categoryId: category.id })
    await shop.item(5, { cost: '2' })
    await shop.item(0, { cost: '100', categoryId: category.id })
    await shop.api.stock.transfer({
      itemId: hinge,
      fromId: shop.at('STOCK'),
      toId: shop.at('QUARANTINE'),
      quantity: '4',
    })
    const { byCategory, byUsage } = await shop.api.stock.status()
    expect(byCategory).toEqual([
      { category: { id: category.id, name: 'Hardware' }, items: 1, value: '30.00' },
      { category: null, items: 1, value: '10.00' },
    ])
    expect(byUsage).toEqual([
      { usage: 'STORAGE', items: 2, value: '28.00' },
      { usage: 'QUARANTINE', items: 1, value: '12.00' },
    ])
    expect((await shop.api.stock.overview()).value).toBe('40.00')
  })

  it('names what waits between two steps, the most valuable of each use first, and no more than five', async () => {
    const items: number[] = []
    for (const cost of ['1', '9', '2', '3', '4', '5']) {
      const itemId = await shop.item(2, { cost })
      items.push(itemId)
      await shop.api.stock.transfer({ itemId, fromId: shop.at('STOCK'), toId: shop.at('STAGING'), quantity: '2' })
    }
    const { waiting } = await shop.api.stock.status()
    const staged = waiting.filter(({ usage }) => usage === 'STAGING')
    expect(staged.map(({ value }) => value)).toEqual(['18.00', '10.00', '8.00', '6.00', '4.00'])
    expect(staged[0]).toMatchObject({ itemId: items[1], quantity: '2', unit: 'each' })
    expect(waiting.filter(({ usage }) => usage === 'QUARANTINE')).toHaveLength(1)
  })

  it('names what is low, the emptiest first, with what is on its way', async () => {
    const empty = await shop.item(0, { reorderPoint: 4 })
    const half = await shop.item(5, { reorderPoint: 10 })
    const full = await shop.item(11, { reorderPoint: 10 })
    const supplier = await shop.api.supplier.create({ name: 'Wood & Co' })
    await shop.api.purchaseOrder.create({
      supplierId: supplier.id,
      lines: [{ itemId: empty, quantity: '7', unitPrice: '1' }],
    })
    const { low } = await shop.api.stock.status()
    expect(low.count).toBe((await shop.api.statistics.stock()).low)
    expect(low.items.filter(({ itemId }) => itemId >= empty)).toMatchObject([
      { itemId: empty, available: '0', incoming: '7', reorderPoint: '4' },
      { itemId: half, available: '5', incoming: '0', reorderPoint: '10' },
    ])
    expect(low.items.map(({ itemId }) => itemId)).not.toContain(full)
  })

  it('names what production orders under way miss, as their own pages do', async () => {
    const frame = await shop.api.frame.create({ name: 'Window', material: 'Oak', widthMm: 900, heightMm: 900 })
    const wood = await shop.item(3)
    await shop.api.bom.create({
      itemId: frame.id,
      lines: [{ componentId: wood, quantity: 2, unit: 'each', stage: 'ASSEMBLY' }],
    })
    const shortOf = async (quantity: string) => {
      const { id } = await shop.api.productionOrder.create({ itemId: frame.id, quantity })
      const { materials } = await shop.api.productionOrder.release({ id, partial: true })
      return Number(materials[0]?.short)
    }
    const short = (await shortOf('4')) + (await shortOf('1'))
    // A draft takes nothing yet.
    await shop.api.productionOrder.create({ itemId: frame.id, quantity: '50' })
    const { missing } = await shop.api.stock.status()
    expect(missing).toMatchObject({ count: 1, items: [{ itemId: wood, missing: '7', orders: 2, available: '0' }] })
    expect(short).toBe(7)
  })
})

describe('what came and went', () => {
  it('is by the shop’s days, today last, and nothing that only moved within', async () => {
    const before = await shop.api.stock.flow({ days: 3 })
    expect(before.days.map(({ day }) => day)).toEqual(
      [-2, -1, 0].map((days) => dayOf(new Date(now.getTime() + days * 86_400_000))),
    )
    const item = await shop.item(10, { cost: '5' })
    await shop.place('B')
    await shop.api.stock.transfer({ itemId: item, fromId: shop.at('STOCK'), toId: shop.at('STAGING'), quantity: '2' })
    await shop.api.stock.scrap({ itemId: item, quantity: '3', reason: 'Broken' })
    const after = await shop.api.stock.flow({ days: 3 })
    const [was, is] = [before.days.at(-1), after.days.at(-1)]
    expect(Number(is?.in) - Number(was?.in)).toBe(50)
    expect(Number(is?.out) - Number(was?.out)).toBe(15)
    expect((is?.movements ?? 0) - (was?.movements ?? 0)).toBe(2)
    // The list behind a day's bar has what moved on it.
    const { items } = await shop.api.stock.movements({ from: is?.day, to: is?.day, itemId: item })
    expect(items).toHaveLength(3)
    expect((await shop.api.stock.movements({ to: before.days[0]?.day, itemId: item })).items).toEqual([])
  })
})

describe('slow movers', () => {
  it('have been here for so long, and nobody has taken any', async () => {
    const still = await shop.item(4, { cost: '1000' })
    const wanted = await shop.item(4, { cost: '1000' })
    const posted = now
    now = new Date(posted.getTime() + 40 * 86_400_000)
    try {
      const after = (days: number) => shop.api.stock.slowMovers({ days })
      expect((await after(30)).items.map(({ itemId }) => itemId)).toEqual(expect.arrayContaining([still, wanted]))
      // Here for forty days: nobody can have ignored it for fifty.
      expect((await after(50)).items.map(({ itemId }) => itemId)).not.toContain(still)
      const order = await shop.sell(wanted, 1)
      await shop.api.salesOrder.ship({ id: order.id })
      await shop.deps.prisma.$executeRaw`ALTER TABLE stock_movement DISABLE TRIGGER USER`
      await shop.deps.prisma.stockMovement.updateMany({
        where: { itemId: wanted, sourceType: { not: 'item' } },
        data: { effectiveAt: new Date(now.getTime() - 10 * 86_400_000) },
      })
      const { items, count, value } = await after(30)
      expect(items.map(({ itemId }) => itemId)).not.toContain(wanted)
      expect(items[0]).toMatchObject({ itemId: still, value: '4000.00', onHand: '4', idleDays: null })
      expect(count).toBeGreaterThanOrEqual(items.length)
      expect(Number(value)).toBeGreaterThanOrEqual(4000)
      expect((await after(5)).items.find(({ itemId }) => itemId === wanted)).toMatchObject({ idleDays: 10 })
    } finally {
      now = posted
    }
  })
})

describe('by REST', () => {
  it('it is there for whoever sees stock', async () => {
    const server = await openServer(shop)
    try {
      const token = await server.as('WAREHOUSE')
      for (const path of ['status', 'flow?days=7', 'slow-movers?days=60']) {
        expect((await server.send('GET', `/api/inventory/${path}`, { token })).status).toBe(200)
      }
      const driver = await server.as('DRIVER')
      expect((await server.send('GET', '/api/inventory/status', { token: driver })).status).toBe(403)
    } finally {
      await server.close()
    }
  })
})
