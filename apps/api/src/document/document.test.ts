import { extractText } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createItems } from '../testing/catalogue.ts'
import { openServer, type TestServer } from '../testing/server.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'
import { runsOf } from './fonts.ts'

let shop: Shop
let server: TestServer
let api: Api
let customerId: number
let itemId: number

beforeAll(async () => {
  shop = await openShop()
  server = await openServer(shop)
  api = (await shop.role('ADMIN')).api
  await api.shop.update({
    name: 'Łukasz Žižka Okna',
    legalName: 'Okna sp. z o.o.',
    address: 'ul. Różana 5\n30-001 Kraków',
    documentFooter: 'IBAN PL61 1090 1014 0000 0712 1981 2874',
    taxId: 'PL123',
    currency: 'PLN',
  })
  const customer = await api.customer.create({ name: 'Győrffy & Söhne', address: 'Fő utca 1\nBudapest', taxId: 'HU-7' })
  customerId = customer.id
  ;[itemId] = await createItems(api, ['GL-1'])
})
afterAll(async () => {
  await server.close()
  await shop.close()
})

const line = (more: object = {}) => ({ itemId, quantity: '2', unitPrice: '1234.5', taxRate: '23', ...more })

/** The text of each page. */
async function pagesOf(base64: string): Promise<string[]> {
  const { text } = await extractText(new Uint8Array(Buffer.from(base64, 'base64')))
  return text
}

