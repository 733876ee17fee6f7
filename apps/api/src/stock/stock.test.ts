import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { checkInvariants } from '../invariants/invariants.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let now = new Date('2026-03-10T12:00:00Z')
let shop: Shop
let api: Api
let at: Record<string, number>
let customerId: number
beforeAll(async () => {
  shop = await openShop({ now: () => now })
  api = (await shop.role('ADMIN')).api
  const { items } = await api.stock.locations({})
  at = Object.fromEntries(items.map((location) => [location.code, location.id]))
  customerId = (await shop.deps.prisma.customer.create({ data: { code: 'B', name: 'Builders' } })).id
})
afterEach(async () => {
  const findings = await checkInvariants(shop.deps.readPool)
  expect(findings.filter((finding) => finding.violations > 0)).toEqual([])
})
afterAll(() => shop.close())

let made = 0
const item = async (openingStock = 0, more: object = {}) =>
  (await api.item.create({ sku: `S${++made}`, name: `Item ${made}`, cost: '10', openingStock, ...more })).id
const place = async (code: string, more: object = {}) =>
  (await api.stock.createLocation({ code, name: `Place ${code}`, ...more })).id
const stockOf = async (itemId: number) => {
  const { items } = await api.stock.balances({ itemId })
  return Object.fromEntries(items.map((balance) => [balance.location, balance.onHand]))
}
const available = async (id: number) => (await api.item.get({ id })).stock.available
const costOf = async (id: number) => (await api.item.get({ id })).cost
const sell = async (itemId: number, quantity: number) => {
  const order = await api.salesOrder.create({ customerId, lines: [{ itemId, quantity, unitPrice: '20' }] })
  return api.salesOrder.confirm({ id: order.id })
}
const refused = (code: string, details: object = {}) => ({
  domainCode: code,
  details: expect.objectContaining(details),
})

describe('locations', () => {
  it('make a tree with codes that are unique regardless of case', async () => {
    const hall = await place('HALL-1')
    const rack = await place('RACK-1', { parentId: hall })
    await expect(place('rack-1')).rejects.toMatchObject(refused('DUPLICATE', { field: 'code' }))
    await expect(place('RACK-2', { parentId: 999_999 })).rejects.toMatchObject({ domainCode: 'INVALID_INPUT' })
    expect(await api.stock.location({ id: rack })).toMatchObject({ code: 'RACK-1', parentId: hall, active: true })
    await expect(api.stock.updateLocation({ id: hall, parentId: rack })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'location.ring' }),
    )
    await expect(api.stock.updateLocation({ id: hall, parentId: hall })).rejects.toMatchObject({
      domainCode: 'RULE_VIOLATED',
    })
    expect(await api.stock.updateLocation({ id: rack, parentId: null, name: 'Rack' })).toMatchObject({
      parentId: null,
      name: 'Rack',
    })
  })

  it('do not become a ring when two are moved below each other at once', async () => {
    const [a, b] = [await place('RING-A'), await place('RING-B')]
    const moved = await Promise.allSettled([
      api.stock.updateLocation({ id: a, parentId: b }),
      api.stock.updateLocation({ id: b, parentId: a }),
    ])
    expect(moved.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('stay active while they hold stock, and take none once they are not', async () => {
    const [id, rack] = [await item(3), await place('RACK-3')]
    await api.stock.transfer({ itemId: id, fromId: at.STOCK ?? 0, toId: rack, quantity: 1 })
    await expect(api.stock.updateLocation({ id: rack, active: false })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'location.holdsStock' }),
    )
    await api.stock.transfer({ itemId: id, fromId: rack, toId: at.STOCK ?? 0, quantity: 1 })
    await api.stock.updateLocation({ id: rack, active: false })
    await expect(
      api.stock.transfer({ itemId: id, fromId: at.STOCK ?? 0, toId: rack, quantity: 1 }),
    ).rejects.toMatchObject(refused('RULE_VIOLATED', { rule: 'stock.place' }))
    await expect(api.stock.updateLocation({ id: at.STOCK ?? 0, active: false })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'location.system' }),
    )
  })

  it('hold nothing when they are deactivated at the moment something arrives', async () => {
    const id = await item(50)
    for (let round = 0; round < 10; round++) {
      const rack = await place(`RACE-${round}`)
      await Promise.allSettled([
        api.stock.updateLocation({ id: rack, active: false }),
        api.stock.transfer({ itemId: id, fromId: at.STOCK ?? 0, toId: rack, quantity: 1 }),
      ])
      const { active } = await api.stock.location({ id: rack })
      const { items } = await api.stock.balances({ locationId: rack })
      expect(active).toBe(items.length > 0)
    }
  })
})

