import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStockedShop, type StockedShop } from '../testing/stocked-shop.ts'

let now = new Date('2026-03-10T12:00:00Z')
let shop: StockedShop
beforeAll(async () => {
  shop = await openStockedShop(() => now)
})
afterEach(() => shop.expectInvariants())
afterAll(() => shop.close())

describe('the stock as of an instant', () => {
  it('is the sum of what had moved by then, page by page', async () => {
    const [a, b] = [await shop.item(), await shop.item()]
    const rack = await shop.place('RACK-5')
    const past = (day: string) => new Date(`2026-01-${day}T12:00:00Z`)
    const { prisma } = shop.deps
    const movement = (itemId: number, fromId: number, toId: number, quantity: number, effectiveAt: Date) =>
      prisma.stockMovement.create({
        data: { itemId, fromId, toId, quantity, effectiveAt, sourceType: 'x', operationKey: `${Math.random()}` },
      })
    const [adjustments, stock] = [shop.at('ADJUSTMENTS'), shop.at('STOCK')]
    await movement(a, adjustments, stock, 8, past('01'))
    await movement(a, stock, rack, 3, past('03'))
    await movement(b, adjustments, rack, 5, past('02'))
    await movement(a, rack, adjustments, 3, past('05'))
    const asOf = async (day: string, more: object = {}) => {
      const { items } = await shop.api.stock.asOf({ at: `2026-01-${day}T18:00:00Z`, ...more })
      return items
        .filter((row) => row.usage === 'STORAGE' && [a, b].includes(row.itemId))
        .map((row) => [row.itemId, row.location, row.onHand])
    }
    expect(await asOf('02')).toEqual([
      [a, 'Stock', '8'],
      [b, 'Place RACK-5', '5'],
    ])
    expect(await asOf('03', { itemId: a })).toEqual([
      [a, 'Stock', '5'],
      [a, 'Place RACK-5', '3'],
    ])
    expect(await asOf('06', { locationId: rack })).toEqual([[b, 'Place RACK-5', '5']])

    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await shop.api.stock.asOf({ at: '2026-01-04T00:00:00Z', limit: 2, ...(cursor ? { cursor } : {}) })
      seen.push(...page.items.map((row) => `${row.itemId}@${row.locationId}`))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    const whole = await shop.api.stock.asOf({ at: '2026-01-04T00:00:00Z', limit: 200 })
    expect(seen).toEqual(whole.items.map((row) => `${row.itemId}@${row.locationId}`))
    expect(new Set(seen).size).toBe(seen.length)
  })
})

