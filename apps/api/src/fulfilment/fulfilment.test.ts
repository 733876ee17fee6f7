import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { checkInvariants } from '../invariants/invariants.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let admin: Api
/** Two people of the warehouse at one terminal, with their badges. */
let terminal: Api
let anna: { badge: string }
let ben: { badge: string }
let customerId: number
let count = 0

beforeAll(async () => {
  shop = await openShop()
  admin = (await shop.role('ADMIN')).api
  terminal = (await shop.role('WAREHOUSE')).api
  anna = await worker('anna')
  ben = await worker('ben')
  customerId = (await shop.deps.prisma.customer.create({ data: { code: 'C1', name: 'Corner House' } })).id
})
afterAll(() => shop.close())
afterEach(async () => {
  const findings = await checkInvariants(shop.deps.readPool)
  expect(findings.filter((finding) => finding.violations > 0)).toEqual([])
})

async function worker(username: string, role = 'WAREHOUSE') {
  const { userId } = await shop.person(role, username)
  return { badge: (await admin.badge.issue({ userId })).code }
}
const item = (openingStock: string, extra: object = {}) => {
  count++
  return admin.item.create({ sku: `F-${count}`, name: `Item ${count}`, unitPrice: '10', openingStock, ...extra })
}
async function confirmedOrder(lines: { itemId: number; quantity: number }[]) {
  const { id } = await admin.salesOrder.create({ customerId, lines })
  return admin.salesOrder.confirm({ id })
}
const importInvoice = (invoiceNo: string, items: { sku: string; quantity: string }[]) =>
  admin.invoice.import({
    invoiceNo,
    invoiceDate: '2026-03-02',
    source: 'SHOP',
    customer: { code: 'C1', name: 'Corner House' },
    items: items.map((one) => ({ ...one, unitPrice: '4' })),
  })
/** What lies where of an item, by what the places are for. */
async function at(itemId: number): Promise<Record<string, string>> {
  const { items } = await admin.stock.balances({ itemId, limit: 100 })
  return {
    STORAGE: '0',
    STAGING: '0',
    CUSTOMER: '0',
    ...Object.fromEntries(items.map((row) => [row.usage, row.onHand])),
  }
}
const stock = async (itemId: number) => (await admin.item.get({ id: itemId })).stock
async function pack(fulfilmentId: number, who = anna) {
  await terminal.fulfilment.startPicking({ fulfilmentId, ...who })
  await terminal.fulfilment.completePicking({ fulfilmentId, ...who })
  await terminal.fulfilment.startPacking({ fulfilmentId, ...who })
  return terminal.fulfilment.completePacking({ fulfilmentId, ...who })
}

