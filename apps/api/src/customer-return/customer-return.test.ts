import type { SalesOrder } from '@framewright/contracts/sales-order/sales-order.schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStockedShop, refused, type StockedShop } from '../testing/stocked-shop.ts'

let shop: StockedShop
beforeAll(async () => {
  shop = await openStockedShop()
})
afterAll(() => shop.close())

/** So many of a new item, sold and shipped. */
async function shipped(quantity: number, more = {}): Promise<{ itemId: number; order: SalesOrder; lineId: number }> {
  const itemId = await shop.item(quantity, more)
  const { id } = await shop.sell(itemId, quantity)
  const order = await shop.api.salesOrder.ship({ id })
  return { itemId, order, lineId: order.lines[0]?.id ?? 0 }
}
const ask = (order: SalesOrder, lineId: number, quantity: string | number, more = {}) =>
  shop.api.customerReturn.create({
    salesOrderId: order.id,
    reason: 'Wrong colour',
    lines: [{ lineId, quantity: String(quantity) }],
    ...more,
  })
const lineOf = (one: { lines: { id: number }[] }) => one.lines[0]?.id ?? 0

/** An imported invoice whose goods a delivery has brought, as the floor leaves it behind. */
async function delivered(
  quantity: number,
): Promise<{ invoiceId: number; fulfilmentId: number; lineId: number; itemId: number }> {
  const itemId = await shop.item()
  const { sku } = await shop.api.item.get({ id: itemId })
  const invoice = await shop.api.invoice.import({
    invoiceNo: `EXT-${itemId}`,
    invoiceDate: '2026-03-31',
    customer: { code: 'B', name: 'Builders' },
    items: [{ sku, quantity: String(quantity), unitPrice: '20' }],
  })
  const lineId = invoice.lines[0]?.id ?? 0
  const { prisma } = shop.deps
  const { id: fulfilmentId } = await prisma.fulfilment.create({
    data: {
      invoiceId: invoice.id,
      status: 'DELIVERED',
      lines: {
        create: {
          lineNo: 1,
          invoiceLineId: lineId,
          itemId,
          itemName: 'It',
          quantity,
          picked: quantity,
          delivered: quantity,
        },
      },
    },
  })
  const [from, to] = [shop.at('STAGING'), shop.at('CUSTOMERS')]
  await shop.api.stock.adjust({ itemId, quantity: String(quantity), direction: 'UP', reason: 'Test', locationId: from })
  await prisma.stockMovement.create({
    data: {
      ...{
        itemId,
        fromId: from,
        toId: to,
        quantity,
        unitCost: '7.5',
        sourceType: 'fulfilment',
        sourceId: fulfilmentId,
      },
      ...{ sourceLine: 1, operationKey: `fulfilment:${fulfilmentId}:dispatch-4:1:${itemId}:${from}:${to}` },
    },
  })
  return { invoiceId: invoice.id, fulfilmentId, lineId, itemId }
}

