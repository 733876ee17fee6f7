import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Browser, openBrowser, type Page, signIn } from '../support/browser.ts'
import { type LossyProxy, openLossyProxy } from '../support/lossy-proxy.ts'
import { newPerson, type Rest, restAs } from '../support/rest.ts'
import { type RunningServer, startServer, temporaryHome } from '../support/server.ts'

const place = temporaryHome()
let server: RunningServer
let proxy: LossyProxy
let browser: Browser
let rest: Rest
let badge: string

beforeAll(async () => {
  server = await startServer({ home: place.home })
  proxy = await openLossyProxy(server.url)
  rest = await restAs(server.url)
  await rest('POST', '/inventory/products', { sku: 'HNG-80', name: 'Hinge 80', unitPrice: '4.00', openingStock: '10' })
  const worker = await newPerson(rest, 'WAREHOUSE', 'petra')
  badge = (await rest<{ code: string }>('POST', '/badges', { userId: worker.id })).body.code
  browser = await openBrowser({ size: 'phone', worker: true })
  browser.context.setDefaultTimeout(40_000)
  await signIn(browser.page, proxy.url, worker)
})
afterAll(async () => {
  await browser?.close()
  await proxy?.close()
  await server?.stop()
  place.remove()
})

/** By hand, as one does whose scanner is flat. */
async function scan(page: Page, code: string): Promise<void> {
  const field = page.getByPlaceholder(/^(Badge or e-mail|Document number|Item)$/)
  await field.fill(code)
  await field.press('Enter')
}

it('a parcel is picked where the network does not reach, through a reload, and once', async () => {
  const { page } = browser
  const invoice = await rest<{ id: number }>('POST', '/sales/import/invoice', {
    invoiceNo: 'RE 7',
    invoiceDate: '2026-03-31',
    customer: { name: 'Glass House', address: 'Lake Street 1' },
    items: [{ sku: 'HNG-80', quantity: 2, unitPrice: '4.00' }],
  })
  expect(invoice.status).toBe(201)
  const find = async () =>
    (await rest<{ items: { id: number; number: string; status: string }[] }>('GET', '/fulfilments')).body.items[0]
  const number = (await find())?.number ?? ''

  await page.goto(`${proxy.url}/warehouse`)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await scan(page, badge)
  await page.getByText(number).first().waitFor()
  // What waits is read ahead and kept half a second later.
  await page.waitForTimeout(3_000)

  proxy.turn('cut')
  await browser.context.setOffline(true)
  await scan(page, number)
  await page.getByText('Go to').waitFor()
  await scan(page, 'HNG-80')
  await page.getByText('1 left').waitFor()

  await page.reload()
  await page.getByText('Scan your badge').waitFor()
  await scan(page, badge)
  await page.getByText('Scan a document').waitFor()
  await scan(page, number)
  // Counted before the reload, and counted still.
  await page.getByText('1 / 2').waitFor()
  await scan(page, 'HNG-80')
  await page.getByText(/picked\. Kept here/).waitFor()
  await page.getByRole('button', { name: /[23] not sent/ }).waitFor()
  expect((await find())?.status).toBe('PENDING')

  proxy.turn('through')
  await browser.context.setOffline(false)
  await expect.poll(async () => (await find())?.status).toBe('PICKED')
  await page
    .getByText(/not sent/)
    .first()
    .waitFor({ state: 'detached' })
  const balances = await rest<{ items: { usage: string; onHand: string }[] }>('GET', '/inventory/balances?limit=200')
  const there = Object.fromEntries(balances.body.items.map((row) => [row.usage, row.onHand]))
  expect(there).toMatchObject({ STORAGE: '8', STAGING: '2' })
  expect(browser.faults).toEqual([])
}, 180_000)
