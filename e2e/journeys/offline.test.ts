import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser, type Page, signIn } from '../support/browser.ts'
import { type LossyProxy, openLossyProxy } from '../support/lossy-proxy.ts'
import { newPerson, type Rest, restAs } from '../support/rest.ts'
import { type RunningServer, startServer, temporaryHome } from '../support/server.ts'

const place = temporaryHome()
let server: RunningServer
let proxy: LossyProxy
let browser: Browser
let rest: Rest
let frameId: number
let workerId: number

beforeAll(async () => {
  server = await startServer({ home: place.home })
  proxy = await openLossyProxy(server.url)
  rest = await restAs(server.url)
  frameId = (
    await rest<{ id: number }>('POST', '/frames', {
      name: 'Far window',
      material: 'Oak',
      widthMm: 900,
      heightMm: 1200,
      stages: ['ASSEMBLY'],
    })
  ).body.id
  await rest('POST', '/qc/plans', {
    ...{ name: 'Square', type: 'INCOMING', itemId: frameId, sampling: 'ALL' },
    characteristics: [{ name: 'Diagonal', kind: 'NUMERIC', unit: 'mm', nominal: '1500', lower: '1498', upper: '1502' }],
  })
  // Somebody who makes windows and looks at them.
  const { body: roles } = await rest<{ items: { code: string; permissions: string[] }[] }>('GET', '/roles')
  const made = await rest('POST', '/roles', {
    code: 'FLOOR',
    name: 'Floor',
    permissions: [
      ...new Set(
        roles.items.filter(({ code }) => ['ASSEMBLER', 'QC'].includes(code)).flatMap(({ permissions }) => permissions),
      ),
    ],
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const worker = await newPerson(rest, 'FLOOR', 'ada')
  workerId = worker.id
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

const newTask = async () => (await rest<{ id: number }>('POST', '/assembly', { frameId, userId: workerId })).body.id
async function newInspection() {
  const made = await rest<{ id: number }>('POST', '/qc/inspections', {
    type: 'INCOMING',
    itemId: frameId,
    quantity: '1',
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body.id
}
const inspectionOf = async (id: number) =>
  (await rest<{ status: string; readings: { value: string | null }[] }>('GET', `/qc/inspections/${id}`)).body
const taskOf = async (id: number) =>
  (await rest<{ status: string; startTime: string; endTime: string; duration: number }>('GET', `/assembly/${id}`)).body
const made = async () => (await rest<{ stock: { onHand: string } }>('GET', `/frames/${frameId}`)).body.stock.onHand
/** How often something was done to a document, by the audit trail. */
const times = async (id: number, what: string, entity = 'task') => {
  const { body } = await rest<{ items: { type: string }[] }>('GET', `/events?entity=${entity}&entityId=${id}&limit=50`)
  return body.items.filter((event) => event.type === `${entity}.${what}`).length
}

async function openBench(page: Page, withWork = true) {
  await page.goto(`${proxy.url}/bench`)
  if (withWork) await page.getByRole('article').first().waitFor()
}
/** Finishes what is on the card, which is the next task by itself when the one before it is finished. */
async function startAndFinish(page: Page, id: number) {
  const card = page.getByRole('article').filter({ has: page.locator('dd').filter({ hasText: new RegExp(`^${id}$`) }) })
  await card.getByRole('button', { name: 'Start' }).click()
  await card.getByRole('button', { name: 'Finish' }).click()
  await card.getByRole('button', { name: 'Yes, done' }).click()
  await card.waitFor({ state: 'detached' })
}
/** What waits for an inspector, as this page shows it. */
async function openInspections(page: Page) {
  await page.goto(`${proxy.url}/inspect`)
  await page.getByRole('button', { name: /Far window/ }).waitFor()
}
/** Measures the one that waits. */
async function inspect(page: Page) {
  await page.getByRole('button', { name: /Far window/ }).tap()
  await page.getByLabel('1498 to 1502 mm').fill('1500.5')
  await page.getByText('Within its limits').waitFor()
  await page.getByRole('button', { name: 'Next' }).tap()
  await page.getByRole('button', { name: 'Passes' }).tap()
  await page.getByRole('button', { name: 'Passes' }).waitFor({ state: 'detached' })
}
/** It has arrived once, with what was measured. */
async function expectInspected(id: number) {
  await expect.poll(async () => (await inspectionOf(id)).status).toBe('PASSED')
  expect((await inspectionOf(id)).readings.map(({ value }) => value)).toEqual(['1500.5'])
  expect(await times(id, 'passed', 'inspection')).toBe(1)
}
const cutOff = async () => {
  proxy.turn('cut')
  await browser.context.setOffline(true)
}
const backOn = async () => {
  proxy.turn('through')
  await browser.context.setOffline(false)
}

describe('the bench and an inspection without a network', () => {
  it('keeps what is pressed through a reload, sends it once each in order, and shows what was refused with its reason', async () => {
    const { page } = browser
    const tasks = [await newTask(), await newTask(), await newTask(), await newTask()]
    const [first = 0, , , doomed = 0] = tasks
    const inspection = await newInspection()
    await openInspections(page)
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    // What was read is kept half a second after it was read.
    await page.waitForTimeout(1_500)
    await openBench(page)
    await page.waitForTimeout(1_500)

    await cutOff()
    for (const id of tasks) await startAndFinish(page, id)
    await page.getByText('8 not sent').waitFor()
    // Another page of the dashboard, opened without a network.
    await openInspections(page)
    await inspect(page)
    await page.getByText('One is recorded on this device').waitFor()
    await page.getByText('9 not sent').waitFor()
    expect(await taskOf(first)).toMatchObject({ status: 'PENDING' })
    expect(await inspectionOf(inspection)).toMatchObject({ status: 'OPEN' })

    await page.reload()
    await page.getByText('One is recorded on this device').waitFor()
    await page.getByRole('button', { name: '9 not sent' }).click()
    await page.getByText('Finish: Assemble Far window').first().waitFor()
    await page.getByText(/Inspect: QI-\d+, Far window/).waitFor()
    await openBench(page, false)
    await page.getByText('9 not sent').waitFor()
    await page.getByText('4 tasks done today').waitFor()

    // Somebody else, who has a network, takes the last one away.
    await rest('POST', `/tasks/${doomed}/cancel`)
    const back = new Date().toISOString()
    await backOn()
    for (const id of tasks.slice(0, 3)) {
      await expect.poll(async () => (await taskOf(id)).status).toBe('COMPLETED')
      expect((await taskOf(id)).endTime < back).toBe(true)
      expect([await times(id, 'started'), await times(id, 'completed')]).toEqual([1, 1])
    }
    expect(await made()).toBe('3')
    await expectInspected(inspection)

    await page.getByText('Not done: Start: Assemble Far window').waitFor()
    await page
      .getByText(/cancelled/i)
      .first()
      .waitFor()
    await page.getByRole('button', { name: '1 not sent, 1 refused' }).waitFor()
    // What was refused is still there after another reload; what waits behind it goes when its author has decided.
    await page.reload()
    await page.getByText('Not done: Start: Assemble Far window').waitFor()
    await page.getByRole('button', { name: 'Discard' }).click()
    await page.getByText('Not done: Finish: Assemble Far window').waitFor()
    await page.getByRole('button', { name: 'Discard' }).click()
    await page
      .getByText(/not sent|refused/)
      .first()
      .waitFor({ state: 'detached' })
    expect((await taskOf(doomed)).status).toBe('CANCELLED')
    expect(browser.faults).toEqual([])
  }, 240_000)

  it('does once what arrived and whose answers were lost', async () => {
    const { page } = browser
    const tasks = [await newTask(), await newTask(), await newTask()]
    const inspection = await newInspection()
    await openBench(page)
    await page
      .locator('dd')
      .filter({ hasText: new RegExp(`^${tasks[0]}$`) })
      .waitFor()
    await page.waitForTimeout(1_500)
    const before = Number(await made())
    const lost = proxy.lost()

    proxy.turn('loseAnswers')
    for (const id of tasks) await startAndFinish(page, id)
    await openInspections(page)
    await inspect(page)
    await page
      .getByText(/[1-7] not sent/)
      .first()
      .waitFor()
    expect(proxy.lost()).toBeGreaterThan(lost)
    await page.reload()
    await page
      .getByText(/[1-7] not sent/)
      .first()
      .waitFor()
    proxy.turn('through')
    for (const id of tasks) {
      await expect.poll(async () => (await taskOf(id)).status).toBe('COMPLETED')
      expect([await times(id, 'started'), await times(id, 'completed')]).toEqual([1, 1])
    }
    await expectInspected(inspection)
    await page
      .getByText(/not sent/)
      .first()
      .waitFor({ state: 'detached' })
    expect(Number(await made())).toBe(before + 3)
    expect(browser.faults).toEqual([])
  }, 240_000)

  it('shows its author why an inspection that was cancelled meanwhile was not recorded, and drops nothing', async () => {
    const { page } = browser
    const inspection = await newInspection()
    await openInspections(page)
    await page.waitForTimeout(1_500)
    await cutOff()
    await inspect(page)
    await page.getByRole('button', { name: '1 not sent' }).waitFor()
    // Somebody else, who has a network, calls it off.
    const cancelled = await rest('POST', `/qc/inspections/${inspection}/cancel`, { reason: 'Sent back unopened' })
    expect(cancelled.status, JSON.stringify(cancelled.body)).toBe(200)
    await backOn()

    const list = page.getByRole('button', { name: '1 refused' })
    await list.waitFor()
    await page.reload()
    await list.click()
    const entry = page.getByRole('listitem').filter({ hasText: /Inspect: QI-\d+, Far window/ })
    await entry.getByText(/cancelled/i).waitFor()
    // Tried again it is refused again, and is still there.
    await entry.getByRole('button', { name: 'Try again' }).click()
    await entry.getByText(/cancelled/i).waitFor()
    expect(await inspectionOf(inspection)).toMatchObject({ status: 'CANCELLED', readings: [] })
    expect(await times(inspection, 'passed', 'inspection')).toBe(0)

    // It goes when its author says so, and only then.
    await entry.getByRole('button', { name: 'Discard' }).click()
    await page.getByRole('dialog').filter({ hasText: 'Discard this?' }).getByRole('button', { name: 'Discard' }).click()
    await entry.waitFor({ state: 'detached' })
    await page.getByText('Everything you pressed has arrived.').waitFor()
    expect(browser.faults).toEqual([])
  }, 240_000)
})
