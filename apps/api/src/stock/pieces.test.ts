import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStockedShop, type StockedShop } from '../testing/stocked-shop.ts'

let shop: StockedShop
let counted: number
let supplierId: number
let customerId: number
beforeAll(async () => {
  shop = await openStockedShop()
  counted = await shop.item(10)
  supplierId = (await shop.deps.prisma.supplier.create({ data: { code: 'S', name: 'Glassworks' } })).id
  customerId = (await shop.deps.prisma.customer.findFirstOrThrow()).id
})
afterEach(() => shop.expectInvariants())
afterAll(() => shop.close())

/** Refused for being broken, at that field. */
const broken = (path: string) => ({
  domainCode: 'INVALID_INPUT',
  message: expect.stringMatching(/ \(S\d+\) is counted in whole pieces$/),
  details: { fields: [expect.objectContaining({ path })] },
})
/** Somebody who picks, as the floor names them. */
async function picker(): Promise<string> {
  const { caller } = await shop.role('WAREHOUSE')
  return (await shop.deps.prisma.user.findUniqueOrThrow({ where: { id: caller.userId } })).email
}
const half = { quantity: '1.5' }
const reason = 'Test'

describe('a part of a piece', () => {
  it('is neither stocked, moved, counted nor thrown away', async () => {
    const { api } = shop
    const [itemId, stock, rack] = [counted, shop.at('STOCK'), await shop.place('RACK-1')]
    await expect(api.item.create({ sku: 'S0', name: 'It', openingStock: '0.5' })).rejects.toMatchObject(
      broken('openingStock'),
    )
    for (const direction of ['UP', 'DOWN'] as const)
      await expect(api.stock.adjust({ itemId, direction, reason, ...half })).rejects.toMatchObject(broken('quantity'))
    await expect(api.stock.transfer({ itemId, fromId: stock, toId: rack, ...half })).rejects.toMatchObject(
      broken('quantity'),
    )
    for (const place of [{}, { locationId: stock }])
      await expect(api.stock.scrap({ itemId, reason, ...half, ...place })).rejects.toMatchObject(broken('quantity'))
    const { id } = await api.stockCount.create({ locationId: stock, itemIds: [itemId] })
    await expect(api.stockCount.enter({ id, lines: [{ itemId, counted: '9.5' }] })).rejects.toMatchObject(
      broken('lines.0.counted'),
    )
    expect(await shop.stockOf(itemId)).toMatchObject({ Stock: '10' })
  })

  it('is neither ordered, received, sold, sent nor sent back', async () => {
    const { api } = shop
    const line = { itemId: counted, unitPrice: '5' }
    await expect(api.purchaseOrder.create({ supplierId, lines: [{ ...line, ...half }] })).rejects.toMatchObject(
      broken('lines.0.quantity'),
    )
    const bought = await api.purchaseOrder.create({ supplierId, lines: [{ ...line, quantity: 2 }] })
    const part = (of: { lines: { id: number }[] }) => [{ lineId: of.lines[0]?.id ?? 0, ...half }]
    await expect(api.purchaseOrder.receive({ id: bought.id, lines: part(bought) })).rejects.toMatchObject(
      broken('lines.0.quantity'),
    )
    for (const confirm of [false, true])
      await expect(api.salesOrder.create({ customerId, confirm, lines: [{ ...line, ...half }] })).rejects.toMatchObject(
        broken('lines.0.quantity'),
      )
    const sold = await shop.sell(counted, 2)
    await expect(api.salesOrder.ship({ id: sold.id, lines: part(sold) })).rejects.toMatchObject(
      broken('lines.0.quantity'),
    )
    await expect(api.fulfilment.create({ salesOrderId: sold.id, lines: part(sold) })).rejects.toMatchObject(
      broken('lines.0.quantity'),
    )
    const { id, lines } = await api.fulfilment.create({ salesOrderId: sold.id })
    const userEmail = await picker()
    await api.fulfilment.startPicking({ fulfilmentId: id, userEmail })
    const picked = [{ lineId: lines[0]?.id ?? 0, picked: '1.5', reason: 'Broken' }]
    await expect(api.fulfilment.completePicking({ fulfilmentId: id, userEmail, lines: picked })).rejects.toMatchObject(
      broken('lines.0.picked'),
    )
    const gone = await shop.sell(counted, 2)
    await api.salesOrder.ship({ id: gone.id })
    await expect(api.customerReturn.create({ salesOrderId: gone.id, reason, lines: part(gone) })).rejects.toMatchObject(
      broken('lines.0.quantity'),
    )
  })

  it('is neither planned, made, inspected nor found bad', async () => {
    const { api } = shop
    const itemId = await shop.item(0)
    await api.bom.create({ itemId, lines: [{ componentId: counted, quantity: 1, unit: 'each' }] })
    await expect(api.productionOrder.create({ itemId, ...half })).rejects.toMatchObject(broken('quantity'))
    const { id } = await api.productionOrder.create({ itemId, quantity: 3 })
    await expect(api.productionOrder.update({ id, ...half })).rejects.toMatchObject(broken('quantity'))
    await api.productionOrder.release({ id })
    const output = (more: object) => api.productionOrder.output({ productionOrderId: id, ...more })
    await expect(output(half)).rejects.toMatchObject(broken('quantity'))
    await expect(output({ quantity: 1, scrap: '0.5', reason })).rejects.toMatchObject(broken('scrap'))
    const seen = { itemId: counted, ...half }
    for (const place of [{}, { locationId: shop.at('STOCK') }]) {
      await expect(api.inspection.create({ type: 'TRANSFER', ...seen, ...place })).rejects.toMatchObject(
        broken('quantity'),
      )
      await expect(
        api.nonConformance.create({ severity: 'MINOR', defect: 'Scratched', ...seen, ...place }),
      ).rejects.toMatchObject(broken('quantity'))
    }
    const inspection = await api.inspection.create({ type: 'TRANSFER', itemId: counted, quantity: 2 })
    await expect(
      api.inspection.record({ id: inspection.id, result: 'FAILED', failedQuantity: '0.5' }),
    ).rejects.toMatchObject(broken('failedQuantity'))
  })

  it('that work has left can be counted, moved and thrown away', async () => {
    const { api } = shop
    const [itemId, cartridge, rack] = [await shop.item(0), await shop.item(2), await shop.place('RACK-2')]
    await api.bom.create({ itemId, lines: [{ componentId: cartridge, quantity: '0.25', unit: 'each' }] })
    const { id } = await api.productionOrder.create({ itemId, quantity: 3 })
    await api.productionOrder.release({ id })
    await api.productionOrder.output({ productionOrderId: id, quantity: 3 })
    expect(await shop.stockOf(cartridge)).toMatchObject({ Stock: '1.25' })
    const stock = shop.at('STOCK')
    const count = await api.stockCount.create({ locationId: stock, itemIds: [cartridge] })
    await api.stockCount.enter({ id: count.id, lines: [{ itemId: cartridge, counted: '1.5' }] })
    await api.stockCount.post({ id: count.id })
    await api.stock.transfer({ itemId: cartridge, fromId: stock, toId: rack, quantity: '0.5' })
    await api.stock.scrap({ itemId: cartridge, quantity: '0.5', reason })
    expect(await shop.available(cartridge)).toBe('1')
  })

  it('of a service, or of what is measured, is welcome', async () => {
    const { api } = shop
    const [work, bar] = [await shop.item(0, { kind: 'SERVICE' }), await shop.item(10, { unit: 'm' })]
    const order = await api.salesOrder.create({
      customerId,
      lines: [
        { itemId: work, ...half },
        { itemId: bar, ...half },
      ],
    })
    expect(order.lines.map((line) => line.quantity)).toEqual(['1.5', '1.5'])
    const dozens = await shop.item(2, { unit: 'dozen' })
    await api.stock.scrap({ itemId: dozens, quantity: '0.5', reason })
    expect(await shop.available(dozens)).toBe('1.5')
  })
})
