import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStockedShop, refused, type StockedShop } from '../testing/stocked-shop.ts'

let shop: StockedShop
beforeAll(async () => {
  shop = await openStockedShop()
})
afterEach(() => shop.expectInvariants())
afterAll(() => shop.close())

describe('stock', () => {
  it('that is promised cannot be issued, and can once the order is cancelled', async () => {
    const id = await shop.item(100)
    const order = await shop.sell(id, 50)
    expect(await shop.available(id)).toBe('50')
    await expect(shop.api.stock.scrap({ itemId: id, quantity: 100, reason: 'Water' })).rejects.toMatchObject(
      refused('INSUFFICIENT_STOCK', { items: [expect.objectContaining({ requested: '100', available: '50' })] }),
    )
    expect(await shop.stockOf(id)).toMatchObject({ Stock: '100' })
    await shop.api.salesOrder.cancel({ id: order.id })
    await shop.api.stock.scrap({ itemId: id, quantity: 100, reason: 'Water' })
    expect(await shop.available(id)).toBe('0')
  })

  it('is transferred, adjusted and scrapped, each a movement with its reason and an event', async () => {
    const [id, rack] = [await shop.item(10, { unit: 'm' }), await shop.place('RACK-4')]
    const { movements } = await shop.api.stock.transfer({
      itemId: id,
      fromId: shop.at('STOCK'),
      toId: rack,
      quantity: '2.5',
    })
    expect(movements).toMatchObject([{ from: 'Stock', to: 'Place RACK-4', quantity: '2.5', reason: null }])
    await shop.api.stock.adjust({ itemId: id, direction: 'UP', quantity: 1, reason: 'Found' })
    await shop.api.stock.adjust({ itemId: id, locationId: rack, direction: 'DOWN', quantity: '0.5', reason: 'Lost' })
    // From several places where one does not hold enough.
    const scrapped = await shop.api.stock.scrap({ itemId: id, quantity: 9, reason: 'Broken' })
    expect(scrapped.movements.map((one) => [one.from, one.quantity, one.reason])).toEqual([
      ['Stock', '8.5', 'Broken'],
      ['Place RACK-4', '0.5', 'Broken'],
    ])
    expect(await shop.stockOf(id)).toMatchObject({ 'Place RACK-4': '1.5', Scrap: '9' })
    const { items } = await shop.api.event.list({ entity: 'stock', entityId: id })
    expect(items.map((event) => event.type)).toEqual([
      'stock.scrapped',
      'stock.adjusted',
      'stock.adjusted',
      'stock.transferred',
    ])
    expect(items[0]?.payload).toMatchObject({ quantity: '9', reason: 'Broken' })
  })

  it('is not moved by what makes no sense', async () => {
    const [id, stock] = [await shop.item(5), shop.at('STOCK')]
    const service = await shop.item(0, { kind: 'SERVICE' })
    const frame = await shop.api.frame.create({ name: 'W', material: 'Oak', widthMm: 1, heightMm: 1, openingStock: 2 })
    const move = (more: object) =>
      shop.api.stock.transfer({ itemId: id, fromId: stock, toId: stock, quantity: 1, ...more })
    await expect(move({})).rejects.toMatchObject({ domainCode: 'INVALID_INPUT' })
    await expect(move({ toId: shop.at('CUSTOMERS') })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'stock.place' }),
    )
    await expect(move({ toId: shop.at('ASSEMBLED') })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'stock.place' }),
    )
    await expect(move({ toId: shop.at('STAGING'), itemId: 999_999 })).rejects.toMatchObject({
      domainCode: 'INVALID_INPUT',
    })
    await expect(move({ toId: shop.at('STAGING'), itemId: service })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'stock.service' }),
    )
    await expect(move({ toId: shop.at('STAGING'), quantity: 6 })).rejects.toMatchObject({
      domainCode: 'INSUFFICIENT_STOCK',
    })
    await expect(shop.api.stock.scrap({ itemId: frame.id, quantity: '0.5', reason: 'Half' })).rejects.toMatchObject({
      domainCode: 'INVALID_INPUT',
    })
    const viewer = (await shop.role('VIEWER')).api
    await expect(viewer.stock.scrap({ itemId: id, quantity: 1, reason: 'x' })).rejects.toMatchObject({
      domainCode: 'FORBIDDEN',
    })
  })

  it('moves once for one idempotency key', async () => {
    const id = await shop.item(10)
    const { caller } = await shop.role('WAREHOUSE')
    const once = shop.as(caller, { idempotencyKey: 'scrap-1' })
    const input = { itemId: id, quantity: 1, reason: 'Broken' }
    const answers = await Promise.all([1, 2, 3].map(() => once.stock.scrap(input)))
    expect(new Set(answers.map((answer) => answer.movements[0]?.id)).size).toBe(1)
    expect(await shop.available(id)).toBe('9')
  })
})

