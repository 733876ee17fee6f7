import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser, signIn } from '../support/browser.ts'
import { type Rest, restAs } from '../support/rest.ts'
import { type RunningServer, startServer, temporaryHome } from '../support/server.ts'

const place = temporaryHome()
let server: RunningServer
let browser: Browser
let rest: Rest
let orderId: number

beforeAll(async () => {
  server = await startServer({ home: place.home })
  rest = await restAs(server.url)
  const customer = { code: 'CORNER', name: 'Corner House', address: 'Market 7' }
  const customerId = (await rest<{ id: number }>('POST', '/inventory/customers', customer)).body.id
  const item = { kind: 'PRODUCT', unitPrice: '10', taxRate: '10', openingStock: '50' }
  await rest('POST', '/inventory/products', { sku: 'HANDLE', name: 'Door handle', ...item })
  const lines = [{ sku: 'HANDLE', quantity: 6 }]
  orderId = (await rest<{ id: number }>('POST', '/sales/orders', { customerId, lines })).body.id
  await rest('POST', `/sales/orders/${orderId}/confirm`)
  await rest('POST', `/sales/orders/${orderId}/ship`, {})
  browser = await openBrowser()
  await signIn(browser.page, server.url)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  place.remove()
})

describe('an invoice', () => {
  it('is written from a shipped order with the keyboard alone, and opened as a PDF', async () => {
    const { page } = browser
    const { keyboard } = page
    await page.goto(`${server.url}/sales-orders/${orderId}`)
    const create = page.getByRole('button', { name: 'Create invoice' })
    await create.focus()
    await keyboard.press('Enter')
    // A part of it: the first field has the focus and what is in it is selected.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Billed of Door handle')
    await keyboard.type('4')
    await page.getByText('€44.00, tax included').waitFor()
    await keyboard.press('Enter')

    const year = new Date().getFullYear()
    await page.getByRole('heading', { name: `INV-${year}-000001` }).waitFor()
    await page.getByRole('link', { name: 'Corner House' }).waitFor()
    const pdf = page.getByRole('button', { name: 'PDF' })
    await pdf.focus()
    const answered = page.context().waitForEvent('response', (one) => one.url().endsWith('/pdf'))
    await keyboard.press('Enter')
    const answer = await answered
    expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf'])
    for (const other of page.context().pages()) if (other !== page) await other.close()

    // The rest waits on the order, and the order names its invoice.
    await page.goto(`${server.url}/sales-orders/${orderId}`)
    await page.getByRole('link', { name: `INV-${year}-000001` }).waitFor()
    await create.click()
    await page.getByText('shipped 6 · to bill 2').waitFor()
    await keyboard.press('Escape')
  })

  it('appears in an open list the moment another system brings it, and leads to its page', async () => {
    const { page } = browser
    await page.goto(`${server.url}/invoices`)
    await page.getByRole('link', { name: /INV-\d{4}-000001/ }).waitFor()
    const { body: key } = await rest<{ key: string }>('POST', '/api-keys', { name: 'Shop', scopes: ['invoice.import'] })
    const answer = await fetch(`${server.url}/api/sales/import/invoice`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': key.key },
      body: JSON.stringify({
        invoiceNo: 'Re 26/7',
        invoiceDate: '2026-03-31',
        source: 'Web shop',
        customer: { name: 'Haus am See' },
        items: [{ sku: 'HANDLE', quantity: 2, unitPrice: '12.5', taxRate: '19' }],
      }),
    })
    expect(answer.status).toBe(201)
    const row = page.getByRole('link', { name: 'Re 26/7' })
    await row.waitFor()
    await page.getByPlaceholder('Number or customer').fill('re – 26')
    await page.getByRole('link', { name: /INV-\d{4}-000001/ }).waitFor({ state: 'detached' })
    await row.click()
    await page.getByRole('heading', { name: 'Re 26/7' }).waitFor()
    await page.getByText('from WEB SHOP').waitFor()
    await page.getByText('€29.75').first().waitFor()
    expect(browser.faults).toEqual([])
  })
})
