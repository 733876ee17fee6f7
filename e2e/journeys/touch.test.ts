import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser, type Page, signIn } from '../support/browser.ts'
import { type Rest, restAs } from '../support/rest.ts'
import { type RunningServer, startServer, temporaryHome } from '../support/server.ts'
import { finger } from '../support/touch.ts'

const place = temporaryHome()
let server: RunningServer
let rest: Rest
let orders: { id: number; number: string }[]
let workOrders: { id: number; number: string }[]

beforeAll(async () => {
  server = await startServer({ home: place.home })
  rest = await restAs(server.url)
  for (const [code, name] of [
    ['CUT', 'Saw'],
    ['WLD', 'Welder'],
  ]) {
    await rest('POST', '/machines', { code, name, cycleSeconds: 3600 })
  }
  const item = await rest<{ id: number }>('POST', '/inventory/products', { name: 'Casement', sku: 'CAS-1' })
  orders = []
  for (const quantity of [24, 12]) {
    const made = await rest<{ id: number; number: string }>('POST', '/production/orders', {
      ...{ itemId: item.body.id, quantity },
    })
    orders.push(made.body)
  }
  const frame = await rest<{ id: number }>('POST', '/frames', {
    ...{ name: 'Board window', material: 'Oak', widthMm: 900, heightMm: 1200 },
  })
  workOrders = []
  for (let count = 0; count < 12; count++) {
    const made = await rest<{ id: number; number: string }>('POST', '/work-orders', {
      ...{ frameId: frame.body.id, description: `No. ${count}` },
    })
    workOrders.push(made.body)
  }
})
afterAll(async () => {
  await server?.stop()
  place.remove()
})

interface Scheduled {
  machine: { name: string } | null
  scheduledStart: string | null
}
const scheduled = async (at: number) => (await rest<Scheduled>('GET', `/production/orders/${orders[at]?.id}`)).body