describe('a movement', () => {
  const reverse = (movementId: number) => shop.api.stock.reverse({ movementId, reason: 'Mistake' })

  it('is reversed once, however many try at once', async () => {
    const id = await shop.item(10)
    const { movements } = await shop.api.stock.scrap({ itemId: id, quantity: 4, reason: 'Broken' })
    const movementId = movements[0]?.id ?? 0
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => reverse(movementId)))
    const done = tries.filter((one) => one.status === 'fulfilled')
    expect(done).toHaveLength(1)
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toMatchObject({ domainCode: 'CONFLICT' })
    expect(await shop.available(id)).toBe('10')
    const reversal = done[0]?.value.movements[0]
    expect(reversal).toMatchObject({ from: 'Scrap', to: 'Stock', quantity: '4', sourceType: 'reversal' })
    await expect(reverse(reversal?.id ?? 0)).rejects.toMatchObject(refused('RULE_VIOLATED', { rule: 'stock.reversal' }))
    await expect(reverse(999_999)).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
  })

  it('is not reversed when what came has been promised or has gone', async () => {
    const id = await shop.item()
    const { movements } = await shop.api.stock.adjust({ itemId: id, direction: 'UP', quantity: 5, reason: 'Found' })
    const order = await shop.sell(id, 3)
    await expect(reverse(movements[0]?.id ?? 0)).rejects.toMatchObject(
      refused('INSUFFICIENT_STOCK', { items: [expect.objectContaining({ requested: '5', available: '2' })] }),
    )
    await shop.api.salesOrder.cancel({ id: order.id })
    await reverse(movements[0]?.id ?? 0)
    expect(await shop.available(id)).toBe('0')
  })

  it('of a document is undone there and not here', async () => {
    const id = await shop.item(5)
    const order = await shop.api.purchaseOrder.create({
      supplierName: 'Glaswerk',
      lines: [{ itemId: id, quantity: 1, unitPrice: 5 }],
    })
    await shop.api.purchaseOrder.receive({ id: order.id })
    const sale = await shop.sell(id, 1)
    await shop.api.salesOrder.ship({ id: sale.id })
    const { items } = await shop.api.stock.movements({ itemId: id })
    expect(items.map((movement) => movement.sourceType)).toEqual(['shipment', 'purchaseOrder', 'item'])
    for (const movement of items.slice(0, 2)) {
      await expect(reverse(movement.id)).rejects.toMatchObject(refused('RULE_VIOLATED', { rule: 'stock.documented' }))
    }
    await reverse(items[2]?.id ?? 0)
    expect(await shop.stockOf(id)).toEqual({ Customers: '1', Suppliers: '-1' })
  })

  it('takes its cost with it when it is reversed', async () => {
    const id = await shop.item(2)
    const { movements } = await shop.api.stock.adjust({
      itemId: id,
      direction: 'UP',
      quantity: 2,
      unitCost: '30',
      reason: 'Found',
    })
    expect((await shop.api.item.get({ id })).cost).toBe('20.00')
    const { movements: gone } = await shop.api.stock.scrap({ itemId: id, quantity: 1, reason: 'Broken' })
    await reverse(gone[0]?.id ?? 0)
    expect((await shop.api.item.get({ id })).cost).toBe('20.00')
    await reverse(movements[0]?.id ?? 0)
    expect((await shop.api.item.get({ id })).cost).toBe('10.00')
  })
})
