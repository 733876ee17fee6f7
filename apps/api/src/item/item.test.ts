import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createItems, rowsOf } from '../testing/catalogue.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let api: Api
beforeAll(async () => {
  shop = await openShop()
  api = (await shop.role('MANAGER')).api
})
afterAll(() => shop.close())

describe('an item', () => {
  it('is made with its category, its limits and its opening stock', async () => {
    const parent = await api.category.create({ name: 'Hardware' })
    const hinges = await api.category.create({ name: 'Hinges', parentId: parent.id })
    const item = await api.item.create({
      sku: 'HNG-1',
      name: 'Hinge',
      kind: 'HARDWARE',
      unitPrice: '4.5',
      categoryId: hinges.id,
      reorderPoint: '20',
      reorderQuantity: '100',
      leadDays: 9,
      openingStock: '12',
    })
    expect(item).toMatchObject({
      category: { id: hinges.id, path: 'Hardware › Hinges' },
      unitPrice: '4.50',
      reorderPoint: '20',
      reorderQuantity: '100',
      leadDays: 9,
      stock: { onHand: '12', reserved: '0', available: '12' },
      incoming: '0',
      version: 1,
    })
    await expect(api.item.create({ sku: 'HNG-2', name: 'X', categoryId: 999_999 })).rejects.toMatchObject({
      domainCode: 'INVALID_INPUT',
      details: { fields: [{ path: 'categoryId' }] },
    })
  })

  it('has a SKU that is unique regardless of case, in which an underscore is an underscore', async () => {
    await api.item.create({ sku: 'A_1', name: 'One' })
    await api.item.create({ sku: 'AB1', name: 'Another' })
    const taken = { domainCode: 'DUPLICATE', details: { field: 'sku' } }
    await expect(api.item.create({ sku: 'a_1', name: 'Again' })).rejects.toMatchObject(taken)
    const other = await api.item.create({ sku: 'A-1', name: 'Other' })
    await expect(api.item.update({ id: other.id, sku: 'a_1' })).rejects.toMatchObject(taken)
    expect(await api.item.update({ id: other.id, sku: 'a-1' })).toMatchObject({ sku: 'a-1', version: 2 })
  })

  it('shows what open purchase orders still owe', async () => {
    const { id } = await api.item.create({ sku: 'INC-1', name: 'Awaited', unit: 'm' })
    const order = (quantity: string) =>
      api.purchaseOrder.create({ supplierName: 'Glaswerk', lines: [{ itemId: id, quantity, unitPrice: '1' }] })
    const [first, second] = [await order('10'), await order('5')]
    await order('2.5')
    expect((await api.item.get({ id })).incoming).toBe('17.5')
    const lineId = first.lines[0]?.id ?? 0
    await api.purchaseOrder.receive({ id: first.id, lines: [{ lineId, quantity: '4' }] })
    await api.purchaseOrder.cancel({ id: second.id })
    expect(await api.item.get({ id })).toMatchObject({ incoming: '8.5', stock: { onHand: '4' } })
    await api.purchaseOrder.closeShort({ id: first.id })
    expect((await api.item.list({ search: 'INC-1' })).items[0]?.incoming).toBe('2.5')
  })

  it('is refused a change based on an old version', async () => {
    const { id, version } = await api.item.create({ sku: 'VER-1', name: 'Versioned' })
    const edits = await Promise.allSettled(['1', '2'].map((unitPrice) => api.item.update({ id, version, unitPrice })))
    expect(edits.filter((edit) => edit.status === 'fulfilled')).toHaveLength(1)
    await expect(api.item.update({ id, version, name: 'Late' })).rejects.toMatchObject({
      domainCode: 'VERSION_CONFLICT',
    })
    expect(await api.item.update({ id, name: 'Knowingly', categoryId: null })).toMatchObject({ version: 3 })
    // Nothing named, nothing changed.
    expect(await api.item.update({ id })).toMatchObject({ version: 3 })
  })

  it('changes its unit while it was never stocked or ordered', async () => {
    const fresh = await api.item.create({ sku: 'UNIT-1', name: 'Putty', unit: 'kg' })
    expect(await api.item.update({ id: fresh.id, unit: 'm' })).toMatchObject({ unit: 'm' })
    const frame = await api.frame.create({ name: 'Unit', material: 'Oak', widthMm: 1, heightMm: 1 })
    const line = { componentId: fresh.id, quantity: '20', unit: 'cm', stage: 'ASSEMBLY' as const }
    await api.frame.saveBom({ id: frame.id, lines: [line] })
    const refused = { domainCode: 'RULE_VIOLATED', details: { rule: 'item.unitInUse' } }
    await expect(api.item.update({ id: fresh.id, unit: 'kg' })).rejects.toMatchObject(refused)
    expect(await api.item.update({ id: fresh.id, unit: 'mm' })).toMatchObject({ unit: 'mm' })

    const stocked = await api.item.create({ sku: 'UNIT-2', name: 'Glue', unit: 'kg', openingStock: '1' })
    await expect(api.item.update({ id: stocked.id, unit: 'g' })).rejects.toMatchObject(refused)
    const ordered = await api.item.create({ sku: 'UNIT-3', name: 'Tape', unit: 'm' })
    const lines = [{ itemId: ordered.id, quantity: '1', unitPrice: '1' }]
    await api.purchaseOrder.create({ supplierName: 'Glaswerk', lines })
    await expect(api.item.update({ id: ordered.id, unit: 'cm' })).rejects.toMatchObject(refused)
  })

  it('that is a frame is changed and kept among the frames', async () => {
    const frame = await api.frame.create({ name: 'Sash', material: 'Oak', widthMm: 900, heightMm: 1200 })
    const refused = { domainCode: 'RULE_VIOLATED', message: expect.stringContaining('is a frame') }
    await expect(api.item.update({ id: frame.id, unitPrice: '9' })).rejects.toMatchObject(refused)
    await expect(api.item.remove({ id: frame.id })).rejects.toMatchObject(refused)
  })

  it('is deleted while nothing refers to it, and deactivated after that', async () => {
    const unused = await api.item.create({ sku: 'DEL-1', name: 'Unused' })
    expect(await api.item.remove({ id: unused.id })).toEqual({ ok: true })
    await expect(api.item.get({ id: unused.id })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })

    const kept = (how: string) => ({
      domainCode: 'CONFLICT',
      message: expect.stringMatching(new RegExp(`${how}.*Deactivate`)),
    })
    const [stocked, bought, sold, part] = await createItems(api, ['DEL-2', 'DEL-3', 'DEL-4', 'DEL-5'])
    await api.purchaseOrder.create({
      supplierName: 'Glaswerk',
      lines: [{ itemId: bought, quantity: '1', unitPrice: '1' }],
    })
    const customer = await api.customer.create({ name: 'Buyer' })
    await api.salesOrder.create({ customerId: customer.id, lines: [{ itemId: sold, quantity: '1' }] })
    const frame = await api.frame.create({ name: 'Kept', material: 'Oak', widthMm: 1, heightMm: 1 })
    const line = { componentId: part, quantity: '1', unit: 'each', stage: 'ASSEMBLY' as const }
    await api.frame.saveBom({ id: frame.id, lines: [line] })
    const opening = await api.item.create({ sku: 'DEL-6', name: 'Opened', openingStock: '1' })

    expect(await api.item.remove({ id: stocked })).toEqual({ ok: true })
    await expect(api.item.remove({ id: opening.id })).rejects.toMatchObject(kept('stocked'))
    await expect(api.item.remove({ id: bought })).rejects.toMatchObject(kept('purchase orders'))
    await expect(api.item.remove({ id: sold })).rejects.toMatchObject(kept('sales orders'))
    await expect(api.item.remove({ id: part })).rejects.toMatchObject(kept('bill of materials'))
    expect(await api.item.update({ id: part, active: false })).toMatchObject({ active: false })
  })

  it('may be changed only by who may write to the catalogue', async () => {
    const { api: viewer } = await shop.role('VIEWER')
    await expect(viewer.item.create({ sku: 'NO', name: 'No' })).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
  })
})

