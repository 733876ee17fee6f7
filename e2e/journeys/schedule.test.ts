import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser, type Page, signIn } from '../support/browser.ts'
import { type Rest, restAs } from '../support/rest.ts'
import { type RunningServer, startServer, temporaryHome } from '../support/server.ts'

const place = temporaryHome()
let server: RunningServer
let planner: Browser
let other: Browser
let rest: Rest
let orders: { id: number; number: string }[]
let machines: { id: number; name: string }[]

beforeAll(async () => {
  server = await startServer({ home: place.home })
  rest = await restAs(server.url)
  machines = []
  for (const [code, name] of [
    ['CUT', 'Saw'],
    ['WLD', 'Welder'],
  ]) {
    const made = await rest<{ id: number; name: string }>('POST', '/machines', { code, name, cycleSeconds: 3600 })
    machines.push(made.body)
  }
  const item = await rest<{ id: number }>('POST', '/inventory/products', { name: 'Casement', sku: 'CAS-1' })
  orders = []
  for (const quantity of [24, 12]) {
    const made = await rest<{ id: number; number: string }>('POST', '/production/orders', {
      itemId: item.body.id,
      quantity,
    })
    orders.push(made.body)
  }
  planner = await openBrowser()
  other = await openBrowser()
  for (const { page } of [planner, other]) {
    await signIn(page, server.url)
    await page.goto(`${server.url}/schedule`)
    await page.getByRole('list', { name: 'Orders on Saw' }).waitFor()
  }
})
afterAll(async () => {
  await planner?.close()
  await other?.close()
  await server?.stop()
  place.remove()
})

const track = (page: Page, machine: string) => page.getByRole('list', { name: `Orders on ${machine}` })
const bar = (page: Page, machine: string, number: string) =>
  track(page, machine).getByRole('button', { name: new RegExp(number) })
const card = (page: Page, number: string) =>
  page.getByRole('region', { name: 'Not scheduled' }).getByRole('button', { name: new RegExp(number) })

interface Scheduled {
  machine: { name: string } | null
  scheduledStart: string | null
  scheduledEnd: string | null
}
const read = async (at: number) => (await rest<Scheduled>('GET', `/production/orders/${orders[at]?.id}`)).body

/** Drags with the mouse, in steps as a hand does, to so far across a machine's row. */
async function drag(page: Page, from: ReturnType<typeof card>, machine: string, share: number): Promise<void> {
  const [start, row] = [await from.boundingBox(), await track(page, machine).boundingBox()]
  if (start === null || row === null) throw new Error('Nothing to drag, or nowhere to')
  await page.mouse.move(start.x + Math.min(12, start.width / 2), start.y + 12)
  await page.mouse.down()
  await page.mouse.move(start.x - 20, start.y + 20, { steps: 3 })
  await page.mouse.move(row.x + row.width * share, row.y + row.height / 2, { steps: 8 })
  await page.mouse.up()
}

describe('the schedule board', () => {
  it('takes an order that is dragged onto a machine, and another browser sees it there', async () => {
    const number = orders[0]?.number ?? ''
    await drag(planner.page, card(planner.page, number), 'Saw', 0.5)
    await bar(planner.page, 'Saw', number).waitFor()
    await bar(other.page, 'Saw', number).waitFor()
    await card(other.page, number).waitFor({ state: 'detached' })
    const order = await read(0)
    expect(order.machine?.name).toBe('Saw')
    // An hour a piece, round the clock.
    expect(Date.parse(order.scheduledEnd ?? '') - Date.parse(order.scheduledStart ?? '')).toBe(24 * 3_600_000)
  })

  it('asks before it puts one over another, and leaves it where it was after a no', async () => {
    const number = orders[1]?.number ?? ''
    await drag(planner.page, card(planner.page, number), 'Saw', 0.55)
    const question = planner.page.getByRole('dialog', { name: /lies there already/ })
    await question.waitFor()
    await question.getByText(orders[0]?.number ?? '').waitFor()
    await planner.page.keyboard.press('Escape')
    await card(planner.page, number).waitFor()
    expect((await read(1)).scheduledStart).toBeNull()
  })

  it('moves by keyboard: arrows, Enter to commit, Escape to give up', async () => {
    const { page } = planner
    const number = orders[0]?.number ?? ''
    const before = await read(0)
    await bar(page, 'Saw', number).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await page
      .getByRole('status')
      .filter({ hasText: `${number} on Welder` })
      .waitFor({ state: 'attached' })
    await page.keyboard.press('Escape')
    expect(await read(0)).toMatchObject({ machine: { name: 'Saw' } })
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await bar(page, 'Welder', number).waitFor()
    await bar(other.page, 'Welder', number).waitFor()
    const after = await read(0)
    expect(after.machine?.name).toBe('Welder')
    expect(Date.parse(after.scheduledStart ?? '') - Date.parse(before.scheduledStart ?? '')).toBe(15 * 60_000)
  })

  it('takes the last move back', async () => {
    const number = orders[0]?.number ?? ''
    await planner.page.getByRole('button', { name: `Undo ${number}` }).click()
    await bar(planner.page, 'Saw', number).waitFor()
    await bar(other.page, 'Saw', number).waitFor()
    expect(await read(0)).toMatchObject({ machine: { name: 'Saw' } })
  })

  it('puts one in the first free place that it suggests, and takes it off again by dragging it back', async () => {
    const { page } = planner
    const number = orders[1]?.number ?? ''
    await card(page, number).click()
    const dialog = page.getByRole('dialog', { name: number })
    await dialog.getByRole('button', { name: /Put it there: Welder/ }).click()
    await bar(page, 'Welder', number).waitFor()
    await dialog.waitFor({ state: 'detached' })
    await bar(other.page, 'Welder', number).waitFor()
    const [start, tray] = [
      await bar(page, 'Welder', number).boundingBox(),
      await page.getByRole('region', { name: 'Not scheduled' }).boundingBox(),
    ]
    if (start === null || tray === null) throw new Error('Nothing to drag, or nowhere to')
    await page.mouse.move(start.x + 8, start.y + 12)
    await page.mouse.down()
    await page.mouse.move(start.x + 60, start.y + 12, { steps: 4 })
    await page.mouse.move(tray.x + tray.width / 2, tray.y + tray.height / 2, { steps: 8 })
    await page.mouse.up()
    await card(other.page, number).waitFor()
    expect(await read(1)).toMatchObject({ scheduledStart: null })
  })

  it('met no fault', () => {
    expect([...planner.faults, ...other.faults]).toEqual([])
  })
})