describe('a return', () => {
  it('comes into quarantine at the cost it left with, and what passes can be sold again', async () => {
    const { itemId, order, lineId } = await shipped(5)
    await shop.api.item.update({ id: itemId, cost: '99' })
    const asked = await ask(order, lineId, 3)
    expect(asked).toMatchObject({
      status: 'REQUESTED',
      source: { type: 'order', id: order.id, number: order.number },
      customer: { name: 'Builders' },
      reason: 'Wrong colour',
      allowedActions: ['approve', 'reject', 'cancel'],
      lines: [{ quantity: '3', received: null, passed: null }],
    })
    expect(asked.number).toMatch(/^RT-\d{6}$/)
    const { id } = asked
    await shop.api.customerReturn.approve({ id })
    expect(await shop.stockOf(itemId)).not.toHaveProperty('Quarantine')
    const received = await shop.api.customerReturn.receive({ id })
    expect(received).toMatchObject({ status: 'RECEIVED', lines: [{ received: '3' }], allowedActions: ['inspect'] })
    expect(await shop.available(itemId)).toBe('0')
    const inspected = await shop.api.customerReturn.inspect({
      id,
      lines: [{ lineId: lineOf(asked), passed: '2', failed: '1', finding: 'Scratched' }],
    })
    expect(inspected).toMatchObject({ status: 'INSPECTED', allowedActions: ['restock', 'credit'] })
    const done = await shop.api.customerReturn.restock({ id })
    expect(done).toMatchObject({ status: 'RESTOCKED', allowedActions: ['credit'] })
    expect(done.closedAt).not.toBeNull()
    expect(await shop.available(itemId)).toBe('2')
    const moves = await shop.deps.prisma.stockMovement.findMany({
      where: { sourceType: 'customerReturn', sourceId: id },
      orderBy: { id: 'asc' },
      select: { fromId: true, toId: true, quantity: true, unitCost: true, reason: true },
    })
    const plain = moves.map((one) => ({ ...one, quantity: one.quantity.toFixed(), unitCost: one.unitCost.toFixed() }))
    const [customers, quarantine] = [shop.at('CUSTOMERS'), shop.at('QUARANTINE')]
    expect(plain).toEqual([
      { fromId: customers, toId: quarantine, quantity: '3', unitCost: '10', reason: 'Wrong colour' },
      { fromId: quarantine, toId: shop.at('STOCK'), quantity: '2', unitCost: '10', reason: 'Wrong colour' },
      { fromId: quarantine, toId: shop.at('SCRAP'), quantity: '1', unitCost: '10', reason: 'Scratched' },
    ])
    const events = await shop.deps.prisma.event.findMany({
      where: { entity: 'customerReturn', entityId: id },
      orderBy: { id: 'asc' },
    })
    expect(events.map((event) => event.type.split('.')[1])).toEqual([
      'created',
      'approved',
      'received',
      'inspected',
      'restocked',
    ])
    expect(new Set(events.map((event) => event.ownerId))).toEqual(new Set([order.owner?.id]))
    await shop.expectInvariants()
  })

  it('that fails whole is scrapped, never restocked, and the other way round', async () => {
    const { itemId, order, lineId } = await shipped(2)
    const { id, lines } = await ask(order, lineId, 2)
    await shop.api.customerReturn.approve({ id })
    await shop.api.customerReturn.receive({ id })
    const [line] = lines
    await shop.api.customerReturn.inspect({ id, lines: [{ lineId: line?.id ?? 0, passed: '0', failed: '2' }] })
    await expect(shop.api.customerReturn.restock({ id })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'customerReturn.nothingPassed' }),
    )
    expect(await shop.api.customerReturn.scrap({ id })).toMatchObject({ status: 'SCRAPPED' })
    expect(await shop.available(itemId)).toBe('0')
    await expect(shop.api.customerReturn.scrap({ id })).rejects.toMatchObject({ domainCode: 'WRONG_STATE' })
    await shop.expectInvariants()
  })

  it('is of no more than was delivered and is in no other return', async () => {
    const { order, lineId } = await shipped(4)
    const first = await ask(order, lineId, 3)
    await expect(ask(order, lineId, 2)).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'customerReturn.beyondDelivered', lineId, returnable: '1' }),
    )
    const { lines } = await shop.api.customerReturn.returnable({ salesOrderId: order.id })
    expect(lines).toMatchObject([{ lineId, delivered: '4', returned: '3', returnable: '1' }])
    await shop.api.customerReturn.reject({ id: first.id, reason: 'Too late' })
    const second = await ask(order, lineId, 4)
    await shop.api.customerReturn.approve({ id: second.id })
    await shop.api.customerReturn.receive({ id: second.id, lines: [{ lineId: lineOf(second), received: '1' }] })
    // What did not come is still with the customer, and can come another time.
    expect((await ask(order, lineId, 3)).status).toBe('REQUESTED')
    await shop.expectInvariants()
  })

  it('counts a piece once, however many return it at once', async () => {
    const { order, lineId } = await shipped(5)
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => ask(order, lineId, 1)))
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(5)
    for (const one of tries)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ domainCode: 'RULE_VIOLATED' })
    await shop.expectInvariants()
  })

  it('is received once, however many receive it at once', async () => {
    const { itemId, order, lineId } = await shipped(2)
    const { id } = await ask(order, lineId, 2)
    await shop.api.customerReturn.approve({ id })
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => shop.api.customerReturn.receive({ id })))
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    const { items } = await shop.api.stock.balances({ itemId, locationId: shop.at('QUARANTINE') })
    expect(items).toMatchObject([{ onHand: '2' }])
    await shop.expectInvariants()
  })

  it('of an invoice, and of its delivery, is of what the delivery brought', async () => {
    const { invoiceId, fulfilmentId, lineId, itemId } = await delivered(4)
    const byInvoice = await shop.api.customerReturn.returnable({ invoiceId })
    expect(byInvoice).toMatchObject({ source: { type: 'invoice', id: invoiceId }, lines: [{ returnable: '4' }] })
    const lines = [{ lineId, quantity: '3' }]
    const one = await shop.api.customerReturn.create({ fulfilmentId, reason: 'Broken', lines })
    expect(one).toMatchObject({ source: { type: 'invoice', id: invoiceId }, fulfilment: { id: fulfilmentId } })
    await expect(shop.api.customerReturn.create({ invoiceId, reason: 'Broken', lines })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { returnable: '1' }),
    )
    await shop.api.customerReturn.approve({ id: one.id })
    await shop.api.customerReturn.receive({ id: one.id })
    const move = await shop.deps.prisma.stockMovement.findFirstOrThrow({
      where: { sourceType: 'customerReturn', sourceId: one.id, itemId },
    })
    expect(move.unitCost.toFixed()).toBe('7.5')
    expect((await shop.api.customerReturn.list({ fulfilmentId })).items).toMatchObject([{ id: one.id }])
  })

  it('is inspected to the last piece, and in whole frames', async () => {
    const { order, lineId } = await shipped(3)
    const { id, lines } = await ask(order, lineId, 3)
    const line = lines[0]?.id ?? 0
    await expect(shop.api.customerReturn.receive({ id })).rejects.toMatchObject({ domainCode: 'WRONG_STATE' })
    await shop.api.customerReturn.approve({ id })
    await expect(
      shop.api.customerReturn.receive({ id, lines: [{ lineId: line, received: '4' }] }),
    ).rejects.toMatchObject(refused('RULE_VIOLATED', { rule: 'customerReturn.beyondAnnounced' }))
    await expect(
      shop.api.customerReturn.receive({ id, lines: [{ lineId: line, received: '0' }] }),
    ).rejects.toMatchObject(refused('RULE_VIOLATED', { rule: 'customerReturn.nothingCame' }))
    await shop.api.customerReturn.receive({ id })
    await expect(
      shop.api.customerReturn.inspect({ id, lines: [{ lineId: line, passed: '1', failed: '1' }] }),
    ).rejects.toMatchObject(refused('RULE_VIOLATED', { rule: 'customerReturn.notAllInspected' }))
    await expect(
      shop.api.customerReturn.inspect({ id, lines: [{ lineId: line + 9999, passed: '3', failed: '0' }] }),
    ).rejects.toMatchObject({ domainCode: 'INVALID_INPUT' })
  })

  it('goes to a storage place only, and is missed when somebody took it out of quarantine', async () => {
    const { itemId, order, lineId } = await shipped(2)
    const { id, lines } = await ask(order, lineId, 2)
    await shop.api.customerReturn.approve({ id })
    await shop.api.customerReturn.receive({ id })
    await shop.api.customerReturn.inspect({ id, lines: [{ lineId: lines[0]?.id ?? 0, passed: '2', failed: '0' }] })
    await expect(shop.api.customerReturn.restock({ id, locationId: shop.at('STAGING') })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'stock.place' }),
    )
    const [fromId, toId] = [shop.at('QUARANTINE'), shop.at('STOCK')]
    await shop.api.stock.transfer({ itemId, quantity: '1', fromId, toId })
    await expect(shop.api.customerReturn.restock({ id })).rejects.toMatchObject({ domainCode: 'INSUFFICIENT_STOCK' })
    await shop.api.stock.transfer({ itemId, quantity: '1', fromId: toId, toId: fromId })
    const place = await shop.place('BACK')
    await shop.api.customerReturn.restock({ id, locationId: place })
    expect((await shop.stockOf(itemId))['Place BACK']).toBe('2')
  })

  it('is called off before it comes, not after', async () => {
    const { order, lineId } = await shipped(1)
    const { id } = await ask(order, lineId, 1)
    expect(await shop.api.customerReturn.cancel({ id, reason: 'Keeps it' })).toMatchObject({ status: 'CANCELLED' })
    const other = await ask(order, lineId, 1)
    await shop.api.customerReturn.approve({ id: other.id })
    await shop.api.customerReturn.receive({ id: other.id })
    await expect(shop.api.customerReturn.cancel({ id: other.id })).rejects.toMatchObject({ domainCode: 'WRONG_STATE' })
  })

  it('of somebody else’s order is nobody’s business, and its own salesperson may not approve it', async () => {
    const seller = await shop.role('SALES_EXECUTIVE')
    const other = await shop.role('SALES_EXECUTIVE')
    const { order, lineId } = await shipped(3)
    await shop.deps.prisma.salesOrder.update({ where: { id: order.id }, data: { ownerId: seller.caller.userId } })
    const input = { salesOrderId: order.id, reason: 'No need', lines: [{ lineId, quantity: '1' }] }
    const mine = await seller.api.customerReturn.create(input)
    expect(mine.allowedActions).toEqual(['cancel'])
    expect((await seller.api.customerReturn.list({})).items.map((one) => one.id)).toEqual([mine.id])
    expect((await seller.api.customerReturn.list({})).total).toBe(1)
    expect((await seller.api.event.list({ entity: 'customerReturn', entityId: mine.id })).items).toHaveLength(1)
    await expect(seller.api.customerReturn.approve({ id: mine.id })).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
    const notFound = { domainCode: 'NOT_FOUND' }
    await expect(other.api.customerReturn.get({ id: mine.id })).rejects.toMatchObject(notFound)
    await expect(other.api.customerReturn.cancel({ id: mine.id })).rejects.toMatchObject(notFound)
    await expect(other.api.customerReturn.create(input)).rejects.toMatchObject(notFound)
    await expect(other.api.customerReturn.returnable({ salesOrderId: order.id })).rejects.toMatchObject(notFound)
    await expect(other.api.event.list({ entity: 'customerReturn', entityId: mine.id })).rejects.toMatchObject(notFound)
    expect((await other.api.customerReturn.list({})).items).toEqual([])
    const inspector = await shop.role('QC')
    expect(await inspector.api.customerReturn.get({ id: mine.id })).toMatchObject({ id: mine.id })
  })

  it('is recorded once for a repeated request', async () => {
    const { order, lineId } = await shipped(3)
    const admin = await shop.person('ADMIN')
    const once = shop.as(admin, { idempotencyKey: 'return-once' })
    const input = { salesOrderId: order.id, reason: 'Twice', lines: [{ lineId, quantity: '1' }] }
    const [a, b] = [await once.customerReturn.create(input), await once.customerReturn.create(input)]
    expect(a.id).toBe(b.id)
    expect((await shop.api.customerReturn.list({ salesOrderId: order.id })).items).toHaveLength(1)
  })
})
