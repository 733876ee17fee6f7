import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser, signIn } from '../support/browser.ts'
import { type Rest, restAs } from '../support/rest.ts'
import { type RunningServer, startServer, temporaryHome } from '../support/server.ts'

const place = temporaryHome()
let server: RunningServer
let browser: Browser
let rest: Rest
let ids: number[]

beforeAll(async () => {
  server = await startServer({ home: place.home })
  rest = await restAs(server.url)
  const frame = await rest<{ id: number }>('POST', '/frames', {
    name: 'Board window',
    material: 'Oak',
    widthMm: 900,
    heightMm: 1200,
  })
  ids = []
  for (const description of ['First', 'Second']) {
    const order = await rest<{ id: number }>('POST', '/work-orders', { frameId: frame.body.id, description })
    ids.push(order.body.id)
  }
  browser = await openBrowser()
  await signIn(browser.page, server.url)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  place.remove()
})

const statusOf = async (id: number | undefined) =>
  (await rest<{ status: string }>('GET', `/work-orders/${id}`)).body.status

describe('the board of work orders', () => {
  it('performs the action of the column a card is dragged to, and says why not where there is none', async () => {
    const { page } = browser
    await page.goto(`${server.url}/work-orders/board`)
    const drag = async (number: string, column: string) => {
      const card = page.getByText(number, { exact: true }).first()
      await card.waitFor()
      const from = await card.boundingBox()
      const to = await page
        .getByRole('heading', { name: new RegExp(column) })
        .first()
        .boundingBox()
      if (from === null || to === null) throw new Error('The board is not there')
      await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
      await page.mouse.down()
      await page.mouse.move(from.x + 30, from.y + 30, { steps: 5 })
      await page.mouse.move(to.x + 60, to.y + 120, { steps: 12 })
      await page.mouse.up()
    }
    await drag('WO-000001', 'In progress')
    await expect.poll(() => statusOf(ids[0])).toBe('IN_PROGRESS')

    await drag('WO-000002', 'Completed')
    await page
      .getByText(/cannot|not started|start it first|first/i)
      .first()
      .waitFor()
    expect(await statusOf(ids[1])).toBe('PENDING')
    expect(browser.faults).toEqual([])
  })
})
