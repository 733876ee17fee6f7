import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser, signIn } from '../support/browser.ts'
import { newPerson, type Rest, restAs } from '../support/rest.ts'
import { type RunningServer, startServer, temporaryHome } from '../support/server.ts'

const place = temporaryHome()
let server: RunningServer
let bench: Browser
let rest: Rest
let frameId: number
let taskId: number

beforeAll(async () => {
  server = await startServer({ home: place.home })
  rest = await restAs(server.url)
  frameId = (
    await rest<{ id: number }>('POST', '/frames', {
      ...{ name: 'Split window', material: 'Oak', widthMm: 900, heightMm: 1200, stages: ['ASSEMBLY'] },
    })
  ).body.id
  const worker = await newPerson(rest, 'ASSEMBLER', 'ada')
  taskId = (await rest<{ id: number }>('POST', '/assembly', { frameId, userId: worker.id, quantity: 5 })).body.id
  bench = await openBrowser({ size: 'tablet' })
  await signIn(bench.page, server.url, worker)
})
afterAll(async () => {
  await bench?.close()
  await server?.stop()
  place.remove()
})

interface Task {
  id: number
  status: string
  quantity: string
}
const tasks = async () => (await rest<{ items: Task[] }>('GET', `/assembly?frameId=${frameId}&sort=id`)).body.items

describe('a task of several pieces at the bench', () => {
  it('is finished in part, piece by piece, and leaves a task for the rest', async () => {
    const { page } = bench
    await page.goto(`${server.url}/bench?task=${taskId}`)
    await page.getByRole('button', { name: 'Start' }).first().tap()
    await page
      .getByRole('button', { name: /^Finish/ })
      .first()
      .tap()
    await page.getByRole('heading', { name: 'Are all 5 done?' }).waitFor()
    await page.getByRole('button', { name: 'Not all, or some were lost' }).tap()
    const good = page.getByLabel('Good')
    // More than there are is said before it is sent, and half a piece cannot be typed.
    await page.getByRole('button', { name: 'One more' }).first().tap()
    await page.getByText('The task is for 5: that is 1 more.').waitFor()
    await good.fill('3.5')
    expect(await good.inputValue()).not.toContain('.')
    await good.fill('2')
    await page.getByRole('button', { name: 'One more' }).nth(1).tap()
    await page.getByText('2 stay to be done, as a task of their own.').waitFor()
    await page.getByLabel('Why they were lost').fill('Cracked')
    await page.getByRole('button', { name: 'Finish these' }).tap()
    await expect
      .poll(async () => (await tasks()).map(({ status, quantity }) => [status, quantity]))
      .toEqual([
        ['COMPLETED', '3'],
        ['PENDING', '2'],
      ])
    // The rest is the next card.
    await page.getByRole('button', { name: 'Start' }).first().waitFor()
    expect(bench.faults).toEqual([])
  })
})