describe('the goods of a sales order', () => {
  it('go from the shelf to the customer, each step moving what it says and the order following', async () => {
    const { id: itemId } = await item('10')
    const order = await confirmedOrder([{ itemId, quantity: 4 }])
    const made = await admin.fulfilment.create({ salesOrderId: order.id })
    expect(made).toMatchObject({ status: 'PENDING', lineCount: 1, short: false })
    expect(made.lines[0]?.places).toEqual([
      { locationId: expect.any(Number), code: 'STOCK', name: expect.any(String), quantity: '4' },
    ])
    const fulfilmentId = made.id

    const started = await terminal.fulfilment.startPicking({ fulfilmentId, ...anna })
    expect(started).toMatchObject({
      status: 'PENDING',
      openSession: { stage: 'PICKING' },
      session: { completedAt: null },
    })
    expect((await terminal.fulfilment.completePicking({ fulfilmentId, ...anna })).status).toBe('PICKED')
    expect(await at(itemId)).toMatchObject({ STORAGE: '6', STAGING: '4' })
    expect(await stock(itemId)).toEqual({ onHand: '6', reserved: '0', available: '6' })

    expect((await terminal.fulfilment.startPacking({ fulfilmentId, ...ben })).status).toBe('PACKING')
    expect((await terminal.fulfilment.completePacking({ fulfilmentId, ...ben })).status).toBe('PACKED')
    const gone = await terminal.fulfilment.startDelivery({
      fulfilmentId,
      ...ben,
      deliveryType: 'COURIER',
      courierName: 'Fast Vans',
      trackingNo: 'FV1',
    })
    expect(gone).toMatchObject({ status: 'DISPATCHED', shipment: expect.stringMatching(/^SH-/) })
    expect(await at(itemId)).toMatchObject({ STORAGE: '6', STAGING: '0', CUSTOMER: '4' })
    expect((await admin.salesOrder.get({ id: order.id })).status).toBe('SHIPPED')
    // A courier does not come back to say so: whoever hears of it may.
    expect((await terminal.fulfilment.completeDelivery({ fulfilmentId, ...anna })).status).toBe('DELIVERED')
    expect((await admin.salesOrder.get({ id: order.id })).status).toBe('DELIVERED')
  })

  it('go in parts, never beyond what is outstanding, also when two ask at once', async () => {
    const { id: itemId } = await item('10')
    const order = await confirmedOrder([{ itemId, quantity: 5 }])
    const lineId = order.lines[0]?.id ?? 0
    const results = await Promise.allSettled(
      [3, 3].map((quantity) => admin.fulfilment.create({ salesOrderId: order.id, lines: [{ lineId, quantity }] })),
    )
    expect(results.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(results.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { domainCode: 'RULE_VIOLATED', details: { open: '2' } },
    })
    const rest = await admin.fulfilment.create({ salesOrderId: order.id })
    expect(rest.lines[0]?.quantity).toBe('2')
    await expect(admin.fulfilment.create({ salesOrderId: order.id })).rejects.toMatchObject({
      domainCode: 'RULE_VIOLATED',
    })
    // What is in a fulfilment is not shipped past it, nor is its order cancelled under it.
    await expect(admin.salesOrder.ship({ id: order.id })).rejects.toMatchObject({ domainCode: 'RULE_VIOLATED' })
    await expect(admin.salesOrder.cancel({ id: order.id })).rejects.toMatchObject({ domainCode: 'RULE_VIOLATED' })
    await pack(rest.id)
    await terminal.fulfilment.handOver({ fulfilmentId: rest.id, ...anna, deliveryType: 'DIRECT', delivered: true })
    expect((await admin.salesOrder.get({ id: order.id })).status).toBe('CONFIRMED')
  })

  it('are outstanding as far as no other fulfilment has them, for whoever may see the order', async () => {
    const { id: itemId } = await item('10')
    const order = await confirmedOrder([
      { itemId, quantity: 5 },
      { itemId, quantity: 2 },
    ])
    const salesOrderId = order.id
    const [first, second] = order.lines.map((line) => line.id)
    const left = async (api = admin) =>
      (await api.fulfilment.outstanding({ salesOrderId })).lines.map((line) => [line.lineId, line.outstanding])
    expect(await left()).toEqual([
      [first, '5'],
      [second, '2'],
    ])
    const made = await admin.fulfilment.create({ salesOrderId, lines: [{ lineId: first ?? 0, quantity: '2' }] })
    expect(await left()).toEqual([
      [first, '3'],
      [second, '2'],
    ])
    await admin.fulfilment.cancel({ id: made.id })
    expect((await left())[0]).toEqual([first, '5'])
    const other = (await shop.role('SALES_EXECUTIVE')).api
    await expect(left(other)).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
    await expect(admin.fulfilment.outstanding({})).rejects.toThrow(/either salesOrderId or invoiceId/)
  })

  it('are short where less was picked: with its reason, and outstanding again', async () => {
    const { id: itemId } = await item('10')
    const order = await confirmedOrder([{ itemId, quantity: 4 }])
    const { id: fulfilmentId, lines } = await admin.fulfilment.create({ salesOrderId: order.id })
    const lineId = lines[0]?.id ?? 0
    await terminal.fulfilment.startPicking({ fulfilmentId, ...anna })
    const complete = (picked: string, reason: string) =>
      terminal.fulfilment.completePicking({ fulfilmentId, ...anna, lines: [{ lineId, picked, reason }] })
    await expect(complete('3', '')).rejects.toMatchObject({ domainCode: 'INVALID_INPUT' })
    await expect(complete('5', '')).rejects.toMatchObject({ domainCode: 'RULE_VIOLATED' })
    await expect(complete('0', 'Gone')).rejects.toMatchObject({ domainCode: 'RULE_VIOLATED' })
    const done = await complete('3', 'One is broken')
    expect(done.lines[0]).toMatchObject({ picked: '3', short: '1', shortReason: 'One is broken' })
    expect(done.short).toBe(true)
    expect(await stock(itemId)).toEqual({ onHand: '7', reserved: '1', available: '6' })
    expect((await admin.fulfilment.create({ salesOrderId: order.id })).lines[0]?.quantity).toBe('1')
  })

  it('come from a named place beside what others were promised there, or are refused by name', async () => {
    const { id: itemId, sku } = await item('5')
    const shelf = await admin.stock.createLocation({ code: `SHELF-${count}`, name: 'Shelf' })
    await admin.stock.adjust({ itemId, locationId: shelf.id, direction: 'UP', quantity: '3', reason: 'Found' })
    const order = await confirmedOrder([
      { itemId, quantity: 3 },
      { itemId, quantity: 4 },
    ])
    const made = await admin.fulfilment.create({ salesOrderId: order.id })
    const fulfilmentId = made.id
    const second = made.lines[1]?.id ?? 0
    const { id: main } = await shop.deps.prisma.location.findUniqueOrThrow({ where: { code: 'STOCK' } })
    await terminal.fulfilment.startPicking({ fulfilmentId, ...anna })
    const complete = (...from: [number, string][]) =>
      terminal.fulfilment.completePicking({
        fulfilmentId,
        ...anna,
        lines: from.map(([locationId, picked]) => ({ lineId: second, locationId, picked })),
      })
    // Three of the five are the first line's.
    await expect(complete([main, '4'])).rejects.toMatchObject({
      domainCode: 'INSUFFICIENT_STOCK',
      details: { items: [{ sku, locationId: main }] },
    })
    await complete([main, '1'], [shelf.id, '3'])
    expect(await stock(itemId)).toEqual({ onHand: '1', reserved: '0', available: '1' })
  })

  it('go back step by step, and forward again', async () => {
    const { id: itemId } = await item('5')
    const order = await confirmedOrder([{ itemId, quantity: 5 }])
    const { id } = await admin.fulfilment.create({ salesOrderId: order.id })
    await pack(id)
    const delivery = { fulfilmentId: id, ...anna, deliveryType: 'DIRECT' as const }
    await terminal.fulfilment.startDelivery(delivery)
    await terminal.fulfilment.completeDelivery({ fulfilmentId: id, ...anna })
    const undo = async () => (await admin.fulfilment.undo({ id, reason: 'Wrong parcel' })).status
    expect(await undo()).toBe('DISPATCHED')
    expect((await admin.salesOrder.get({ id: order.id })).status).toBe('SHIPPED')
    expect(await undo()).toBe('PACKED')
    expect(await admin.salesOrder.get({ id: order.id })).toMatchObject({ status: 'CONFIRMED', shipments: [] })
    expect(await at(itemId)).toMatchObject({ STAGING: '5', CUSTOMER: '0' })
    expect(await undo()).toBe('PACKING')
    expect(await undo()).toBe('PICKED')
    expect(await undo()).toBe('PENDING')
    expect(await stock(itemId)).toEqual({ onHand: '5', reserved: '5', available: '0' })
    expect(await undo()).toBe('PENDING')
    await expect(undo()).rejects.toMatchObject({ domainCode: 'WRONG_STATE' })
    await pack(id, ben)
    await terminal.fulfilment.startDelivery(delivery)
    expect(await at(itemId)).toMatchObject({ STORAGE: '0', STAGING: '0', CUSTOMER: '5' })
  })

  it('are promised to the order again when a picked one is cancelled', async () => {
    const { id: itemId } = await item('5')
    const order = await confirmedOrder([{ itemId, quantity: 3 }])
    const { id } = await admin.fulfilment.create({ salesOrderId: order.id })
    await pack(id)
    expect((await admin.fulfilment.cancel({ id })).status).toBe('CANCELLED')
    expect(await stock(itemId)).toEqual({ onHand: '5', reserved: '3', available: '2' })
    expect((await admin.salesOrder.ship({ id: order.id })).status).toBe('SHIPPED')
  })
})

