import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser, signIn } from '../support/browser.ts'
import { type RunningServer, startServer, temporaryHome } from '../support/server.ts'

const place = temporaryHome()
let server: RunningServer
let browser: Browser

beforeAll(async () => {
  server = await startServer({ home: place.home })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  place.remove()
})

describe('a frame', () => {
  it('is created in the form, drawn to scale, found in the list and shown with its opening stock', async () => {
    const { page } = browser
    await signIn(page, server.url)
    await page.goto(`${server.url}/frames/new`)
    await page.getByRole('textbox', { name: /^Name/ }).fill('Gable window')
    await page
      .getByRole('textbox', { name: /^Material/ })
      .or(page.getByRole('combobox', { name: /^Material/ }))
      .fill('Larch')
    await page.getByLabel(/^Width/).fill('800')
    await page.getByLabel(/^Height/).fill('1600')
    await page.getByLabel('Price').fill('612.50')
    await page.getByLabel('Opening stock').fill('3')
    await page.getByRole('button', { name: /create|save/i }).click()
    await page.getByRole('heading', { name: 'Gable window' }).waitFor()

    const drawing = await page.getByRole('main').locator('svg[role="img"]').first().boundingBox()
    expect((drawing?.height ?? 0) > (drawing?.width ?? 0)).toBe(true)
    await page.getByText('612.50').first().waitFor()

    await page.goto(`${server.url}/frames?search=gable`)
    await page
      .getByRole('link', { name: /Gable window/ })
      .first()
      .waitFor()
    await page
      .getByRole('searchbox')
      .or(page.getByPlaceholder(/Name, SKU/))
      .first()
      .fill('nothing like it')
    await page
      .getByText(/no frame is like that/i)
      .first()
      .waitFor()
    expect(new URL(page.url()).searchParams.get('search')).toBe('nothing like it')
    expect(browser.faults).toEqual([])
  })

  it('asks for what is missing, at the field', async () => {
    const { page } = browser
    await page.goto(`${server.url}/frames/new`)
    await page.getByRole('textbox', { name: /^Name/ }).fill('Nothing but a name')
    await page.getByRole('button', { name: /create|save/i }).click()
    await page.locator('[aria-invalid="true"], .mantine-InputWrapper-error').first().waitFor()
    expect(page.url()).toContain('/frames/new')
  })
})
