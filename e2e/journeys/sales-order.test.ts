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
  await rest('POST', '/inventory/customers', { code: 'CORNER', name: 'Corner House' })
  const item = { kind: 'PRODUCT', unitPrice: '10', taxRate: '10' }
  await rest('POST', '/inventory/products', { sku: 'HANDLE', name: 'Door handle', openingStock: '5', ...item })
  await rest('POST', '/inventory/products', { sku: 'HINGE', name: 'Brass hinge', openingStock: '1', ...item })
  browser = await openBrowser()
  await signIn(browser.page, server.url)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  place.remove()
})

const stock = async (sku: string) =>
  (await rest<{ items: { stock: unknown }[] }>('GET', `/inventory/products?search=${sku}`)).body.items[0]?.stock

describe('a sales order', () => {
  it('is written with the keyboard alone, from the customer to the confirmation', async () => {
    const { page } = browser
    const { keyboard } = page
    await page.goto(`${server.url}/sales-orders/new`)
    await page
      .getByPlaceholder(/Name or code/)
      .first()
      .focus()
    await keyboard.type('cor', { delay: 30 })
    // Without a look at the list, as one who knows the customer does.
    await keyboard.press('Enter')

    // Enter has taken the customer and gone on to the first line by itself.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Item of line 1')
    await keyboard.type('han', { delay: 30 })
    await page.getByRole('option', { name: /Door handle/ }).waitFor()
    await keyboard.press('Enter')
    await keyboard.type('3')
    await page.getByText('33.00').first().waitFor()

    await page.getByLabel('Quantity of line 1').press('Control+Enter')
    await page
      .getByRole('heading', { name: /SO-\d{6}/ })
      .first()
      .waitFor()
    await page.getByText('Confirmed').first().waitFor()
    expect(await stock('HANDLE')).toEqual({ onHand: '5', reserved: '3', available: '2' })
  })

  it('marks the short line with what is there, and reserves nothing', async () => {
    const { page } = browser
    const { keyboard } = page
    await page.goto(`${server.url}/sales-orders/new`)
    await page
      .getByPlaceholder(/Name or code/)
      .first()
      .fill('cor')
    await page.getByRole('option', { name: /Corner House/ }).click()
    await page.getByLabel('Item of line 1').fill('hinge')
    await page.getByRole('option', { name: /Brass hinge/ }).click()
    await page.getByLabel('Quantity of line 1').fill('4')
    await keyboard.press('Control+Enter')
    await page
      .getByText(/1 .*(available|there|left)|only 1/i)
      .first()
      .waitFor()
    expect(await stock('HINGE')).toEqual({ onHand: '1', reserved: '0', available: '1' })
    expect(browser.faults).toEqual([])
  })
})
