import type { PeriodReport } from '@framewright/contracts/report/report.schema'
import { extractText } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createItems } from '../testing/catalogue.ts'
import { openServer, type TestServer } from '../testing/server.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let server: TestServer
let api: Api
let itemId: number
let customerId: number
let supplierId: number

/** A quarter past ten in the evening of the tenth in UTC: in the shop's zone it is the eleventh already. */
const now = new Date('2026-03-10T22:15:00Z')
const march = { from: '2026-03-01', to: '2026-03-31' }

const order = (by: Api, orderDate: string, quantity: string) =>
  by.salesOrder.create({ customerId, orderDate, lines: [{ itemId, quantity, unitPrice: '10', taxRate: '10' }] })

beforeAll(async () => {
  shop = await openShop({ timeZone: 'Asia/Tokyo', now: () => now })
  server = await openServer(shop)
  api = (await shop.role('ADMIN')).api
  ;[itemId] = await createItems(api, ['GL-1'])
  customerId = (await api.customer.create({ name: 'Haus "am" See' })).id
  supplierId = (await api.supplier.create({ name: '=Glass & Co' })).id
  const bought = await api.purchaseOrder.create({
    supplierId,
    orderDate: '2026-03-02',
    lines: [{ itemId, quantity: '20', unitPrice: '4' }],
  })
  await api.purchaseOrder.receive({ id: bought.id, lines: [{ lineId: bought.lines[0]?.id ?? 0, quantity: '12' }] })
  await shop.deps.prisma.receipt.updateMany({ data: { receivedAt: now } })
  for (const [day, quantity] of [
    ['2026-03-03', '2'],
    ['2026-03-03', '1'],
    ['2026-03-20', '4'],
    ['2026-04-01', '9'],
  ] as const) {
    const { id } = await order(api, day, quantity)
    if (quantity !== '9') await api.salesOrder.confirm({ id })
  }
  await order(api, '2026-03-04', '7')
})
afterAll(async () => {
  await server.close()
  await shop.close()
})

const sectionOf = (report: PeriodReport, key: string) => report.sections.find((section) => section.key === key)

describe('the sales of a period', () => {
  it('are the orders of its days but drafts and cancelled ones, by day, customer and item', async () => {
    const report = await api.report.sales(march)
    expect(report).toMatchObject({ kind: 'SALES', timeZone: 'Asia/Tokyo', ...march })
    expect(sectionOf(report, 'periods')).toMatchObject({
      rows: [
        ['2026-03-03', '2', '30.00', '3.00', '33.00'],
        ['2026-03-20', '1', '40.00', '4.00', '44.00'],
      ],
      totals: ['Total', '3', '70.00', '7.00', '77.00'],
    })
    expect(sectionOf(report, 'customers')?.rows).toEqual([[expect.any(String), 'Haus "am" See', '3', '70.00', '77.00']])
    // Quantities of different units do not add up.
    expect(sectionOf(report, 'items')).toMatchObject({
      rows: [['GL-1', expect.any(String), expect.any(String), '7', '70.00']],
      totals: ['Total', '', '', '', '70.00'],
    })
  })

  it('are told by month where the period is long', async () => {
    const { sections } = await api.report.sales({ from: '2026-01-01', to: '2026-12-31' })
    expect(sections[0]?.rows).toEqual([['2026-03', '3', '70.00', '7.00', '77.00']])
  })

  it('are one’s own where one sees no others', async () => {
    const seller = await shop.role('SALES_EXECUTIVE')
    const report = await seller.api.report.sales(march)
    expect(report.sections.map((section) => section.rows)).toEqual([[], [], []])
  })

  it('as CSV are one table, quoted where needed, no cell a formula', async () => {
    const token = await server.as('ADMIN')
    const csv = async (query: string) => String((await server.send('GET', `/api/reports/${query}`, { token })).body)
    expect(await csv('sales/csv?from=2026-03-01&to=2026-03-31')).toBe(
      'Day,Orders,Net,Tax,Total\r\n2026-03-03,2,30.00,3.00,33.00\r\n2026-03-20,1,40.00,4.00,44.00\r\n',
    )
    expect(await csv('sales/csv?from=2026-03-01&to=2026-03-31&section=customers')).toContain('"Haus ""am"" See"')
    expect(await csv('purchasing/csv?from=2026-03-01&to=2026-03-31&section=suppliers')).toContain("'=Glass & Co")
    const unknown = await server.send('GET', '/api/reports/sales/csv?from=2026-03-01&to=2026-03-31&section=x', {
      token,
    })
    expect([unknown.status, unknown.body.code]).toEqual([400, 'INVALID_INPUT'])
  })

  it('show the hundred largest of a table; its total and its CSV are of all', async () => {
    const customers = Array.from({ length: 101 }, (_, n) => ({ code: `MANY-${n}`, name: `Customer ${n}` }))
    await shop.deps.prisma.customer.createMany({ data: customers })
    const made = await shop.deps.prisma.customer.findMany({ where: { code: { startsWith: 'MANY-' } } })
    const sold = {
      subtotal: 10,
      taxTotal: 1,
      total: 11,
      status: 'CONFIRMED' as const,
      orderDate: new Date('2026-05-05'),
    }
    await shop.deps.prisma.salesOrder.createMany({
      data: made.map(({ id, code }) => ({ ...sold, customerId: id, number: `SO-${code}` })),
    })
    const may = { from: '2026-05-01', to: '2026-05-31' }
    const section = sectionOf(await api.report.sales(may), 'customers')
    expect(section).toMatchObject({ leftOut: 1, totals: ['Total', '', '101', '1010.00', '1111.00'] })
    expect(section?.rows).toHaveLength(100)
    const token = await server.as('ADMIN')
    const csv = await server.send('GET', '/api/reports/sales/csv?from=2026-05-01&to=2026-05-31&section=customers', {
      token,
    })
    expect(String(csv.body).trimEnd().split('\r\n')).toHaveLength(102)
  })

  it('are refused for a period that ends before it begins, or is longer than five years', async () => {
    await expect(api.report.sales({ from: '2026-03-02', to: '2026-03-01' })).rejects.toThrow()
    await expect(api.report.sales({ from: '2016-03-02', to: '2026-03-01' })).rejects.toThrow()
  })
})

