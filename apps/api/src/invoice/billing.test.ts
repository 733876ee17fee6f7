import { createPool } from '@framewright/db/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkInvariants } from '../invariants/invariants.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let manager: Api
let customerId: number
let itemId: number
let now = '2026-12-30T12:00:00Z'
beforeAll(async () => {
  shop = await openShop({ now: () => new Date(now), timeZone: 'Europe/Berlin' })
  manager = (await shop.role('ADMIN')).api
  const customer = { code: 'C1', name: 'Corner House', address: 'Markt 1', taxId: 'DE42' }
  customerId = (await shop.deps.prisma.customer.create({ data: customer })).id
  itemId = (
    await manager.item.create({ sku: 'W-1', name: 'Window', unitPrice: '10', taxRate: '19', openingStock: '1000' })
  ).id
})
afterAll(() => shop.close())

/** A confirmed order of so many on each of its lines. */
async function order(...quantities: number[]) {
  const lines = quantities.map((quantity) => ({ itemId, quantity, discountPercent: '5' }))
  const made = await manager.salesOrder.create({ customerId, lines })
  await manager.salesOrder.confirm({ id: made.id })
  return { id: made.id, number: made.number, lineIds: made.lines.map((line) => line.id) }
}
const ship = (id: number, lineId: number, quantity: number) =>
  manager.salesOrder.ship({ id, lines: [{ lineId, quantity: String(quantity) }] })
const sequenceOf = (no: string) => Number(no.slice(-6))

describe('an own invoice', () => {
  it('bills what has shipped and is not billed yet, at the prices of the order', async () => {
    const { id, number, lineIds } = await order(4, 2)
    const nothing = { domainCode: 'RULE_VIOLATED', details: { rule: 'invoice.nothingToBill' } }
    await expect(manager.invoice.create({ salesOrderId: id })).rejects.toMatchObject(nothing)
    await ship(id, lineIds[0] ?? 0, 3)
    const first = await manager.invoice.create({ salesOrderId: id })
    expect(first).toMatchObject({
      source: 'OWN',
      invoiceNo: 'INV-2026-000001',
      number: 'INV-2026-000001',
      invoiceDate: '2026-12-30',
      customer: { id: customerId },
      billTo: { name: 'Corner House', address: 'Markt 1', taxId: 'DE42' },
      salesOrder: { id, number },
      status: 'DISPATCHED',
      lines: [{ itemId, quantity: '3', unitPrice: '10.00', discountPercent: '5', taxRate: '19', subtotal: '28.50' }],
      subtotal: '28.50',
      taxTotal: '5.42',
      total: '33.92',
    })
    await expect(manager.invoice.create({ salesOrderId: id })).rejects.toMatchObject(nothing)
    await manager.salesOrder.ship({ id })
    expect(await manager.invoice.create({ salesOrderId: id })).toMatchObject({
      invoiceNo: 'INV-2026-000002',
      lines: [
        { lineNo: 1, quantity: '1' },
        { lineNo: 2, quantity: '2' },
      ],
    })
    expect((await manager.salesOrder.get({ id })).lines).toMatchObject([{ invoiced: '4' }, { invoiced: '2' }])
    await manager.salesOrder.deliver({ id })
    expect((await manager.invoice.list({ salesOrderId: id, status: ['DELIVERED'] })).items).toHaveLength(2)
  })

  it('bills a part where a part is asked for, and never more than has shipped', async () => {
    const { id, lineIds } = await order(10)
    const lineId = lineIds[0] ?? 0
    await ship(id, lineId, 6)
    const bill = (quantity: string) => manager.invoice.create({ salesOrderId: id, lines: [{ lineId, quantity }] })
    await expect(bill('7')).rejects.toMatchObject({
      details: { rule: 'invoice.overBilled', open: '6', requested: '7' },
    })
    expect(await bill('2.5')).toMatchObject({ lines: [{ quantity: '2.5' }] })
    await expect(bill('4')).rejects.toMatchObject({ details: { open: '3.5' } })
    await expect(
      manager.invoice.create({ salesOrderId: id, lines: [{ lineId: 999_999, quantity: '1' }] }),
    ).rejects.toMatchObject({ domainCode: 'INVALID_INPUT' })
    await expect(
      shop.deps.prisma.salesOrderLine.update({ where: { id: lineId }, data: { invoiced: '6.1' } }),
    ).rejects.toThrow()
  })

  it('is written once for what has shipped, however many write it at once', async () => {
    const { id, lineIds } = await order(8)
    await ship(id, lineIds[0] ?? 0, 8)
    const whole = await Promise.allSettled(
      Array.from({ length: 8 }, () => manager.invoice.create({ salesOrderId: id })),
    )
    expect(whole.filter((one) => one.status === 'fulfilled')).toHaveLength(1)

    const other = await order(5)
    const lineId = other.lineIds[0] ?? 0
    await ship(other.id, lineId, 5)
    const parts = await Promise.allSettled(
      Array.from({ length: 9 }, () =>
        manager.invoice.create({ salesOrderId: other.id, lines: [{ lineId, quantity: '1' }] }),
      ),
    )
    expect(parts.filter((one) => one.status === 'fulfilled')).toHaveLength(5)
  })

  it('is written once for one idempotency key', async () => {
    const { id } = await order(2)
    await manager.salesOrder.ship({ id })
    const keyed = shop.as((await shop.role('ADMIN')).caller, { idempotencyKey: `bill-${id}` })
    const [a, b] = await Promise.all([
      keyed.invoice.create({ salesOrderId: id }),
      keyed.invoice.create({ salesOrderId: id }),
    ])
    expect(a).toEqual(b)
  })
})