describe('a change of many items', () => {
  it('is made to each on its own terms, and says which refused it', async () => {
    const [first, second] = await createItems(api, ['BLK-1', 'BLK-2'])
    const frame = await api.frame.create({ name: 'Bulk', material: 'Oak', widthMm: 1, heightMm: 1 })
    const ids = [second, 999_999, first, frame.id, first]
    const done = await api.item.bulkUpdate({ ids, change: { taxRate: '19', active: false } })
    expect(done.updated).toEqual([second, first])
    expect(done.refused).toMatchObject([
      { id: 999_999, code: 'NOT_FOUND' },
      { id: frame.id, code: 'RULE_VIOLATED' },
    ])
    expect(await api.item.get({ id: first })).toMatchObject({ taxRate: '19', active: false, version: 2 })
    const { items: events } = await api.event.list({ entity: 'item', entityId: first })
    expect(events.map((event) => event.type)).toEqual(['item.updated', 'item.created'])
  })

  it('happens whole when two people change the same items in different order', async () => {
    const ids = await createItems(api, ['RACE-1', 'RACE-2', 'RACE-3'])
    const changes = Array.from({ length: 8 }, (_, at) =>
      api.item.bulkUpdate({ ids: at % 2 ? [...ids] : [...ids].reverse(), change: { unitPrice: String(at) } }),
    )
    for (const { updated } of await Promise.all(changes)) expect(updated).toHaveLength(3)
    const prices = await Promise.all(ids.map(async (id) => (await api.item.get({ id })).unitPrice))
    expect(new Set(prices).size).toBe(1)
  })
})

describe('an export of items', () => {
  it('holds what the filter finds, safe for a spreadsheet', async () => {
    const category = await api.category.create({ name: '=Fittings' })
    const below = await api.category.create({ name: 'Screws', parentId: category.id })
    const fields = { unitPrice: '1.5', reorderPoint: '2.50', leadDays: 12, openingStock: '3', categoryId: below.id }
    await api.item.create({ sku: 'EXP-1', name: '=cmd, "quoted"', ...fields })
    const rows = await rowsOf(await api.item.export({ categoryId: category.id }))
    expect(rows).toEqual([
      'sku,name,kind,category,unit,unitPrice,cost,taxRate,reorderPoint,reorderQuantity,leadDays,active,onHand,reserved,available,incoming',
      `EXP-1,"'=cmd, ""quoted""",PRODUCT,'=Fittings > Screws,each,1.50,0.00,0,2.5,,12,yes,3,0,3,0`,
    ])
    // A search goes into the statement too.
    expect(await rowsOf(await api.item.export({ search: "quotde 'x$1" }))).toHaveLength(1)
    expect(await rowsOf(await api.item.export({ search: 'qouted' }))).toHaveLength(2)
  })
})
