import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser, signIn } from '../support/browser.ts'
import { type Rest, restAs } from '../support/rest.ts'
import { type RunningServer, startServer, temporaryHome } from '../support/server.ts'

const place = temporaryHome()
let server: RunningServer
let browser: Browser
let rest: Rest

beforeAll(async () => {
  server = await startServer({ home: place.home })
  rest = await restAs(server.url)
  await rest('POST', '/suppliers', { code: 'GLASSCO', name: 'Glass Company' })
  await rest('POST', '/inventory/products', { sku: 'PANE-4', name: 'Float pane 4 mm', kind: 'GLASS' })
  browser = await openBrowser()
  await signIn(browser.page, server.url)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  place.remove()
})

describe('a purchase order', () => {
  it('is typed line by line with its totals, received in part and in full, and exported', async () => {
    const { page } = browser
    await page.goto(`${server.url}/purchase-orders/new`)
    await page.getByPlaceholder(/Name/).first().fill('glass')
    await page.getByRole('option', { name: /Glass Company/ }).click()

    await page.getByLabel('Item of line 1').fill('pan')
    await page.getByRole('option', { name: /Float pane/ }).click()
    await page.getByLabel('Quantity of line 1').fill('12')
    await page.getByLabel('Unit price of line 1').fill('7.255')
    // 12 × 7.255 is 87.06; half a cent would go up.
    await page.getByText('87.06').first().waitFor()
    await page.getByLabel('Unit price of line 1').press('Enter')
    await page.getByLabel('Item of line 2').fill('Delivery by crane')
    await page.getByLabel('Quantity of line 2').fill('1')
    await page.getByLabel('Unit price of line 2').fill('150')
    await page.getByText('237.06').first().waitFor()
    await page.getByLabel('Unit price of line 2').press('Control+Enter')
    await page
      .getByRole('heading', { name: /PO-\d{6}/ })
      .first()
      .waitFor()

    await page.getByRole('button', { name: 'Receive' }).first().click()
    await page.getByLabel('Received of Float pane 4 mm').fill('5')
    await page.getByLabel('Received of Delivery by crane').fill('')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /receive/i })
      .last()
      .click()
    await page.getByText('Partly received').first().waitFor()
    const orders = await rest<{ items: { id: number; status: string }[] }>('GET', '/purchase-orders')
    expect(orders.body.items[0]?.status).toBe('PARTIALLY_RECEIVED')
    const pane = await rest<{ items: { stock: { onHand: string } }[] }>('GET', '/inventory/products?search=pane-4')
    expect(pane.body.items[0]?.stock.onHand).toBe('5')

    await page.getByRole('button', { name: 'Receive' }).first().click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /receive/i })
      .last()
      .click()
    await page.getByText('Completed').first().waitFor()

    const csv = await rest<string>('GET', '/purchase-orders/export')
    expect(csv.body).toContain('Glass Company')
    expect(csv.body).toContain('237.06')
    await page.goto(`${server.url}/purchase-orders`)
    await page
      .getByRole('button', { name: /export/i })
      .first()
      .click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem').first().click()
    const file = await download
    expect(file.suggestedFilename()).toMatch(/^purchase-orders-\d{4}-\d\d-\d\d\.csv$/)
    expect(readFileSync(await file.path(), 'utf8')).toContain('237.06')

    // What the server refuses is a sentence on this page, and no page or file of its own.
    const message = 'The server is busy. Try again in a moment.'
    await page.route('**/api/purchase-orders/export*', (route) =>
      route.fulfill({ status: 503, json: { code: 'UNAVAILABLE', message, details: {} } }),
    )
    await page
      .getByRole('button', { name: /export/i })
      .first()
      .click()
    await page.getByRole('menuitem').last().click()
    await page.getByRole('alert').filter({ hasText: message }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/purchase-orders')
    expect(browser.faults).toEqual([])
  })
})
