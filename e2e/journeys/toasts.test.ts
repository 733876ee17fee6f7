import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Browser, openBrowser, signIn } from '../support/browser.ts'
import { type Rest, restAs } from '../support/rest.ts'
import { type RunningServer, startServer, temporaryHome } from '../support/server.ts'

const place = temporaryHome()
let server: RunningServer
let rest: Rest
let browser: Browser
let workOrderId: number

beforeAll(async () => {
  server = await startServer({ home: place.home })
  rest = await restAs(server.url)
  const frame = await rest<{ id: number }>('POST', '/frames', {
    name: 'Toasted window',
    material: 'PVC',
    widthMm: 900,
    heightMm: 1200,
  })
  const order = await rest<{ id: number }>('POST', '/work-orders', { frameId: frame.body.id, description: 'Toast' })
  workOrderId = order.body.id
  browser = await openBrowser()
  await signIn(browser.page, server.url)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  place.remove()
})

it('what fails is said although the network went as soon as the page was there', async () => {
  const { page } = browser
  await page.goto(`${server.url}/work-orders/${workOrderId}`)
  const start = page.getByRole('button', { name: 'Start' }).first()
  await start.waitFor()
  await page.context().setOffline(true)
  await start.click()
  const messages = page.getByRole('region', { name: 'Messages' })
  await messages.getByRole('alert').waitFor()
  expect(await messages.getAttribute('aria-live')).toBe('polite')
  await page.context().setOffline(false)
})

it('what is read stays, and goes when it is closed', async () => {
  const { page } = browser
  const messages = page.getByRole('region', { name: 'Messages' })
  await messages.getByRole('alert').hover()
  await page.waitForTimeout(11_000)
  expect(await messages.getByRole('alert').count()).toBe(1)
  await messages.getByRole('button', { name: 'Close the message' }).click()
  await messages.getByRole('alert').waitFor({ state: 'detached' })
})

it('what is done is said, and goes by itself', async () => {
  const { page } = browser
  await page.reload()
  await page.getByRole('button', { name: 'Start' }).first().click()
  const message = page.getByRole('region', { name: 'Messages' }).getByText(/started/i)
  await message.waitFor()
  await page.mouse.move(5, 5)
  await message.waitFor({ state: 'detached' })
})
