import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../testing/catalogue.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let api: Api
beforeAll(async () => {
  shop = await openShop()
  api = (await shop.role('MANAGER')).api
})
afterAll(() => shop.close())

describe('merging suppliers', () => {
  it('keeps every document, and one of the two', async () => {
    const kept = await api.supplier.create({ name: 'Glaswerk Nord' })
    const duplicate = await api.supplier.create({ name: 'Glaswerk Nord GmbH' })
    const order = (supplierId: number) =>
      api.purchaseOrder.create({ supplierId, lines: [{ itemName: 'Pane', quantity: '2', unitPrice: '5' }] })
    const mine = await order(kept.id)
    const moved = await order(duplicate.id)
    await api.purchaseOrder.receive({ id: moved.id })

    expect(await api.supplier.merge({ id: kept.id, duplicateId: duplicate.id })).toMatchObject({ id: kept.id })
    await expect(api.supplier.get({ id: duplicate.id })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
    const { items } = await api.purchaseOrder.list({ supplierId: kept.id, sort: 'id' })
    expect(items.map((one) => one.id)).toEqual([mine.id, moved.id])
    expect(await api.purchaseOrder.get({ id: moved.id })).toMatchObject({
      status: 'COMPLETED',
      totalAmount: '10.00',
      supplier: { id: kept.id },
    })
    const { items: events } = await api.event.list({ entity: 'supplier', entityId: kept.id })
    expect(events[0]).toMatchObject({
      type: 'supplier.merged',
      payload: { duplicateId: duplicate.id, purchaseOrders: 1 },
    })
  })

  it('is for who may merge', async () => {
    const { api: purchaser } = await shop.role('PURCHASER')
    const [a, b] = [await api.supplier.create({ name: 'A' }), await api.supplier.create({ name: 'B' })]
    await expect(purchaser.supplier.merge({ id: a.id, duplicateId: b.id })).rejects.toMatchObject({
      domainCode: 'FORBIDDEN',
    })
  })
})

describe('an export of suppliers', () => {
  it('holds what the filter finds', async () => {
    await api.supplier.create({ name: '+Plus', code: 'PLUS', email: 'a@example.com', address: 'Here,\nand there' })
    expect(await rowsOf(await api.supplier.export({ search: 'plus' }))).toEqual([
      'code,name,email,phone,address,taxId,active',
      `PLUS,'+Plus,a@example.com,,"Here,\nand there",,yes`,
    ])
  })
})