describe('what is low', () => {
  it('is proposed with what to order of whom, and becomes one purchase order a supplier', async () => {
    const supplier = (name: string) => shop.api.supplier.create({ name })
    const [glass, wood] = [await supplier('Glass & Co'), await supplier('Wood & Co')]
    const low = await shop.item(3, { reorderPoint: 5, reorderQuantity: 20 })
    const upTo = await shop.item(1, { reorderPoint: 4 })
    const enough = await shop.item(6, { reorderPoint: 5 })
    const coming = await shop.item(1, { reorderPoint: 5 })
    const order = (supplierId: number, itemId: number, unitPrice: string, quantity = 1) =>
      shop.api.purchaseOrder.create({ supplierId, lines: [{ itemId, quantity, unitPrice }] })
    await shop.api.purchaseOrder.cancel({ id: (await order(wood.id, low, '1')).id })
    const last = await order(glass.id, low, '7.5')
    await shop.api.purchaseOrder.receive({ id: last.id })
    await order(wood.id, coming, '3', 5)
    const proposed = async () => (await shop.api.stock.reorderProposals()).items.filter((one) => one.itemId >= low)
    const before = await proposed()
    expect(before.map((one) => [one.itemId, one.quantity, one.supplier?.name ?? null, one.unitPrice])).toEqual([
      [low, '20', 'Glass & Co', '7.50'],
      [upTo, '3', null, '10.00'],
    ])
    expect(before[0]).toMatchObject({ available: '4', incoming: '0', reorderPoint: '5' })
    expect(enough).toBeGreaterThan(0)

    const lines = [
      { itemId: low, supplierId: wood.id, quantity: '20', unitPrice: '7' },
      { itemId: upTo, supplierId: glass.id, quantity: '3', unitPrice: '2' },
      { itemId: upTo, supplierId: wood.id, quantity: '1', unitPrice: '2' },
    ]
    const missing = { ...lines[0], supplierId: 999_999 } as (typeof lines)[0]
    const orders = () => shop.deps.prisma.purchaseOrder.count()
    const held = await orders()
    await expect(shop.api.stock.orderProposals({ lines: [...lines, missing] })).rejects.toMatchObject({
      domainCode: 'INVALID_INPUT',
    })
    expect(await orders()).toBe(held)
    await shop.api.item.update({ id: low, leadDays: 12 })
    const { purchaseOrders } = await shop.api.stock.orderProposals({ lines })
    expect(purchaseOrders).toHaveLength(2)
    const raised = await Promise.all(purchaseOrders.map(({ id }) => shop.api.purchaseOrder.get({ id })))
    expect(raised.map((one) => [one.supplier.name, one.totalAmount])).toEqual([
      ['Glass & Co', '6.00'],
      ['Wood & Co', '142.00'],
    ])
    // Of the one nothing has a lead time; the other is there when what takes longest is.
    const days = raised.map(({ orderDate, expectedDate }) =>
      expectedDate === null ? null : (Date.parse(expectedDate) - Date.parse(orderDate)) / 86_400_000,
    )
    expect(days).toEqual([null, 12])
    expect(await proposed()).toEqual([])
  })

  it('follows reservations, reorder points and deactivation', async () => {
    const low = async () => (await shop.api.statistics.stock()).low
    const before = await low()
    const id = await shop.item(10, { reorderPoint: 5 })
    expect(await low()).toBe(before)
    const order = await shop.sell(id, 5)
    expect(await low()).toBe(before + 1)
    const { attention } = await shop.api.statistics.summary()
    const mine = attention.find((one) => one.kind === 'LOW_STOCK')
    expect(mine?.count).toBe(before + 1)
    await shop.api.salesOrder.cancel({ id: order.id })
    expect(await low()).toBe(before)
    await shop.api.item.update({ id, reorderPoint: '10' })
    expect(await low()).toBe(before + 1)
    await shop.api.item.update({ id, active: false })
    expect(await low()).toBe(before)
  })
})

describe('the overview', () => {
  it('values stock at cost by kind and place, and says what is dead and what turns', async () => {
    const before = await shop.api.stock.overview()
    const dead = await shop.item(4, { kind: 'GLASS', cost: '25' })
    const turning = await shop.item(100, { kind: 'GLASS', cost: '7' })
    // What was posted just now was posted by the database's clock.
    now = new Date(Date.now() + 200 * 86_400_000)
    const order = await shop.sell(turning, 90)
    await shop.api.salesOrder.ship({ id: order.id })
    const after = await shop.api.stock.overview()
    expect(Number(after.value) - Number(before.value)).toBeCloseTo(170, 2)
    expect(after.valueByKind.find((one) => one.kind === 'GLASS')?.value).toBe('170.00')
    expect(after.value).toBe((await shop.api.statistics.stock()).value)
    const sum = (values: { value: string }[]) => values.reduce((total, one) => total + Number(one.value), 0)
    expect(sum(after.valueByLocation)).toBeCloseTo(Number(after.value), 2)
    expect(after.dead.map((one) => one.itemId)).toContain(dead)
    expect(after.dead.map((one) => one.itemId)).not.toContain(turning)
    expect(after.turning[0]).toMatchObject({ itemId: turning, onHand: '10', value: '70.00', days: 0 })
  })
})