const track = (page: Page, machine: string) => page.getByRole('list', { name: `Orders on ${machine}` })
const tray = (page: Page) => page.getByRole('region', { name: 'Not scheduled' })
const centre = (box: { x: number; y: number; width: number; height: number } | null) => {
  if (box === null) throw new Error('It is not on the page')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

describe('the schedule board under a finger', () => {
  let tablet: Browser
  beforeAll(async () => {
    tablet = await openBrowser({ size: 'tablet' })
    await signIn(tablet.page, server.url)
    await tablet.page.goto(`${server.url}/schedule`)
    await track(tablet.page, 'Saw').waitFor()
  })
  afterAll(() => tablet?.close())

  const sideways = () => tablet.page.locator('[data-board]').evaluate((board) => board.scrollLeft)
  /** A point in sight on a machine's row. */
  const onRow = async (machine: string, share: number) => {
    const board = await tablet.page.locator('[data-board]').boundingBox()
    const row = await track(tablet.page, machine).boundingBox()
    if (board === null || row === null) throw new Error('The board is not there')
    const left = board.x + (await tablet.page.locator('[data-names]').evaluate((names) => names.clientWidth))
    return { x: left + (board.x + board.width - left) * share, y: row.y + row.height / 2 }
  }

  it('takes an order along by its grip at once', async () => {
    const { page } = tablet
    const touch = await finger(page)
    const card = tray(page).getByRole('button', { name: new RegExp(orders[0]?.number ?? '') })
    await touch.down(centre(await card.locator('[data-grip]').boundingBox()))
    await touch.moveTo(await onRow('Saw', 0.5))
    await touch.up()
    await track(page, 'Saw').getByRole('button', { name: /JO-/ }).waitFor()
    await expect.poll(async () => (await scheduled(0)).machine?.name).toBe('Saw')
  })

  it('scrolls by a finger that goes on at once, over an order too, and moves nothing', async () => {
    const { page } = tablet
    const before = await scheduled(0)
    const touch = await finger(page)
    const start = centre(await track(page, 'Saw').getByRole('button', { name: /JO-/ }).boundingBox())
    const from = await sideways()
    const there = { ...start, x: Math.min(start.x, 600) }
    await touch.down(there)
    await touch.moveTo({ ...there, x: there.x - 180 })
    await touch.up()
    await expect.poll(sideways).toBeGreaterThan(from + 60)
    expect(await scheduled(0)).toMatchObject({ machine: before.machine, scheduledStart: before.scheduledStart })
  })

  it('lifts an order on which a finger rests, scrolls at the edge for it, and sets it down where it is let go', async () => {
    const { page } = tablet
    await page.locator('[data-board]').evaluate((board) => board.scrollTo({ left: 0 }))
    const before = await scheduled(0)
    const bar = track(page, 'Saw').getByRole('button', { name: /JO-/ })
    await bar.scrollIntoViewIfNeeded()
    const box = await bar.boundingBox()
    if (box === null) throw new Error('The order is not in sight')
    const touch = await finger(page)
    await touch.down({ x: box.x + 12, y: box.y + box.height / 2 })
    await touch.rest()
    // To the right edge of the board, on the other machine, and there it waits for the board to come to its end.
    const edge = await onRow('Welder', 0.97)
    await touch.moveTo(edge)
    const end = await page.locator('[data-board]').evaluate((board) => board.scrollWidth - board.clientWidth)
    expect(end).toBeGreaterThan(0)
    await expect.poll(sideways).toBeGreaterThan(end - 2)
    await touch.up()
    await track(page, 'Welder').getByRole('button', { name: /JO-/ }).waitFor()
    await expect.poll(async () => (await scheduled(0)).machine?.name).toBe('Welder')
    const after = await scheduled(0)
    expect(Date.parse(after.scheduledStart ?? '')).toBeGreaterThan(Date.parse(before.scheduledStart ?? ''))
  })

  it('leaves an order alone that was only held, and opens one that is tapped', async () => {
    const { page } = tablet
    const before = await scheduled(0)
    const bar = track(page, 'Welder').getByRole('button', { name: /JO-/ })
    await bar.scrollIntoViewIfNeeded()
    const box = await bar.boundingBox()
    if (box === null) throw new Error('The order is not in sight')
    const point = { x: box.x + 10, y: box.y + 10 }
    const touch = await finger(page)
    await touch.down(point)
    await touch.rest()
    await touch.up()
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(await scheduled(0)).toEqual(before)
    await page.touchscreen.tap(point.x, point.y)
    await page.getByRole('dialog', { name: orders[0]?.number ?? '' }).waitFor()
    await page.keyboard.press('Escape')
    expect(tablet.faults).toEqual([])
  })
})

describe('a phone', () => {
  let phone: Browser
  beforeAll(async () => {
    phone = await openBrowser({ size: 'phone' })
    await signIn(phone.page, server.url)
  })
  afterAll(() => phone?.close())

  it('schedules from the list of machines, without dragging', async () => {
    const { page } = phone
    await page.goto(`${server.url}/schedule`)
    const number = orders[1]?.number ?? ''
    await tray(page)
      .getByRole('button', { name: new RegExp(number) })
      .tap()
    await page
      .getByRole('dialog', { name: number })
      .getByRole('button', { name: /Put it there: Saw/ })
      .tap()
    await expect.poll(async () => (await scheduled(1)).machine?.name).toBe('Saw')
    await page.getByRole('region', { name: 'Saw' }).getByText(number).waitFor()
  })

  const statusOf = async (at: number) =>
    (await rest<{ status: string }>('GET', `/work-orders/${workOrders[at]?.id}`)).body.status
  const card = (page: Page, at: number) => page.getByRole('article').filter({ hasText: workOrders[at]?.number ?? '' })

  it('scrolls the work orders of a column by a finger that goes on at once', async () => {
    const { page } = phone
    await page.goto(`${server.url}/work-orders/board`)
    await card(page, 0).waitFor()
    const touch = await finger(page)
    const start = centre(await card(page, 3).boundingBox())
    await touch.down(start)
    await touch.moveTo({ ...start, y: start.y - 200 })
    await touch.up()
    const column = page.getByRole('region', { name: 'Pending' })
    const down = () => column.locator(':scope > div').evaluate((list) => list.scrollTop)
    await expect.poll(down).toBeGreaterThan(80)
    for (const at of workOrders.keys()) expect(await statusOf(at)).toBe('PENDING')
  })

  it('carries a work order on which a finger rests to the column beside', async () => {
    const { page } = phone
    await page.goto(`${server.url}/work-orders/board`)
    await card(page, 1).waitFor()
    const touch = await finger(page)
    await touch.down(centre(await card(page, 1).boundingBox()))
    await touch.rest()
    // At the edge the board comes along, column by column.
    await touch.moveTo({ x: 376, y: 420 }, 12)
    const column = page.getByRole('region', { name: 'In progress' })
    await expect.poll(async () => (await column.boundingBox())?.x ?? 999, { interval: 15 }).toBeLessThan(200)
    await touch.moveTo({ x: 260, y: 420 }, 2)
    await touch.up()
    await expect.poll(() => statusOf(1)).toBe('IN_PROGRESS')
    expect(phone.faults).toEqual([])
  })
})