describe('stock', () => {
  it('that is promised cannot be issued, and can once the order is cancelled', async () => {
    const id = await item(100)
    const order = await sell(id, 50)
    expect(await available(id)).toBe('50')
    await expect(api.stock.scrap({ itemId: id, quantity: 100, reason: 'Water' })).rejects.toMatchObject(
      refused('INSUFFICIENT_STOCK', { items: [expect.objectContaining({ requested: '100', available: '50' })] }),
    )
    expect(await stockOf(id)).toMatchObject({ Stock: '100' })
    await api.salesOrder.cancel({ id: order.id })
    await api.stock.scrap({ itemId: id, quantity: 100, reason: 'Water' })
    expect(await available(id)).toBe('0')
  })

  it('is transferred, adjusted and scrapped, each a movement with its reason and an event', async () => {
    const [id, rack] = [await item(10), await place('RACK-4')]
    const { movements } = await api.stock.transfer({ itemId: id, fromId: at.STOCK ?? 0, toId: rack, quantity: '2.5' })
    expect(movements).toMatchObject([{ from: 'Stock', to: 'Place RACK-4', quantity: '2.5', reason: null }])
    await api.stock.adjust({ itemId: id, direction: 'UP', quantity: 1, reason: 'Found' })
    await api.stock.adjust({ itemId: id, locationId: rack, direction: 'DOWN', quantity: '0.5', reason: 'Lost' })
    // From several places where one does not hold enough.
    const scrapped = await api.stock.scrap({ itemId: id, quantity: 9, reason: 'Broken' })
    expect(scrapped.movements.map((one) => [one.from, one.quantity, one.reason])).toEqual([
      ['Stock', '8.5', 'Broken'],
      ['Place RACK-4', '0.5', 'Broken'],
    ])
    expect(await stockOf(id)).toMatchObject({ 'Place RACK-4': '1.5', Scrap: '9' })
    const { items } = await api.event.list({ entity: 'stock', entityId: id })
    expect(items.map((event) => event.type)).toEqual([
      'stock.scrapped',
      'stock.adjusted',
      'stock.adjusted',
      'stock.transferred',
    ])
    expect(items[0]?.payload).toMatchObject({ quantity: '9', reason: 'Broken' })
  })

  it('is not moved by what makes no sense', async () => {
    const [id, stock] = [await item(5), at.STOCK ?? 0]
    const service = await item(0, { kind: 'SERVICE' })
    const frame = await api.frame.create({ name: 'W', material: 'Oak', widthMm: 1, heightMm: 1, openingStock: 2 })
    const move = (more: object) => api.stock.transfer({ itemId: id, fromId: stock, toId: stock, quantity: 1, ...more })
    await expect(move({})).rejects.toMatchObject({ domainCode: 'INVALID_INPUT' })
    await expect(move({ toId: at.CUSTOMERS })).rejects.toMatchObject(refused('RULE_VIOLATED', { rule: 'stock.place' }))
    await expect(move({ toId: at.ASSEMBLED })).rejects.toMatchObject(refused('RULE_VIOLATED', { rule: 'stock.place' }))
    await expect(move({ toId: at.STAGING, itemId: 999_999 })).rejects.toMatchObject({ domainCode: 'INVALID_INPUT' })
    await expect(move({ toId: at.STAGING, itemId: service })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'stock.service' }),
    )
    await expect(move({ toId: at.STAGING, quantity: 6 })).rejects.toMatchObject({ domainCode: 'INSUFFICIENT_STOCK' })
    await expect(api.stock.scrap({ itemId: frame.id, quantity: '0.5', reason: 'Half' })).rejects.toMatchObject({
      domainCode: 'INVALID_INPUT',
    })
    const viewer = (await shop.role('VIEWER')).api
    await expect(viewer.stock.scrap({ itemId: id, quantity: 1, reason: 'x' })).rejects.toMatchObject({
      domainCode: 'FORBIDDEN',
    })
  })

  it('moves once for one idempotency key', async () => {
    const id = await item(10)
    const { caller } = await shop.role('WAREHOUSE')
    const once = shop.as(caller, { idempotencyKey: 'scrap-1' })
    const input = { itemId: id, quantity: 1, reason: 'Broken' }
    const answers = await Promise.all([1, 2, 3].map(() => once.stock.scrap(input)))
    expect(new Set(answers.map((answer) => answer.movements[0]?.id)).size).toBe(1)
    expect(await available(id)).toBe('9')
  })
})