describe('what was bought, made and moved', () => {
  it('is of the shop’s days: what came late in the evening of UTC counts for the day it is there', async () => {
    const tenth = await api.report.purchasing({ from: '2026-03-10', to: '2026-03-10' })
    const eleventh = await api.report.purchasing({ from: '2026-03-11', to: '2026-03-11' })
    expect(sectionOf(tenth, 'received')?.rows).toEqual([])
    expect(sectionOf(eleventh, 'received')?.rows).toEqual([[expect.any(String), '1', '12', '48.00']])
    expect(sectionOf(await api.report.purchasing(march), 'suppliers')?.rows).toEqual([
      [expect.any(String), '=Glass & Co', '1', '80.00'],
    ])
  })

  it('of stock says what came and went, and by which kind of movement', async () => {
    // A movement is stamped by the database: around its today, whatever the zones.
    const around = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
    const report = await api.report.stock({ from: around(-1), to: around(1) })
    expect(sectionOf(report, 'kinds')?.rows).toEqual([['Received', '1', '48.00']])
    expect(sectionOf(report, 'items')?.rows).toEqual([
      ['GL-1', expect.any(String), expect.any(String), '12', '0', '48.00', '0.00'],
    ])
  })

  it('of production is what the dashboard keeps', async () => {
    const frame = await api.frame.create({ name: 'Door', material: 'Oak', widthMm: 900, heightMm: 2000 })
    const { id } = await api.productionOrder.create({ itemId: frame.id, quantity: '3', dueDate: '2026-03-15' })
    await shop.deps.prisma.productionOrder.update({ where: { id }, data: { status: 'RELEASED' } })
    const report = await api.report.production(march)
    expect(sectionOf(report, 'periods')).toMatchObject({
      rows: [['2026-03-15', '3', '0', '0']],
      totals: ['Total', '3', '0', '0'],
    })
  })
})

describe('papers', () => {
  it('of a period say which, of which zone, and every table', async () => {
    const file = await api.report.salesPdf(march)
    expect(file.fileName).toBe('sales-2026-03-01-2026-03-31.pdf')
    const { text } = await extractText(new Uint8Array(Buffer.from(file.base64, 'base64')))
    for (const words of ['Sales', '1 Mar 2026 to 31 Mar 2026', 'Asia/Tokyo', 'By customer', 'By item', '77.00']) {
      expect(text.join('\n')).toContain(words)
    }
    expect((await api.report.salesPdf(march)).base64).toBe(file.base64)
  })

  it('of a delivery say what goes out and where to; of a pick list, what lies where', async () => {
    const { id } = await order(api, '2026-03-05', '3')
    await api.salesOrder.confirm({ id })
    const fulfilment = await api.fulfilment.create({ salesOrderId: id })
    const { text } = await extractText(
      new Uint8Array(Buffer.from((await api.report.deliveryNotePdf({ id: fulfilment.id })).base64, 'base64')),
    )
    for (const words of ['Delivery note', fulfilment.number, 'Haus "am" See', 'GL-1'])
      expect(text.join('\n')).toContain(words)
    const list = await api.report.pickListPdf({})
    const { text: listed } = await extractText(new Uint8Array(Buffer.from(list.base64, 'base64')))
    for (const words of ['Pick list', fulfilment.number, 'GL-1']) expect(listed.join('\n')).toContain(words)
    const token = await server.as('ADMIN')
    const note = await server.send('GET', `/api/fulfilments/${fulfilment.id}/delivery-note/csv`, { token })
    expect(String(note.body)).toContain(`${fulfilment.number},`)
    const picks = await server.send('GET', '/api/reports/pick-list/csv', { token })
    expect(String(picks.body)).toContain(`,GL-1,`)
  })

  it('of a purchase order are its lines', async () => {
    const [bought] = (await api.purchaseOrder.list({})).items
    const token = await server.as('PURCHASER')
    const { body } = await server.send('GET', `/api/purchase-orders/${bought?.id}/csv`, { token })
    expect(String(body).split('\r\n')[1]).toContain(`${bought?.number},'=Glass & Co,2026-03-02,1,GL-1`)
  })

  it('are for whoever may read what is in them', async () => {
    const glazer = await shop.role('GLAZER')
    await expect(glazer.api.report.stock(march)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(glazer.api.report.pickListPdf({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
