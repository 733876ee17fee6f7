import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Browser, openBrowser, type Page, signIn } from '../support/browser.ts'
import { newPerson, type Rest, restAs } from '../support/rest.ts'
import { type RunningServer, startServer, temporaryHome } from '../support/server.ts'

const place = temporaryHome()
let server: RunningServer
let rest: Rest
/** The floor: one hand, one scanner. */
let floor: Browser
/** The office: the dispatch board on a desk, which nobody touches. */
let office: Browser
let badge: string

beforeAll(async () => {
  server = await startServer({ home: place.home })
  rest = await restAs(server.url)
  for (const [sku, name] of [
    ['HNG-80', 'Hinge 80'],
    ['SEAL-B', 'Seal black'],
  ]) {
    await rest('POST', '/inventory/products', { sku, name, unitPrice: '4.00', openingStock: '10' })
  }
  const worker = await newPerson(rest, 'WAREHOUSE', 'petra')
  const issued = await rest<{ code: string }>('POST', '/badges', { userId: worker.id })
  badge = issued.body.code
  floor = await openBrowser({ size: 'phone' })
  office = await openBrowser()
  await signIn(floor.page, server.url, worker)
  await signIn(office.page, server.url)
  await office.page.goto(`${server.url}/dispatch`)
  await floor.page.goto(`${server.url}/warehouse`)
})
afterAll(async () => {
  await floor?.close()
  await office?.close()
  await server?.stop()
  place.remove()
})

/** What a scanner does: types the code at once, without waiting for the page between two letters, and ends with Enter. */
async function scan(page: Page, code: string): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await Promise.all([...[...code].map((letter) => page.keyboard.type(letter)), page.keyboard.press('Enter')])
}

/** The column of the board that the parcel is in, as it got there by itself. */
const inColumn = (word: string) =>
  office.page.getByRole('region', { name: word, exact: true }).getByText('Glass House').waitFor()

/** What lies where, by SKU and what the place is for; places that hold nothing are not listed. */
async function balances(): Promise<Record<string, string>> {
  const answer = await rest<{ items: { sku: string; usage: string; onHand: string }[] }>(
    'GET',
    '/inventory/balances?limit=200',
  )
  return Object.fromEntries(answer.body.items.map((row) => [`${row.sku} ${row.usage}`, row.onHand]))
}

it('an invoice comes in over REST; it is scanned, picked, packed and handed to a courier, and the board follows', async () => {
  const imported = await rest<{ id: number }>('POST', '/sales/import/invoice', {
    invoiceNo: 'A-1001',
    invoiceDate: '2026-03-02',
    customer: { code: 'GLASS', name: 'Glass House' },
    items: [
      { sku: 'HNG-80', quantity: '2', unitPrice: '4.00' },
      { sku: 'SEAL-B', quantity: '3', unitPrice: '1.50' },
    ],
  })
  expect(imported.status).toBe(201)
  await inColumn('To pick')

  const { page } = floor
  await page.getByText('Scan your badge').waitFor()
  await scan(page, badge)
  await page.getByText('Scan a document').waitFor()
  // Letters that are shortcuts elsewhere are part of a code here.
  await scan(page, 'gigs/2?go')
  await page.getByRole('alert').getByRole('button').tap()
  await page.waitForTimeout(600)
  expect(new URL(page.url()).pathname).toBe('/warehouse')
  await scan(page, 'A-1001')
  await page.getByText('Hinge 80').first().waitFor()
  await office.page.getByText(/picking/).waitFor()

  await scan(page, 'NOT-THIS')
  await page.getByRole('alert').getByText('does not belong').waitFor()
  await page.getByRole('alert').getByRole('button').tap()
  for (const sku of ['HNG-80', 'HNG-80', 'SEAL-B', 'SEAL-B']) await scan(page, sku)
  expect(await balances()).toMatchObject({ 'HNG-80 STORAGE': '10', 'SEAL-B STORAGE': '10' })
  await scan(page, 'SEAL-B')
  await page.getByText('Scan a document').waitFor()
  await inColumn('To pack')
  expect(await balances()).toMatchObject({ 'HNG-80 STORAGE': '8', 'HNG-80 STAGING': '2', 'SEAL-B STAGING': '3' })

  await scan(page, 'A-1001')
  await page.getByText('Pack FF-').first().waitFor()
  await inColumn('Packing')
  for (const sku of ['HNG-80', 'HNG-80', 'SEAL-B', 'SEAL-B', 'SEAL-B']) await scan(page, sku)
  await page.getByRole('button', { name: 'Packed' }).tap()
  await inColumn('Packed')

  await page.getByText('Scan a document').waitFor()
  await scan(page, 'A-1001')
  await page.getByRole('button', { name: /^Courier/ }).tap()
  await page.getByRole('button', { name: 'Handed over' }).tap()
  await page
    .getByRole('alert')
    .getByText(/courier/i)
    .waitFor()
  await page.getByRole('alert').getByRole('button').tap()
  await page.getByLabel('Courier').fill('Fast Vans')
  await page.getByRole('button', { name: 'Handed over' }).tap()
  await inColumn('On its way')
  expect(await balances()).toMatchObject({ 'HNG-80 STORAGE': '8', 'HNG-80 CUSTOMER': '2' })

  await page.getByText('Scan a document').waitFor()
  await scan(page, 'A-1001')
  await page.getByRole('button', { name: 'It has arrived' }).tap()
  await inColumn('Delivered')

  // By hand they are shortcuts here too.
  await page.getByText('Scan a document').waitFor()
  await page.waitForTimeout(300)
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await page.waitForURL('**/suppliers')
  expect([...floor.faults, ...office.faults]).toEqual([])
})

it('what was cancelled is sent after all, in parts that know of each other, and the desk hands one to the floor', async () => {
  const { page } = office
  const imported = await rest<{ id: number }>('POST', '/sales/import/invoice', {
    invoiceNo: 'A-1002',
    invoiceDate: '2026-03-02',
    customer: { code: 'GLASS', name: 'Glass House' },
    items: [{ sku: 'HNG-80', quantity: '4', unitPrice: '4.00' }],
  })
  const made = await rest<{ items: { id: number }[] }>('GET', `/fulfilments?invoiceId=${imported.body.id}`)
  await rest('POST', `/fulfilments/${made.body.items[0]?.id}/cancel`, {})

  await page.goto(`${server.url}/invoices/${imported.body.id}`)
  const create = page.getByRole('button', { name: 'Create fulfilment' })
  await create.first().click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('To fulfil of Hinge 80').fill('1')
  await drawer.getByRole('button', { name: 'Create fulfilment' }).click()
  await page.waitForURL(/\/fulfilments\/\d+$/)
  const number = (await page.getByRole('heading', { name: /^FF-/ }).first().textContent()) ?? ''

  await page.goto(`${server.url}/invoices/${imported.body.id}`)
  await create.first().click()
  await expect.poll(() => drawer.getByLabel('To fulfil of Hinge 80').inputValue()).toBe('3')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: number }).first().click()
  await page.getByRole('button', { name: 'Open on the floor' }).click()
  await page.getByText(`Then ${number}`).waitFor()
  await page.getByRole('button', { name: /^I am/ }).click()
  await page.getByText('Hinge 80').first().waitFor()
  await page.getByText(`Pick ${number}`).first().waitFor()
  expect(new URL(page.url()).search).toBe('')
  expect(office.faults).toEqual([])
})
