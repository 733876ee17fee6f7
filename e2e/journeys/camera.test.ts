import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, signIn } from '../support/browser.ts'
import { filmOf } from '../support/camera.ts'
import { type Rest, restAs } from '../support/rest.ts'
import { type RunningServer, startServer, temporaryHome } from '../support/server.ts'

const place = temporaryHome()
let server: RunningServer
let rest: Rest

beforeAll(async () => {
  server = await startServer({ home: place.home })
  rest = await restAs(server.url)
})
afterAll(async () => {
  await server?.stop()
  place.remove()
})

it.each(['qrcode', 'code128'] as const)(
  'reads a %s held before the camera and opens the task it names',
  async (symbology) => {
    const frame = await rest<{ id: number }>('POST', '/frames', {
      name: `Camera window ${symbology}`,
      material: 'PVC',
      widthMm: 900,
      heightMm: 1200,
      stages: ['ASSEMBLY'],
    })
    const task = await rest<{ id: number }>('POST', '/assembly', { frameId: frame.body.id })
    const film = join(place.home, `${symbology}.y4m`)
    filmOf(film, { symbology, text: `T-${task.body.id}` })

    const browser = await openBrowser({ size: 'phone', film })
    try {
      const { page } = browser
      await signIn(page, server.url)
      await page.goto(`${server.url}/bench`)
      await page.getByRole('button', { name: /scan/i }).first().tap()
      await page.getByRole('button', { name: 'Use the camera' }).tap()
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      await page.getByText(`Camera window ${symbology}`).first().waitFor()
      expect(browser.faults).toEqual([])
    } finally {
      await browser.close()
    }
  },
)
