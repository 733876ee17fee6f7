import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let api: Api
let supplierId: number
beforeAll(async () => {
  shop = await openShop()
  api = (await shop.role('PURCHASER')).api
  supplierId = (await api.supplier.create({ name: 'Glaswerk Nord' })).id
})
afterAll(() => shop.close())

let made = 0
const newItem = async (kind: 'GLASS' | 'SERVICE' = 'GLASS') =>
  (await shop.deps.prisma.item.create({ data: { sku: `IT-${++made}`, name: `Item ${made}`, kind } })).id
const raise = (...lines: { itemId?: number; itemName?: string; quantity: string; unitPrice: string }[]) =>
  api.purchaseOrder.create({ supplierId, lines })
const onHand = async (itemId: number, code: string) => {
  const where = { itemId, location: { code } }
  return (await shop.deps.prisma.stockBalance.findFirst({ where }))?.onHand.toFixed() ?? '0'
}
const costOf = async (id: number) => (await shop.deps.prisma.item.findUniqueOrThrow({ where: { id } })).cost.toFixed(2)

describe('receiving', () => {
  it('takes in everything outstanding, moves what is stocked and completes the order', async () => {
    const [glass, work] = [await newItem(), await newItem('SERVICE')]
    const order = await raise(
      { itemId: glass, quantity: '10', unitPrice: '12.5025' },
      { itemName: 'Putty', quantity: '1', unitPrice: '3' },
      { itemId: work, quantity: '2', unitPrice: '40' },
    )
    const { caller, api: warehouse } = await shop.role('WAREHOUSE')
    const done = await warehouse.purchaseOrder.receive({ id: order.id, notes: 'Two cracked crates' })
    expect(done).toMatchObject({ status: 'COMPLETED', allowedActions: [], version: order.version + 1 })
    expect(done.lines.map((line) => [line.received, line.outstanding])).toEqual([
      ['10', '0'],
      ['1', '0'],
      ['2', '0'],
    ])
    expect(done.receipts).toMatchObject([
      {
        number: expect.stringMatching(/^RC-\d{6}$/),
        location: { name: 'Stock' },
        receivedBy: { id: caller.userId },
        notes: 'Two cracked crates',
        lines: [{ quantity: '10' }, { itemName: 'Putty', quantity: '1' }, { quantity: '2' }],
      },
    ])
    expect(await onHand(glass, 'STOCK')).toBe('10')
    expect(await onHand(glass, 'SUPPLIERS')).toBe('-10')
    const movements = await shop.deps.prisma.stockMovement.findMany({
      where: { sourceType: 'purchaseOrder', sourceId: order.id },
    })
    expect(movements).toHaveLength(1)
    expect(movements[0]?.unitCost.toFixed()).toBe('12.5025')
    await expect(warehouse.purchaseOrder.receive({ id: order.id })).rejects.toMatchObject({ domainCode: 'WRONG_STATE' })
  })

  it('takes in a part, then the rest, and tells of each', async () => {
    const item = await newItem()
    const order = await raise({ itemId: item, quantity: '5', unitPrice: '1' })
    const lineId = order.lines[0]?.id ?? 0
    const part = await api.purchaseOrder.receive({ id: order.id, lines: [{ lineId, quantity: '2' }] })
    expect(part).toMatchObject({ status: 'PARTIALLY_RECEIVED', allowedActions: ['receive', 'closeShort'] })
    const done = await api.purchaseOrder.receive({ id: order.id })
    expect(done.receipts.map((receipt) => receipt.lines[0]?.quantity)).toEqual(['2', '3'])
    const events = await shop.deps.prisma.event.findMany({
      where: { entity: 'purchaseOrder', entityId: order.id },
      orderBy: { id: 'asc' },
    })
    expect(events.map((event) => event.type)).toEqual([
      'purchaseOrder.created',
      'purchaseOrder.received',
      'purchaseOrder.received',
      'purchaseOrder.completed',
    ])
    expect(events[1]?.payload).toEqual({
      number: order.number,
      receipt: part.receipts[0]?.number,
      from: 'PENDING',
      to: 'PARTIALLY_RECEIVED',
    })
  })

  it('refuses more than is outstanding and names the line', async () => {
    const item = await newItem()
    const order = await raise(
      { itemName: 'Putty', quantity: '1', unitPrice: '1' },
      { itemId: item, quantity: '5', unitPrice: '1' },
    )
    const [first, second] = order.lines
    const lines = [
      { lineId: first?.id ?? 0, quantity: '1' },
      { lineId: second?.id ?? 0, quantity: '6' },
    ]
    await expect(api.purchaseOrder.receive({ id: order.id, lines })).rejects.toMatchObject({
      domainCode: 'RULE_VIOLATED',
      details: {
        rule: 'purchaseOrder.overReceipt',
        lineNo: 2,
        lineId: second?.id,
        outstanding: '5',
        asked: '6',
      },
    })
    const after = await api.purchaseOrder.get({ id: order.id })
    expect(after.lines.map((line) => line.received)).toEqual(['0', '0'])
    await expect(
      api.purchaseOrder.receive({ id: order.id, lines: [{ lineId: 999_999, quantity: 1 }] }),
    ).rejects.toMatchObject({ domainCode: 'INVALID_INPUT', details: { fields: [{ path: 'lines.0.lineId' }] } })
  })

  it('puts goods in active storage or quarantine only', async () => {
    const item = await newItem()
    const order = await raise({ itemId: item, quantity: '5', unitPrice: '1' })
    const { prisma } = shop.deps
    const place = async (code: string) => (await prisma.location.findUniqueOrThrow({ where: { code } })).id
    const shed = await prisma.location.create({
      data: { code: 'SHED', name: 'Old shed', usage: 'STORAGE', active: false },
    })
    for (const locationId of [await place('SCRAP'), shed.id])
      await expect(api.purchaseOrder.receive({ id: order.id, locationId })).rejects.toMatchObject({
        domainCode: 'RULE_VIOLATED',
      })
    await expect(api.purchaseOrder.receive({ id: order.id, locationId: 999_999 })).rejects.toMatchObject({
      domainCode: 'INVALID_INPUT',
    })
    await api.purchaseOrder.receive({ id: order.id, locationId: await place('QUARANTINE') })
    expect(await onHand(item, 'QUARANTINE')).toBe('5')
  })

  it('carries the price into the item’s cost by moving average', async () => {
    const item = await newItem()
    const costs: string[] = []
    for (const [quantity, unitPrice] of [
      ['1', '100'],
      ['1', '200'],
      ['2', '200'],
    ] as const) {
      const order = await raise({ itemId: item, quantity, unitPrice })
      await api.purchaseOrder.receive({ id: order.id })
      costs.push(await costOf(item))
    }
    expect(costs).toEqual(['100.00', '150.00', '175.00'])
  })

  it('never receives a line beyond what was ordered, 32 at once', async () => {
    const item = await newItem()
    const order = await raise({ itemId: item, quantity: '10', unitPrice: '2' })
    const lineId = order.lines[0]?.id ?? 0
    const answers = await Promise.allSettled(
      Array.from({ length: 32 }, () => api.purchaseOrder.receive({ id: order.id, lines: [{ lineId, quantity: '1' }] })),
    )
    const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.domainCode] : []))
    expect(answers.length - refusals.length).toBe(10)
    expect(new Set(refusals)).toEqual(new Set(['WRONG_STATE']))
    const after = await api.purchaseOrder.get({ id: order.id })
    expect(after).toMatchObject({ status: 'COMPLETED', lines: [{ received: '10' }] })
    expect(after.receipts).toHaveLength(10)
    expect(await onHand(item, 'STOCK')).toBe('10')
  })

  it('does not deadlock when orders share their items in opposite order', async () => {
    const [a, b] = [await newItem(), await newItem()]
    const line = (itemId: number, price: string) => ({ itemId, quantity: '1', unitPrice: price })
    const orders = await Promise.all(
      Array.from({ length: 16 }, (_, i) =>
        i % 2 ? raise(line(a, '10'), line(b, '4')) : raise(line(b, '8'), line(a, '20')),
      ),
    )
    await Promise.all(orders.map((order) => api.purchaseOrder.receive({ id: order.id })))
    expect([await onHand(a, 'STOCK'), await onHand(b, 'STOCK')]).toEqual(['16', '16'])
    // In whichever order they came, the last average is close to the plain one; each step rounds to four places.
    expect([await costOf(a), await costOf(b)]).toEqual(['15.00', '6.00'])
  })

  it('happens once for one idempotency key', async () => {
    const { caller } = await shop.role('PURCHASER')
    const item = await newItem()
    const order = await raise({ itemId: item, quantity: '4', unitPrice: '1' })
    const once = shop.as(caller, { idempotencyKey: 'delivery-1' })
    const input = { id: order.id, lines: [{ lineId: order.lines[0]?.id ?? 0, quantity: '1' }] }
    const answers = await Promise.all([once.purchaseOrder.receive(input), once.purchaseOrder.receive(input)])
    expect(answers[0]).toEqual(answers[1])
    expect(await onHand(item, 'STOCK')).toBe('1')
  })

  it('treats an imported order like any other', async () => {
    const item = await newItem()
    const importRun = await shop.deps.prisma.importRun.create({
      data: { kind: 'purchase-orders', fileName: 'old.csv' },
    })
    const order = await shop.deps.prisma.purchaseOrder.create({
      data: {
        number: 'OLD-7',
        supplierId,
        orderDate: new Date('2020-01-01'),
        status: 'PARTIALLY_RECEIVED',
        totalAmount: '40',
        importRunId: importRun.id,
        lines: {
          create: {
            lineNo: 1,
            itemId: item,
            itemName: 'x',
            quantity: '4',
            unitPrice: '10',
            totalPrice: '40',
            received: '3',
          },
        },
      },
    })
    expect(await api.purchaseOrder.receive({ id: order.id })).toMatchObject({ status: 'COMPLETED' })
    expect(await onHand(item, 'STOCK')).toBe('1')
  })
})
