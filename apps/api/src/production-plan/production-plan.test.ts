import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStockedShop, refused, type StockedShop } from '../testing/stocked-shop.ts'

let shop: StockedShop
beforeAll(async () => {
  shop = await openStockedShop(() => new Date('2026-03-10T12:00:00Z'))
})
afterEach(() => shop.expectInvariants())
afterAll(() => shop.close())

const line = (componentId: number, quantity: number | string = 1, more: object = {}) => ({
  componentId,
  quantity,
  unit: 'each',
  ...more,
})
const make = (itemId: number, ...lines: ReturnType<typeof line>[]) => shop.api.bom.create({ itemId, lines })

/** A door of a frame and two leaves, those of bars and screws; 3 frames and 10 m of bar are there. */
async function doors() {
  const [door, frame, leaf] = [await shop.item(0), await shop.item(3), await shop.item(0)]
  const bar = await shop.item(10, { unit: 'm', cost: '5' })
  const screw = await shop.item(1000, { cost: '0.01' })
  await make(frame, line(bar, 5, { unit: 'm' }), line(screw, 8))
  await make(leaf, line(bar, '2.5', { unit: 'm' }), line(screw, 12))
  await make(door, line(frame), line(leaf, 2), line(screw, 4))
  return { door, frame, leaf, bar, screw }
}

const draftOf = async (...lines: [itemId: number, quantity: number][]) => {
  const { id: customerId } = await shop.deps.prisma.customer.findFirstOrThrow()
  return shop.api.salesOrder.create({
    customerId,
    dueDate: '2026-04-01',
    lines: lines.map(([itemId, quantity]) => ({ itemId, quantity, unitPrice: '20' })),
  })
}

const quantities = (orders: { itemId: number; quantity: string }[]) =>
  Object.fromEntries(orders.map((order) => [order.itemId, order.quantity]))