describe('a movement', () => {
  const reverse = (movementId: number) => api.stock.reverse({ movementId, reason: 'Mistake' })

  it('is reversed once, however many try at once', async () => {
    const id = await item(10)
    const { movements } = await api.stock.scrap({ itemId: id, quantity: 4, reason: 'Broken' })
    const movementId = movements[0]?.id ?? 0
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => reverse(movementId)))
    const done = tries.filter((one) => one.status === 'fulfilled')
    expect(done).toHaveLength(1)
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toMatchObject({ domainCode: 'CONFLICT' })
    expect(await available(id)).toBe('10')
    const reversal = done[0]?.value.movements[0]
    expect(reversal).toMatchObject({ from: 'Scrap', to: 'Stock', quantity: '4', sourceType: 'reversal' })
    await expect(reverse(reversal?.id ?? 0)).rejects.toMatchObject(refused('RULE_VIOLATED', { rule: 'stock.reversal' }))
    await expect(reverse(999_999)).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
  })

  it('is not reversed when what came has been promised or has gone', async () => {
    const id = await item()
    const { movements } = await api.stock.adjust({ itemId: id, direction: 'UP', quantity: 5, reason: 'Found' })
    const order = await sell(id, 3)
    await expect(reverse(movements[0]?.id ?? 0)).rejects.toMatchObject(
      refused('INSUFFICIENT_STOCK', { items: [expect.objectContaining({ requested: '5', available: '2' })] }),
    )
    await api.salesOrder.cancel({ id: order.id })
    await reverse(movements[0]?.id ?? 0)
    expect(await available(id)).toBe('0')
  })

  it('of a document is undone there and not here', async () => {
    const id = await item(5)
    const order = await api.purchaseOrder.create({
      supplierName: 'Glaswerk',
      lines: [{ itemId: id, quantity: 1, unitPrice: 5 }],
    })
    await api.purchaseOrder.receive({ id: order.id })
    const sale = await sell(id, 1)
    await api.salesOrder.ship({ id: sale.id })
    const { items } = await api.stock.movements({ itemId: id })
    expect(items.map((movement) => movement.sourceType)).toEqual(['shipment', 'purchaseOrder', 'item'])
    for (const movement of items.slice(0, 2)) {
      await expect(reverse(movement.id)).rejects.toMatchObject(refused('RULE_VIOLATED', { rule: 'stock.documented' }))
    }
    await reverse(items[2]?.id ?? 0)
    expect(await stockOf(id)).toEqual({ Customers: '1', Suppliers: '-1' })
  })

  it('takes its cost with it when it is reversed', async () => {
    const id = await item(2)
    const { movements } = await api.stock.adjust({
      itemId: id,
      direction: 'UP',
      quantity: 2,
      unitCost: '30',
      reason: 'Found',
    })
    expect(await costOf(id)).toBe('20.00')
    const { movements: gone } = await api.stock.scrap({ itemId: id, quantity: 1, reason: 'Broken' })
    await reverse(gone[0]?.id ?? 0)
    expect(await costOf(id)).toBe('20.00')
    await reverse(movements[0]?.id ?? 0)
    expect(await costOf(id)).toBe('10.00')
  })
})