describe('the goods of an imported invoice', () => {
  it('wait for a picker where all is there, and the invoice says how far they are', async () => {
    const { id: itemId, sku } = await item('3')
    const invoice = await importInvoice('B-1', [{ sku, quantity: '3' }])
    expect(invoice.status).toBe('PENDING')
    expect(await stock(itemId)).toEqual({ onHand: '3', reserved: '3', available: '0' })
    const started = await terminal.fulfilment.startPicking({ invoiceNo: 'b-1', ...anna })
    await terminal.fulfilment.completePicking({ invoiceNo: 'B-1', ...anna })
    expect((await admin.invoice.get({ id: invoice.id })).status).toBe('PICKED')
    await admin.fulfilment.cancel({ id: started.id })
    expect(await stock(itemId)).toEqual({ onHand: '3', reserved: '0', available: '3' })
    expect((await admin.invoice.get({ id: invoice.id })).status).toBe('CANCELLED')
    expect((await admin.fulfilment.create({ invoiceId: invoice.id })).status).toBe('PENDING')
  })

  it('wait for stock where something is short, and are released once it is there', async () => {
    const { id: itemId, sku } = await item('1')
    const invoice = await importInvoice('B-2', [{ sku, quantity: '2' }])
    expect(invoice.status).toBe('CREATED')
    const found = await terminal.fulfilment.find({ code: 'B-2' })
    expect(found).toMatchObject({ status: 'CREATED', short: true, lines: [{ short: '1' }] })
    await expect(terminal.fulfilment.startPicking({ fulfilmentId: found.id, ...anna })).rejects.toMatchObject({
      domainCode: 'WRONG_STATE',
    })
    await expect(admin.fulfilment.release({ id: found.id })).rejects.toMatchObject({
      domainCode: 'INSUFFICIENT_STOCK',
      details: { items: [{ sku, requested: '2', available: '1' }] },
    })
    await admin.stock.adjust({ itemId, direction: 'UP', quantity: '1', reason: 'Found one' })
    expect((await admin.fulfilment.release({ id: found.id })).status).toBe('PENDING')
  })

  it('give back what was not picked, and take it again when that is taken back', async () => {
    const { id: itemId, sku } = await item('5')
    await importInvoice('B-3', [{ sku, quantity: '4' }])
    const { id, lines } = await terminal.fulfilment.find({ code: 'B-3' })
    await terminal.fulfilment.startPicking({ fulfilmentId: id, ...anna })
    const line = { lineId: lines[0]?.id ?? 0, picked: '3', reason: 'Not there' }
    await terminal.fulfilment.completePicking({ fulfilmentId: id, ...anna, lines: [line] })
    expect(await stock(itemId)).toEqual({ onHand: '2', reserved: '0', available: '2' })
    await admin.fulfilment.undo({ id, reason: 'Found it' })
    expect(await stock(itemId)).toEqual({ onHand: '5', reserved: '3', available: '2' })
    await terminal.fulfilment.completePicking({ fulfilmentId: id, ...anna })
    expect(await at(itemId)).toMatchObject({ STORAGE: '1', STAGING: '4' })
  })
})