describe('a plan', () => {
  it('makes what a sales order is short of, down all levels, and names what is to be bought', async () => {
    const { door, frame, leaf, bar, screw } = await doors()
    const sale = await draftOf([door, 5])
    await expect(shop.api.salesOrder.confirm({ id: sale.id })).rejects.toMatchObject(refused('INSUFFICIENT_STOCK'))

    const plan = await shop.api.productionPlan.preview({ salesOrderId: sale.id })
    expect(plan.salesOrder).toEqual({ id: sale.id, number: sale.number })
    // Of five frames three are there.
    expect(quantities(plan.orders)).toEqual({ [door]: '5', [frame]: '2', [leaf]: '10' })
    expect(plan.orders.every((order) => order.dueDate === '2026-04-01')).toBe(true)
    expect(plan.orders.find((order) => order.itemId === frame)).toMatchObject({
      level: 1,
      needed: '5',
      available: '3',
      pegs: [{ itemId: door, quantity: '2' }],
    })
    // 2 × 5 m and 10 × 2.5 m where 10 m are.
    expect(plan.purchases).toMatchObject([{ itemId: bar, needed: '35', available: '10', short: '25', supplier: null }])
    expect(plan.covered).toMatchObject([{ itemId: screw, needed: '156' }])

    const made = await shop.api.productionPlan.create({ salesOrderId: sale.id, expected: plan.fingerprint })
    expect(quantities(made.orders)).toEqual(quantities(plan.orders))
    const places = made.orders.map((order) => Number(order.number.split('-')[2]))
    expect(places).toEqual(places.map((_, at) => (places[0] ?? 0) + at))
    const order = await shop.api.productionOrder.get({ id: made.orders[0]?.id ?? 0 })
    expect(order).toMatchObject({ status: 'DRAFT', dueDate: '2026-04-01', salesOrder: { id: sale.id } })
    expect(await shop.api.productionPlan.chain({ id: order.id })).toMatchObject({
      salesOrder: { id: sale.id, status: 'DRAFT' },
      wholes: [],
      parts: expect.arrayContaining([
        expect.objectContaining({ itemId: frame, quantity: '2', status: 'DRAFT' }),
        expect.objectContaining({ itemId: leaf, quantity: '10' }),
      ]),
    })

    // What is planned is coming: there is nothing left to plan.
    const again = await shop.api.productionPlan.preview({ salesOrderId: sale.id })
    expect(again.orders).toEqual([])
    await expect(shop.api.productionPlan.create({ salesOrderId: sale.id })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'productionPlan.nothing' }),
    )
  })

  it('does not give twice what another plan counts on', async () => {
    const { door, frame, leaf, bar } = await doors()
    const first = await draftOf([door, 2])
    await shop.api.productionPlan.create({ salesOrderId: first.id })
    const second = await draftOf([door, 2])
    const plan = await shop.api.productionPlan.preview({ salesOrderId: second.id })
    // The two doors coming are the first order's; one of three frames is left by it.
    expect(quantities(plan.orders)).toEqual({ [door]: '2', [frame]: '1', [leaf]: '4' })
    expect(plan.orders.find((order) => order.itemId === frame)).toMatchObject({ available: '3', promised: '2' })
    // 10 m are there, and the first order's leaves want them all.
    expect(plan.purchases).toMatchObject([{ itemId: bar, needed: '15', promised: '10', short: '15' }])
  })

  it('by hand makes the quantity asked, whatever there is, and of its parts what is missing', async () => {
    const { door, frame, leaf } = await doors()
    const plan = await shop.api.productionPlan.preview({
      lines: [
        { itemId: frame, quantity: 2, dueDate: '2026-05-02' },
        { itemId: door, quantity: 1, dueDate: '2026-05-01' },
      ],
    })
    expect(quantities(plan.orders)).toEqual({ [frame]: '2', [door]: '1', [leaf]: '2' })
    expect(plan.orders.find((order) => order.itemId === leaf)).toMatchObject({ dueDate: '2026-05-01' })
    const made = await shop.api.productionPlan.create({
      lines: [{ itemId: door, quantity: 1, dueDate: '2026-05-01' }],
      priority: 'HIGH',
      notes: 'Sample',
    })
    expect(await shop.api.productionOrder.get({ id: made.orders[0]?.id ?? 0 })).toMatchObject({
      itemId: door,
      priority: 'HIGH',
      notes: 'Sample',
      salesOrder: null,
    })
  })

  it('is begun its lead time before it is due, its parts are due then, and what is bought is ordered in time', async () => {
    const { door, frame, leaf, bar, screw } = await doors()
    for (const [id, leadDays] of [
      [door, 2],
      [frame, 5],
      [leaf, 3],
      [bar, 14],
    ] as const) {
      const { version } = await shop.api.item.get({ id })
      expect(await shop.api.item.update({ id, version, leadDays })).toMatchObject({ leadDays })
    }
    const input = { lines: [{ itemId: door, quantity: 500, dueDate: '2026-04-01' }] }
    const plan = await shop.api.productionPlan.preview(input)
    const days = Object.fromEntries(plan.orders.map((order) => [order.itemId, [order.dueDate, order.startDate]]))
    // Two days for the door: by then frames and leaves are there, which take five and three.
    expect(days).toEqual({
      [door]: ['2026-04-01', '2026-03-30'],
      [frame]: ['2026-03-30', '2026-03-25'],
      [leaf]: ['2026-03-30', '2026-03-27'],
    })
    // Bars for the frames, whichever is begun first; screws take no time.
    const wanted = Object.fromEntries(
      plan.purchases.map((row) => [row.itemId, [row.neededDate, row.orderDate, row.late]]),
    )
    expect(wanted).toEqual({
      [bar]: ['2026-03-25', '2026-03-11', false],
      [screw]: ['2026-03-25', '2026-03-25', false],
    })
    expect(plan.orders.some((order) => order.late)).toBe(false)
    const soon = await shop.api.productionPlan.preview({
      lines: [{ itemId: door, quantity: 500, dueDate: '2026-03-15' }],
    })
    expect(Object.fromEntries(soon.orders.map((order) => [order.itemId, [order.startDate, order.late]]))).toEqual({
      [door]: ['2026-03-13', false],
      [frame]: ['2026-03-08', true],
      [leaf]: ['2026-03-10', false],
    })
    expect(soon.purchases.find((row) => row.itemId === bar)).toMatchObject({ orderDate: '2026-02-22', late: true })

    const made = await shop.api.productionPlan.create({ ...input, expected: plan.fingerprint })
    expect(Object.fromEntries(made.orders.map((order) => [order.itemId, order.dueDate]))).toEqual({
      [door]: '2026-04-01',
      [frame]: '2026-03-30',
      [leaf]: '2026-03-30',
    })
    // Without a day nothing is early or late.
    const some = await shop.api.productionPlan.preview({ lines: [{ itemId: door, quantity: 1 }] })
    expect(some.orders[0]).toMatchObject({ dueDate: null, startDate: null, leadDays: 2, late: false })
  })

  it('makes what is counted in whole pieces, and combines what several wholes take', async () => {
    const [a, b, part] = [await shop.item(), await shop.item(), await shop.item()]
    const raw = await shop.item()
    await make(part, line(raw, '0.5'))
    await make(a, line(part, 1, { scrapPercent: '10' }))
    await make(b, line(part, 2))
    const { orders } = await shop.api.productionPlan.create({
      lines: [
        { itemId: a, quantity: 3 },
        { itemId: b, quantity: 2 },
      ],
    })
    // 3.3 and 4 are 7.3.
    expect(quantities(orders)).toEqual({ [a]: '3', [b]: '2', [part]: '8' })
    const chain = await shop.api.productionPlan.chain({ id: orders.find((order) => order.itemId === part)?.id ?? 0 })
    expect(chain.wholes.map((order) => [order.itemId, order.quantity])).toEqual(
      expect.arrayContaining([
        [a, '3.3'],
        [b, '4'],
      ]),
    )
  })

  it('counts what is ordered, and what released orders have reserved or still want', async () => {
    const [table, leg] = [await shop.item(), await shop.item(6)]
    await make(table, line(leg, 4))
    const order = await shop.api.productionOrder.create({ itemId: table, quantity: 2 })
    const { id: supplierId } = await shop.deps.prisma.supplier.create({ data: { code: `L${leg}`, name: 'Legs' } })
    await shop.api.purchaseOrder.create({ supplierId, lines: [{ itemId: leg, quantity: 5, unitPrice: '2.5' }] })
    const short = async () =>
      (await shop.api.productionPlan.preview({ lines: [{ itemId: table, quantity: 1 }] })).purchases[0]
    // 6 there, 5 coming, 8 wanted by the draft: 3 for the four legs.
    const expected = { itemId: leg, short: '1', incoming: '5', supplier: { id: supplierId }, unitPrice: '2.50' }
    expect(await short()).toMatchObject({ ...expected, available: '6', promised: '8' })
    // Six of them reserved, two still wanted.
    await shop.api.productionOrder.release({ id: order.id, partial: true })
    expect(await short()).toMatchObject({ ...expected, available: '0', promised: '2' })
  })

  it('happens once for one key, and one after the other for two people at once', async () => {
    const { door } = await doors()
    const sale = await draftOf([door, 1])
    const idempotencyKey = randomUUID()
    const planner = await shop.role('PLANNER')
    const keyed = shop.as(planner.caller, { idempotencyKey })
    const [first, second] = await Promise.all([1, 2].map(() => keyed.productionPlan.create({ salesOrderId: sale.id })))
    expect(second).toEqual(first)
    const other = await draftOf([door, 1])
    const outcomes = await Promise.allSettled(
      [1, 2].map(() => planner.api.productionPlan.create({ salesOrderId: other.id })),
    )
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await shop.deps.prisma.productionOrder.count({ where: { salesOrderId: other.id, itemId: door } })).toBe(1)
  })

  it('is refused where it is no longer what was seen', async () => {
    const { door, frame } = await doors()
    const sale = await draftOf([door, 4])
    const { fingerprint } = await shop.api.productionPlan.preview({ salesOrderId: sale.id })
    await shop.api.stock.adjust({
      itemId: frame,
      locationId: shop.at('STOCK'),
      direction: 'DOWN',
      quantity: 3,
      reason: 'Broken',
    })
    await expect(
      shop.api.productionPlan.create({ salesOrderId: sale.id, expected: fingerprint }),
    ).rejects.toMatchObject(refused('CONFLICT'))
  })

  it('is refused for what is not made, and for what is done', async () => {
    const bought = await shop.item()
    await expect(shop.api.productionPlan.preview({ lines: [{ itemId: bought, quantity: 1 }] })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'productionPlan.notMade' }),
    )
    await expect(shop.api.productionPlan.preview({ lines: [{ itemId: 999_999, quantity: 1 }] })).rejects.toMatchObject({
      details: { fields: [{ path: 'lines.0.itemId' }] },
    })
    await expect(shop.api.productionPlan.preview({ salesOrderId: 999_999 })).rejects.toMatchObject(refused('NOT_FOUND'))
    await expect(shop.api.productionPlan.preview({})).rejects.toThrow(/either a sales order or lines/)
    const sale = await draftOf([bought, 1])
    expect(await shop.api.productionPlan.preview({ salesOrderId: sale.id })).toMatchObject({
      orders: [],
      purchases: [{ itemId: bought, short: '1' }],
    })
    await shop.api.salesOrder.cancel({ id: sale.id })
    await expect(shop.api.productionPlan.preview({ salesOrderId: sale.id })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'productionOrder.salesOrderDone' }),
    )
  })
})
