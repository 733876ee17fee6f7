import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let api: Api
let glass: number
let supplierId: number
beforeAll(async () => {
  shop = await openShop({ now: () => new Date('2026-03-10T12:00:00Z') })
  api = (await shop.role('PURCHASER')).api
  const item = { kind: 'GLASS' as const, unit: 'm²' }
  glass = (await shop.deps.prisma.item.create({ data: { ...item, sku: 'GL-1', name: 'Float glass' } })).id
  supplierId = (await api.supplier.create({ name: 'Glaswerk Nord' })).id
})
afterAll(() => shop.close())

const line = (more: object = {}) => ({ itemName: 'Putty', quantity: '2', unitPrice: '10', ...more })
const raise = (more: object = {}) => api.purchaseOrder.create({ supplierId, lines: [line()], ...more })
const eventsOf = async (id: number) =>
  (
    await shop.deps.prisma.event.findMany({ where: { entity: 'purchaseOrder', entityId: id }, orderBy: { id: 'asc' } })
  ).map((event) => event.type)

describe('a purchase order', () => {
  it('adds up its rounded lines and takes an item’s name from the catalogue', async () => {
    const order = await raise({
      lines: [
        line({ itemId: glass, itemName: 'ignored', quantity: '3', unitPrice: '10.3333' }),
        line({ unitPrice: 0.005, quantity: 1 }),
      ],
    })
    expect(order).toMatchObject({
      number: expect.stringMatching(/^PO-\d{6}$/),
      status: 'PENDING',
      orderDate: '2026-03-10',
      expectedDate: null,
      totalAmount: '31.01',
      supplier: { id: supplierId, name: 'Glaswerk Nord' },
      late: false,
      allowedActions: ['receive', 'cancel'],
      receipts: [],
    })
    expect(order.lines).toMatchObject([
      {
        lineNo: 1,
        itemId: glass,
        sku: 'GL-1',
        itemName: 'Float glass',
        unit: 'm²',
        unitPrice: '10.3333',
        totalPrice: '31.00',
      },
      { lineNo: 2, itemId: null, sku: null, itemName: 'Putty', quantity: '1', totalPrice: '0.01', outstanding: '1' },
    ])
    expect(await eventsOf(order.id)).toEqual(['purchaseOrder.created'])
  })

  it('names the field of what does not exist', async () => {
    const wrong = { domainCode: 'INVALID_INPUT' }
    await expect(raise({ supplierId: 999_999 })).rejects.toMatchObject({
      ...wrong,
      details: { fields: [{ path: 'supplierId' }] },
    })
    await expect(raise({ lines: [line(), line({ itemId: 999_999 })] })).rejects.toMatchObject({
      ...wrong,
      details: { fields: [{ path: 'lines.1.itemId' }] },
    })
    await expect(
      raise({ lines: [line({ quantity: '999999999999', unitPrice: '999999999999' })] }),
    ).rejects.toMatchObject(wrong)
  })

  it('finds its supplier by name regardless of case, and creates one where the caller may', async () => {
    const known = await raise({ supplierId: undefined, supplierName: 'GLASWERK nord' })
    expect(known.supplier.id).toBe(supplierId)
    const names = Array.from({ length: 8 }, (_, i) => (i % 2 ? 'Neue Beschläge' : 'neue beschläge'))
    const orders = await Promise.all(names.map((supplierName) => raise({ supplierId: undefined, supplierName })))
    expect(new Set(orders.map((order) => order.supplier.id)).size).toBe(1)

    const { caller } = await shop.role('PURCHASER')
    const limited = shop.as({ ...caller, permissions: new Set(['purchaseOrder.write', 'purchaseOrder.read']) })
    const named = (supplierName: string) => limited.purchaseOrder.create({ supplierName, lines: [line()] })
    await expect(named('Nobody')).rejects.toMatchObject({ domainCode: 'RULE_VIOLATED' })
    expect((await named('glaswerk nord')).supplier.id).toBe(supplierId)
  })

  it('changes its head while open and its lines while nothing has come', async () => {
    const order = await raise()
    const changed = await api.purchaseOrder.update({
      id: order.id,
      version: order.version,
      notes: 'Ring the bell',
      expectedDate: '2026-03-09',
      lines: [line({ quantity: '5' }), line()],
    })
    expect(changed).toMatchObject({
      notes: 'Ring the bell',
      late: true,
      totalAmount: '70.00',
      version: order.version + 1,
    })
    expect(changed.lines).toHaveLength(2)
    await expect(api.purchaseOrder.update({ id: order.id, version: order.version, notes: '' })).rejects.toMatchObject({
      domainCode: 'VERSION_CONFLICT',
    })
    expect((await api.purchaseOrder.update({ id: order.id, expectedDate: null })).expectedDate).toBeNull()

    await api.purchaseOrder.receive({ id: order.id, lines: [{ lineId: changed.lines[0]?.id ?? 0, quantity: 1 }] })
    await expect(api.purchaseOrder.update({ id: order.id, lines: [line()] })).rejects.toMatchObject({
      domainCode: 'RULE_VIOLATED',
      details: { rule: 'purchaseOrder.received' },
    })
    expect((await api.purchaseOrder.update({ id: order.id, notes: 'half' })).notes).toBe('half')
    await api.purchaseOrder.closeShort({ id: order.id })
    await expect(api.purchaseOrder.update({ id: order.id, notes: 'late' })).rejects.toMatchObject({
      domainCode: 'RULE_VIOLATED',
    })
  })

  it('is moved by a status to where an action leads, and nowhere else', async () => {
    const order = await raise()
    const patch = (status: 'PENDING' | 'PARTIALLY_RECEIVED' | 'COMPLETED' | 'CANCELLED', id = order.id) =>
      api.purchaseOrder.update({ id, status })
    for (const status of ['COMPLETED', 'PARTIALLY_RECEIVED'] as const)
      await expect(patch(status)).rejects.toMatchObject({
        domainCode: 'WRONG_STATE',
        details: { allowed: ['receive', 'cancel'] },
      })
    expect((await patch('PENDING')).version).toBe(order.version)
    expect((await patch('CANCELLED')).status).toBe('CANCELLED')
    await expect(patch('PENDING')).rejects.toMatchObject({ domainCode: 'WRONG_STATE' })

    const part = await raise()
    await api.purchaseOrder.receive({ id: part.id, lines: [{ lineId: part.lines[0]?.id ?? 0, quantity: 1 }] })
    expect((await patch('COMPLETED', part.id)).status).toBe('COMPLETED')
    expect(await eventsOf(part.id)).toEqual([
      'purchaseOrder.created',
      'purchaseOrder.received',
      'purchaseOrder.closedShort',
    ])
  })

  it('is cancelled before anything has come, by whoever may', async () => {
    const order = await raise()
    const { api: warehouse } = await shop.role('WAREHOUSE')
    expect((await warehouse.purchaseOrder.get({ id: order.id })).allowedActions).toEqual(['receive'])
    await expect(warehouse.purchaseOrder.cancel({ id: order.id })).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
    const answers = await Promise.allSettled([
      api.purchaseOrder.cancel({ id: order.id }),
      api.purchaseOrder.receive({ id: order.id }),
    ])
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
    await expect(api.purchaseOrder.closeShort({ id: order.id })).rejects.toMatchObject({ domainCode: 'WRONG_STATE' })
  })

  it('is found, filtered, sorted and paged without repeating or losing one', async () => {
    const other = await api.supplier.create({ name: 'Paging Ltd' })
    for (let i = 0; i < 7; i++) {
      await raise({
        supplierId: other.id,
        orderDate: `2026-02-0${1 + (i % 3)}`,
        ...(i % 2 ? { expectedDate: `2026-03-0${i + 1}` } : {}),
        lines: [line({ unitPrice: String(i % 4), ...(i === 0 ? { itemId: glass } : {}) })],
      })
    }
    for (const key of ['id', 'number', 'orderDate', 'expectedDate', 'totalAmount', 'status'] as const) {
      for (const sort of [key, `-${key}`] as const) {
        const seen: number[] = []
        let cursor: string | undefined
        do {
          const page = await api.purchaseOrder.list({ supplierId: other.id, sort, limit: 2, cursor })
          expect(page.total).toBeUndefined()
          seen.push(...page.items.map((order) => order.id))
          cursor = page.nextCursor ?? undefined
        } while (cursor)
        expect(seen).toHaveLength(7)
        expect(new Set(seen).size).toBe(7)
      }
    }
    const found = async (filter: object) =>
      (await api.purchaseOrder.list({ supplierId: other.id, ...filter })).items.length
    expect(await found({ itemId: glass })).toBe(1)
    expect(await found({ orderedFrom: '2026-02-02', orderedTo: '2026-02-02' })).toBe(2)
    expect(await found({ late: true })).toBe(3)
    expect(await found({ late: false })).toBe(4)
    expect(await found({ status: ['CANCELLED'] })).toBe(0)
    expect((await api.purchaseOrder.list({ search: 'paging' })).items).toHaveLength(7)
    expect(await api.purchaseOrder.count({ search: 'PAGING', late: true })).toEqual({ total: 3 })
  })

  it('is counted without counting, with no filter and by state', async () => {
    const all = await api.purchaseOrder.list({ limit: 200 })
    expect(all.total).toBe(all.items.length)
    const pending = all.items.filter((order) => order.status === 'PENDING').length
    expect(await api.purchaseOrder.count({ status: ['PENDING'] })).toEqual({ total: pending })
    expect((await api.purchaseOrder.list({ status: ['PENDING'], limit: 1 })).total).toBe(pending)
  })
})