describe('what the floor refuses, in words, with nothing changed', () => {
  async function waiting(): Promise<number> {
    const { id: itemId } = await item('5')
    const order = await confirmedOrder([{ itemId, quantity: 1 }])
    return (await admin.fulfilment.create({ salesOrderId: order.id })).id
  }
  it('a different person completing, a second session, an unknown and a revoked badge, the wrong stage', async () => {
    const fulfilmentId = await waiting()
    const before = await admin.fulfilment.get({ id: fulfilmentId })
    const gone = await worker('carl')
    const [badge] = (await admin.badge.list({})).items.filter((one) => one.user.name.startsWith('carl'))
    await admin.badge.revoke({ id: badge?.id ?? 0 })
    const seller = await worker('sally', 'SALES_EXECUTIVE')
    const refused = async (attempt: Promise<unknown>, domainCode: string, words: RegExp) =>
      expect(attempt).rejects.toMatchObject({ domainCode, message: expect.stringMatching(words) })

    await refused(
      terminal.fulfilment.startPicking({ fulfilmentId, badge: `fw:badge:${'x'.repeat(43)}` }),
      'NOT_FOUND',
      /not known/,
    )
    await refused(terminal.fulfilment.startPicking({ fulfilmentId, ...gone }), 'FORBIDDEN', /revoked/)
    await refused(terminal.fulfilment.startPicking({ fulfilmentId, ...seller }), 'FORBIDDEN', /may not pick/)
    await refused(terminal.fulfilment.startPacking({ fulfilmentId, ...anna }), 'WRONG_STATE', /cannot/)
    await refused(terminal.fulfilment.completePicking({ fulfilmentId, ...anna }), 'CONFLICT', /Nobody has begun/)
    expect(await admin.fulfilment.get({ id: fulfilmentId })).toEqual(before)

    await terminal.fulfilment.startPicking({ fulfilmentId, ...anna })
    await refused(terminal.fulfilment.startPicking({ fulfilmentId, ...ben }), 'CONFLICT', /anna.* has begun to pick/i)
    await refused(terminal.fulfilment.startPicking({ fulfilmentId, ...anna }), 'CONFLICT', /You have begun/)
    await refused(terminal.fulfilment.completePicking({ fulfilmentId, ...ben }), 'FORBIDDEN', /only they can complete/)
  })
  it('a courier delivery without a courier, and a driver nobody named', async () => {
    const fulfilmentId = await waiting()
    await pack(fulfilmentId)
    const start = (input: object) => terminal.fulfilment.startDelivery({ fulfilmentId, ...input } as never)
    await expect(start({ ...anna, deliveryType: 'COURIER' })).rejects.toMatchObject({
      domainCode: 'INVALID_INPUT',
      message: expect.stringMatching(/which courier/),
    })
    await expect(start({ deliveryType: 'DIRECT' })).rejects.toMatchObject({ domainCode: 'INVALID_INPUT' })
    await start({ ...anna, deliveryType: 'INTERNAL' })
    await expect(terminal.fulfilment.completeDelivery({ fulfilmentId, ...ben })).rejects.toMatchObject({
      domainCode: 'FORBIDDEN',
    })
    expect((await terminal.fulfilment.completeDelivery({ fulfilmentId, ...anna })).status).toBe('DELIVERED')
  })
  it('two who begin at once: one of them does', async () => {
    const fulfilmentId = await waiting()
    const results = await Promise.allSettled(
      [anna, ben, anna, ben].map((who) => terminal.fulfilment.startPicking({ fulfilmentId, ...who })),
    )
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  })
})