describe('the numbers of own invoices', () => {
  it('run on without a gap when fifty write at once and some fail, and start again with the year', async () => {
    const before = await manager.invoice.list({ source: 'own', sort: '-number', limit: 1 })
    const last = sequenceOf(before.items[0]?.number ?? '0')
    const orders: number[] = []
    for (let i = 0; i < 50; i++) {
      const { id } = await order(1)
      await manager.salesOrder.ship({ id })
      orders.push(id)
    }
    // Some are rolled back after they were given a number: their invoice cannot be written down.
    const { prisma } = shop.deps
    await prisma.$executeRawUnsafe(`
      CREATE FUNCTION refuse_some() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF NEW.order_line_id % 5 = 0 THEN RAISE EXCEPTION 'refused' USING ERRCODE = 'check_violation'; END IF;
      RETURN NEW; END $$`)
    await prisma.$executeRawUnsafe(
      'CREATE TRIGGER refuse_some BEFORE INSERT ON invoice_line FOR EACH ROW EXECUTE FUNCTION refuse_some()',
    )
    const written = await Promise.allSettled(orders.map((salesOrderId) => manager.invoice.create({ salesOrderId })))
    await prisma.$executeRawUnsafe('DROP TRIGGER refuse_some ON invoice_line')
    const done = written.flatMap((one) => (one.status === 'fulfilled' ? [one.value.number] : []))
    expect(done.length).toBeLessThan(50)
    expect(done.length).toBeGreaterThan(30)
    const numbers = done.map(sequenceOf).toSorted((a, b) => a - b)
    expect(numbers).toEqual(done.map((_, i) => last + 1 + i))

    // Half past eleven at night in London is the next year in Berlin.
    now = '2026-12-31T23:30:00Z'
    const open = orders.filter((_, i) => written[i]?.status === 'rejected')
    const [next] = open
    expect(await manager.invoice.create({ salesOrderId: next ?? 0 })).toMatchObject({
      invoiceNo: 'INV-2027-000001',
      invoiceDate: '2027-01-01',
    })
    const pool = createPool(shop.url, { max: 1 })
    const findings = await checkInvariants(pool)
    await pool.end()
    expect(findings.filter((finding) => finding.violations > 0)).toEqual([])
  })
})