describe('an order confirmation', () => {
  it('says who, what, and what it comes to', async () => {
    const order = await api.salesOrder.create({
      customerId,
      notes: 'Dzięki!',
      lines: [line({ discountPercent: '10' })],
    })
    const file = await api.salesOrder.pdf({ id: order.id })
    expect(file.fileName).toBe(`${order.number}.pdf`)
    const pages = await pagesOf(file.base64)
    expect(pages).toHaveLength(1)
    for (const words of [
      'Łukasz Žižka Okna',
      'Okna sp. z o.o.',
      'Różana',
      'Győrffy & Söhne',
      'Fő utca 1',
      `Draft of order ${order.number}`,
      'Net PLN',
      'GL-1',
      '1,234.50',
      '10 %',
      'Tax 23 % of 2,222.10',
      '511.08',
      'PLN 2,733.18',
      'Dzięki!',
      'IBAN PL61',
      'Page 1 of 1',
    ]) {
      expect(pages[0]).toContain(words)
    }
  })

  it('goes on over pages, each with the head of the table and its number', async () => {
    const lines = Array.from({ length: 200 }, (_, n) => line({ quantity: String(n + 1), taxRate: n % 2 ? '23' : '8' }))
    const order = await api.salesOrder.create({ customerId, lines })
    const pages = await pagesOf((await api.salesOrder.pdf({ id: order.id })).base64)
    expect(pages.length).toBeGreaterThan(6)
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`)
      expect(page).toContain('IBAN PL61')
    }
    for (const page of pages.slice(0, -1)) expect(page).toContain('Unit price')
    const text = pages.join('\n')
    // By its number and by its name, "Item GL-1".
    expect(text.match(/GL-1/g)).toHaveLength(2 * 200)
    expect(pages.at(-1)).toContain('Tax 8 % of')
    expect(pages.at(-1)).toContain('Total')
  })

  it('is written in every alphabet that Inter has; a sign beyond them is shown as one that is missing', async () => {
    const customer = await api.customer.create({ name: 'Ελλάδα Київ Đặng 北', code: 'ABC' })
    const order = await api.salesOrder.create({ customerId: customer.id, lines: [line()] })
    const [page] = await pagesOf((await api.salesOrder.pdf({ id: order.id })).base64)
    expect(page).toContain('Ελλάδα Київ Đặng')
    expect(runsOf('aж北').map((run) => run.text)).toEqual(['a', 'ж', '\uFFFD'])
  })

  it('breaks what is longer than its column, and leaves out what was taken out', async () => {
    const long = await api.item.create({ sku: 'LONG', name: `${'Fenster'.repeat(15)} ${'x'.repeat(60)}` })
    const order = await api.salesOrder.create({ customerId, lines: [line(), line({ itemId: long.id })] })
    expect((await pagesOf((await api.salesOrder.pdf({ id: order.id })).base64))[0]).toContain('LONG')
    await api.salesOrder.cancelLine({ id: order.id, lineId: order.lines[1]?.id ?? 0 })
    expect((await pagesOf((await api.salesOrder.pdf({ id: order.id })).base64))[0]).not.toContain('LONG')
  })

  it('is the same file for the same order', async () => {
    const order = await api.salesOrder.create({ customerId, lines: [line()] })
    const first = await api.salesOrder.pdf({ id: order.id })
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    expect(await api.salesOrder.pdf({ id: order.id })).toEqual(first)
  })

  it('of somebody else is not found by whoever sees only their own', async () => {
    const order = await api.salesOrder.create({ customerId, lines: [line()] })
    const seller = await shop.role('SALES_EXECUTIVE')
    await expect(seller.api.salesOrder.pdf({ id: order.id })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
    const answer = await server.send('GET', `/api/sales/orders/${order.id}/pdf`, {
      token: await server.token(seller.caller),
    })
    expect(answer.status).toBe(404)
  })

  it('that cannot be had says so: in a tab as a page, elsewhere as the error it is', async () => {
    const token = await server.as('ADMIN')
    const inTab = await server.send('GET', '/api/sales/orders/999999/pdf', {
      token,
      headers: { 'sec-fetch-dest': 'document' },
    })
    expect([inTab.status, inTab.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
    expect(inTab.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(String(inTab.body)).toContain('There is no sales order 999999, or it is not yours to see.')
    const script = await server.send('GET', '/api/sales/orders/%3Cscript%3E/pdf', {
      token,
      headers: { 'sec-fetch-dest': 'document' },
    })
    expect(String(script.body)).not.toContain('<script>')
    const asked = await server.send('GET', '/api/sales/orders/999999/pdf', { token })
    expect(asked.body.code).toBe('NOT_FOUND')
  })

  it('comes by REST as a file to look at', async () => {
    const order = await api.salesOrder.create({ customerId, lines: [line()] })
    const response = await fetch(`${server.url}/api/sales/orders/${order.id}/pdf`, {
      headers: { authorization: `Bearer ${await server.as('ADMIN')}` },
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/pdf')
    expect(response.headers.get('content-disposition')).toBe(`inline; filename="${order.number}.pdf"`)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(bytes.toString('base64')).toBe((await api.salesOrder.pdf({ id: order.id })).base64)
  })
})

describe('a purchase order on paper', () => {
  it('says what is ordered, free text too', async () => {
    const order = await api.purchaseOrder.create({
      supplierName: 'Škoda Glass',
      lines: [
        { itemId, quantity: '3', unitPrice: '7.125' },
        { itemName: 'Delivery', quantity: '1', unitPrice: '20' },
      ],
    })
    const response = await fetch(`${server.url}/api/purchase-orders/${order.id}/pdf`, {
      headers: { authorization: `Bearer ${await server.as('PURCHASER')}` },
    })
    const [page] = await pagesOf(Buffer.from(await response.arrayBuffer()).toString('base64'))
    for (const words of [`Purchase order ${order.number}`, 'Škoda Glass', 'Delivery', '7.125', 'PLN 41.38'])
      expect(page).toContain(words)
  })
})

describe('an invoice', () => {
  it('says what is billed to whom; an imported one that it is a copy', async () => {
    await api.stock.adjust({ itemId, direction: 'UP', quantity: '10', reason: 'Found' })
    const order = await api.salesOrder.create({ customerId, lines: [line({ discountPercent: '10' })] })
    await api.salesOrder.confirm({ id: order.id })
    await api.salesOrder.ship({ id: order.id })
    const own = await api.invoice.create({ salesOrderId: order.id })
    const file = await api.invoice.pdf({ id: own.id })
    expect(file.fileName).toBe(`${own.number}.pdf`)
    const [page] = await pagesOf(file.base64)
    for (const words of [`Invoice ${own.number}`, order.number, 'Győrffy & Söhne', 'HU-7', 'GL-1', 'PLN 2,733.18'])
      expect(page).toContain(words)
    const imported = await api.invoice.import({
      invoiceNo: 'RE 7/26',
      invoiceDate: '2026-03-31',
      customer: { name: 'Győrffy & Söhne', address: 'Where they were then' },
      items: [{ sku: 'GL-1', quantity: 1, unitPrice: 1 }],
    })
    const copy = await api.invoice.pdf({ id: imported.id })
    expect(copy.fileName).toBe('RE-7-26.pdf')
    const [said] = await pagesOf(copy.base64)
    for (const words of ['Copy of invoice RE 7/26', 'Where they were then', 'IMPORT']) expect(said).toContain(words)
  })
})
