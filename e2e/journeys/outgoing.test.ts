import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Browser, openBrowser, type Page, signIn } from '../support/browser.ts'
import { type Rest, restAs } from '../support/rest.ts'
import { admin, type RunningServer, startServer, temporaryHome } from '../support/server.ts'

const place = temporaryHome()
let server: RunningServer
let rest: Rest
let browser: Browser
let page: Page
let itemId: number
let customerId: number

beforeAll(async () => {
  server = await startServer({ home: place.home })
  rest = await restAs(server.url)
  const made = async (path: string, body: object) => {
    const answer = await rest<{ id: number }>('POST', path, body)
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    return answer.body.id
  }
  itemId = await made('/inventory/products', {
    ...{ sku: 'WIN-1', name: 'Window', unitPrice: '400', openingStock: '10' },
  })
  customerId = await made('/inventory/customers', { name: 'Glass House' })
  await made('/qc/plans', {
    ...{ name: 'Before it leaves', type: 'OUTGOING', itemId, sampling: 'FIXED', sampleValue: '1' },
    characteristics: [{ name: 'Diagonal', kind: 'NUMERIC', unit: 'mm', lower: '1498', upper: '1502' }],
  })
  browser = await openBrowser()
  page = browser.page
  await signIn(page, server.url)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  place.remove()
})

/** A confirmed order of two windows. */
async function ordered(): Promise<number> {
  const lines = [{ itemId, quantity: 2 }]
  const { body } = await rest<{ id: number }>('POST', '/sales/orders', { customerId, lines })
  expect((await rest('POST', `/sales/orders/${body.id}/confirm`)).status).toBe(200)
  return body.id
}
const onHand = async () =>
  (await rest<{ stock: { onHand: string } }>('GET', `/inventory/products/${itemId}`)).body.stock.onHand
const standing = () => page.getByRole('region', { name: 'Outgoing inspection' })

/** What the inspector does who has followed the button. */
async function measure(value: string): Promise<void> {
  await page.getByLabel('1498 to 1502 mm').fill(value)
  await page.getByRole('button', { name: 'Next' }).click()
  const fails = Number(value) > 1502
  await page.getByRole('button', { name: fails ? 'Record that it fails' : 'Passes' }).click()
  await page.getByText(fails ? /has failed/ : /has passed/).waitFor()
}

it('an order is not shipped without its inspection, nor with one that failed, and is once it has passed', async () => {
  const order = `${server.url}/sales-orders/${await ordered()}`
  const ship = async () => {
    await page.getByRole('button', { name: 'Ship', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Ship', exact: true }).click()
  }
  await page.goto(order)
  await standing().getByText('Not inspected').waitFor()
  await page.getByText('Not inspected').first().waitFor()

  await ship()
  const dialog = page.getByRole('dialog')
  await dialog
    .getByRole('alert')
    .getByText(/has to pass an outgoing inspection, and there is none/)
    .waitFor()
  expect(await onHand()).toBe('10')
  // The way out stands beside the refusal.
  await dialog.getByRole('button', { name: 'Request inspection' }).click()
  await dialog.getByText('To inspect').waitFor()
  await dialog.getByRole('link', { name: 'Inspect' }).click()
  await measure('1504')

  await page.goto(order)
  await standing().getByText('Failed inspection').waitFor()
  await standing().getByRole('link', { name: /^NCR-/ }).waitFor()
  await page.getByText('Failed inspection').first().waitFor()
  await ship()
  await dialog
    .getByRole('alert')
    .getByText(/has failed its inspection QI-\d+/)
    .waitFor()
  expect(await onHand()).toBe('10')
  await page.getByRole('button', { name: 'Not now' }).click()

  await standing().getByRole('button', { name: 'Request another inspection' }).click()
  await standing().getByRole('link', { name: 'Inspect', exact: true }).click()
  await measure('1500')
  await page.goto(order)
  await standing().getByText('Passed', { exact: true }).waitFor()
  expect(await page.getByText('Failed inspection').count()).toBe(0)
  await ship()
  await page.getByText(/is shipped completely/).waitFor()
  expect(await onHand()).toBe('8')
  expect(browser.faults).toEqual([])
})

it('a parcel waits for its inspection from when it is picked, and is dispatched once it has passed', async () => {
  const salesOrderId = await ordered()
  const { body } = await rest<{ id: number; number: string }>('POST', '/fulfilments', { salesOrderId })
  const by = { fulfilmentId: body.id, userEmail: admin.username }
  for (const step of ['picking/start', 'picking/complete', 'packing/start', 'packing/complete'])
    expect((await rest('POST', `/sales/${step}`, by)).status, step).toBe(200)

  const fulfilment = `${server.url}/fulfilments/${body.id}`
  const dialog = page.getByRole('dialog')
  const dispatch = async () => {
    await page.getByRole('button', { name: 'Dispatch', exact: true }).click()
    await dialog.getByRole('textbox', { name: 'Courier' }).fill('Fast Vans')
    await dialog.getByRole('button', { name: 'Dispatch', exact: true }).click()
  }
  await page.goto(fulfilment)
  await standing().getByText('To inspect').waitFor()
  await dispatch()
  await dialog
    .getByRole('alert')
    .getByText(/is not inspected yet: QI-\d+ is still open/)
    .waitFor()
  await dialog.getByRole('link', { name: 'Inspect', exact: true }).click()
  await measure('1503')

  await page.goto(fulfilment)
  await standing().getByText('Failed inspection').waitFor()
  await dispatch()
  await dialog
    .getByRole('alert')
    .getByText(/has failed its inspection/)
    .waitFor()
  await dialog.getByRole('button', { name: 'Request another inspection' }).click()
  await dialog.getByRole('link', { name: 'Inspect', exact: true }).click()
  await measure('1501')

  // On the order's page stands what its parcel went through.
  await page.goto(`${server.url}/sales-orders/${salesOrderId}`)
  await standing().getByText(`of ${body.number}`).first().waitFor()
  await page.goto(fulfilment)
  await standing().getByText('Passed', { exact: true }).waitFor()
  await dispatch()
  await page.getByText(`${body.number} is on its way`).waitFor()
  expect(browser.faults).toEqual([])
})