describe('the stock as of an instant', () => {
  it('is the sum of what had moved by then, page by page', async () => {
    const [a, b] = [await item(), await item()]
    const rack = await place('RACK-5')
    const past = (day: string) => new Date(`2026-01-${day}T12:00:00Z`)
    const { prisma } = shop.deps
    const movement = (itemId: number, fromId: number, toId: number, quantity: number, effectiveAt: Date) =>
      prisma.stockMovement.create({
        data: { itemId, fromId, toId, quantity, effectiveAt, sourceType: 'x', operationKey: `${Math.random()}` },
      })
    const [adjustments, stock] = [at.ADJUSTMENTS ?? 0, at.STOCK ?? 0]
    await movement(a, adjustments, stock, 8, past('01'))
    await movement(a, stock, rack, 3, past('03'))
    await movement(b, adjustments, rack, 5, past('02'))
    await movement(a, rack, adjustments, 3, past('05'))
    const asOf = async (day: string, more: object = {}) => {
      const { items } = await api.stock.asOf({ at: `2026-01-${day}T18:00:00Z`, ...more })
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
      const page = await api.stock.asOf({ at: '2026-01-04T00:00:00Z', limit: 2, ...(cursor ? { cursor } : {}) })
      seen.push(...page.items.map((row) => `${row.itemId}@${row.locationId}`))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    const whole = await api.stock.asOf({ at: '2026-01-04T00:00:00Z', limit: 200 })
    expect(seen).toEqual(whole.items.map((row) => `${row.itemId}@${row.locationId}`))
    expect(new Set(seen).size).toBe(seen.length)
  })
})

describe('what is low', () => {
  it('is proposed with what to order of whom, and becomes one purchase order a supplier', async () => {
    const supplier = (name: string) => api.supplier.create({ name })
    const [glass, wood] = [await supplier('Glass & Co'), await supplier('Wood & Co')]
    const low = await item(3, { reorderPoint: 5, reorderQuantity: 20 })
    const upTo = await item(1, { reorderPoint: 4 })
    const enough = await item(6, { reorderPoint: 5 })
    const coming = await item(1, { reorderPoint: 5 })
    const order = (supplierId: number, itemId: number, unitPrice: string, quantity = 1) =>
      api.purchaseOrder.create({ supplierId, lines: [{ itemId, quantity, unitPrice }] })
    await api.purchaseOrder.cancel({ id: (await order(wood.id, low, '1')).id })
    const last = await order(glass.id, low, '7.5')
    await api.purchaseOrder.receive({ id: last.id })
    await order(wood.id, coming, '3', 5)
    const proposed = async () => (await api.stock.reorderProposals()).items.filter((one) => one.itemId >= low)
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
    await expect(api.stock.orderProposals({ lines: [...lines, missing] })).rejects.toMatchObject({
      domainCode: 'INVALID_INPUT',
    })
    expect(await orders()).toBe(held)
    const { purchaseOrders } = await api.stock.orderProposals({ lines })
    expect(purchaseOrders).toHaveLength(2)
    const raised = await Promise.all(purchaseOrders.map(({ id }) => api.purchaseOrder.get({ id })))
    expect(raised.map((one) => [one.supplier.name, one.totalAmount])).toEqual([
      ['Glass & Co', '6.00'],
      ['Wood & Co', '142.00'],
    ])
    expect(await proposed()).toEqual([])
  })

  it('follows reservations, reorder points and deactivation', async () => {
    const low = async () => (await api.statistics.stock()).low
    const before = await low()
    const id = await item(10, { reorderPoint: 5 })
    expect(await low()).toBe(before)
    const order = await sell(id, 5)
    expect(await low()).toBe(before + 1)
    const { attention } = await api.statistics.summary()
    const mine = attention.find((one) => one.kind === 'LOW_STOCK')
    expect(mine?.count).toBe(before + 1)
    await api.salesOrder.cancel({ id: order.id })
    expect(await low()).toBe(before)
    await api.item.update({ id, reorderPoint: '10' })
    expect(await low()).toBe(before + 1)
    await api.item.update({ id, active: false })
    expect(await low()).toBe(before)
  })
})

describe('the overview', () => {
  it('values stock at cost by kind and place, and says what is dead and what turns', async () => {
    const before = await api.stock.overview()
    const dead = await item(4, { kind: 'GLASS', cost: '25' })
    const turning = await item(100, { kind: 'GLASS', cost: '7' })
    // What was posted just now was posted by the database's clock.
    now = new Date(Date.now() + 200 * 86_400_000)
    const order = await sell(turning, 90)
    await api.salesOrder.ship({ id: order.id })
    const after = await api.stock.overview()
    expect(Number(after.value) - Number(before.value)).toBeCloseTo(170, 2)
    expect(after.valueByKind.find((one) => one.kind === 'GLASS')?.value).toBe('170.00')
    expect(after.value).toBe((await api.statistics.stock()).value)
    const sum = (values: { value: string }[]) => values.reduce((total, one) => total + Number(one.value), 0)
    expect(sum(after.valueByLocation)).toBeCloseTo(Number(after.value), 2)
    expect(after.dead.map((one) => one.itemId)).toContain(dead)
    expect(after.dead.map((one) => one.itemId)).not.toContain(turning)
    expect(after.turning[0]).toMatchObject({ itemId: turning, onHand: '10', value: '70.00', days: 0 })
  })
})