describe('the pick list and the tasks', () => {
  it('lead past the places in walking order, the shares of one promise told apart', async () => {
    const { id: itemId } = await item('10')
    const order = await confirmedOrder([{ itemId, quantity: 10 }])
    const lineId = order.lines[0]?.id ?? 0
    const [one, two] = [
      await admin.fulfilment.create({ salesOrderId: order.id, lines: [{ lineId, quantity: 4 }] }),
      await admin.fulfilment.create({ salesOrderId: order.id, lines: [{ lineId, quantity: 6 }] }),
    ]
    const list = await terminal.fulfilment.pickList({ fulfilmentIds: [one.id, two.id] })
    expect(list.places).toHaveLength(1)
    expect(list.places[0]?.picks.map((pick) => [pick.number, pick.quantity])).toEqual([
      [one.number, '4'],
      [two.number, '6'],
    ])
    const tasks = await terminal.fulfilment.tasks({ limit: 200, stage: 'PICKING' })
    expect(tasks.items.map((task) => task.number)).toEqual(expect.arrayContaining([one.number, two.number]))
  })
  it('show a salesperson the goods of their own orders only', async () => {
    const seller = await shop.role('SALES_EXECUTIVE')
    const { id: itemId } = await item('2')
    const order = await confirmedOrder([{ itemId, quantity: 1 }])
    const { id } = await admin.fulfilment.create({ salesOrderId: order.id })
    await expect(seller.api.fulfilment.get({ id })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
    expect((await seller.api.fulfilment.list({ limit: 50 })).items).toEqual([])
    await shop.deps.prisma.salesOrder.update({ where: { id: order.id }, data: { ownerId: seller.caller.userId } })
    expect((await seller.api.fulfilment.get({ id })).number).toMatch(/^FF-/)
    expect(await seller.api.fulfilment.count({})).toEqual({ total: 1 })
  })
})
