import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser, signIn } from '../support/browser.ts'
import { newPerson, type Rest, restAs } from '../support/rest.ts'
import { type RunningServer, startServer, temporaryHome } from '../support/server.ts'

const place = temporaryHome()
/** Two API processes on one database; each browser talks to its own. */
let first: RunningServer
let second: RunningServer
let phone: Browser
let desk: Browser
let rest: Rest
let workOrderId: number

beforeAll(async () => {
  first = await startServer({ home: place.home })
  second = await startServer({ home: place.home })
  rest = await restAs(first.url)
  const frame = await rest<{ id: number }>('POST', '/frames', {
    name: 'Live window',
    material: 'PVC',
    widthMm: 900,
    heightMm: 1200,
    stages: ['ASSEMBLY'],
  })
  const order = await rest<{ id: number }>('POST', '/work-orders', {
    frameId: frame.body.id,
    description: 'Live',
    quantity: 3,
  })
  workOrderId = order.body.id
  const worker = await newPerson(rest, 'ASSEMBLER', 'anna')
  for (let task = 0; task < 3; task++) {
    await rest('POST', '/assembly', { frameId: frame.body.id, workOrderId, userId: worker.id })
  }
  phone = await openBrowser({ size: 'phone' })
  desk = await openBrowser()
  await signIn(phone.page, first.url, worker)
  await signIn(desk.page, second.url)
  await phone.page.goto(`${first.url}/bench`)
  await desk.page.goto(`${second.url}/work-orders/${workOrderId}`)
  await desk.page.getByText('0 of 3').first().waitFor()
})
afterAll(async () => {
  await phone?.close()
  await desk?.close()
  await second?.stop()
  await first?.stop()
  place.remove()
})

/** Starts and finishes the task on the bench with a thumb. */
async function finishOnTheBench(): Promise<void> {
  const { page } = phone
  await page.getByRole('button', { name: 'Start' }).first().tap()
  await page
    .getByRole('button', { name: /Finish|Complete/ })
    .first()
    .tap()
  const yes = page.getByRole('button', { name: /^Yes/ })
  await yes.waitFor()
  await page.waitForTimeout(900)
  await yes.tap()
}

it('what happens between a page and its stream is on it once the stream is there', async () => {
  const late = await openBrowser()
  try {
    const { page } = late
    await signIn(page, first.url)
    let letThrough = () => {}
    const held = new Promise<void>((resolve) => {
      letThrough = resolve
    })
    const asked = new Promise<void>((resolve) => {
      void page.route('**/live.events*', async (route) => {
        resolve()
        await held
        await route.continue()
      })
    })
    await page.goto(`${first.url}/customers`)
    await Promise.all([asked, page.getByText(/No customers/).waitFor()])
    const customer = await rest('POST', '/inventory/customers', { name: 'Early Bird' })
    expect(customer.status).toBe(201)
    letThrough()
    await page.getByText('Early Bird').first().waitFor()
  } finally {
    await late.close()
  }
})

describe('two browsers on two API processes', () => {
  it('a task finished in one appears in the other by itself, without reload', async () => {
    const marker = await desk.page.evaluate(() => Object.assign(window, { neverReloaded: true }).neverReloaded)
    expect(marker).toBe(true)
    await finishOnTheBench()
    // How soon is what `bench` measures; two journeys that share two cores would measure each other.
    await desk.page.getByText('1 of 3').first().waitFor()
  })

  it('the API of either killed and restarted in between loses nothing', async () => {
    const { port } = new URL(second.url)
    await second.kill()
    await finishOnTheBench()
    second = await startServer({ home: place.home, port: Number(port) })
    await desk.page.getByText('2 of 3').first().waitFor()

    const ownPort = new URL(first.url).port
    await first.kill()
    first = await startServer({ home: place.home, port: Number(ownPort) })
    await finishOnTheBench()
    await desk.page.getByText('3 of 3').first().waitFor()
    // No reload has happened: what was put on the page's window is still there.
    expect(await desk.page.evaluate(() => (window as unknown as { neverReloaded?: boolean }).neverReloaded)).toBe(true)
    expect([...desk.faults, ...phone.faults]).toEqual([])
  })
})
