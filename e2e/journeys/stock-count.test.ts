import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser, signIn } from '../support/browser.ts'
import { type Rest, restAs } from '../support/rest.ts'
import { type RunningServer, startServer, temporaryHome } from '../support/server.ts'

const place = temporaryHome()
let server: RunningServer
let browser: Browser
let rest: Rest

beforeAll(async () => {
  server = await startServer({ home: place.home })
  rest = await restAs(server.url)
  for (const [sku, name, openingStock] of [
    ['HINGE', 'Hinge', '10'],
    ['HANDLE', 'Handle', '4'],
  ]) {
    await rest('POST', '/inventory/products', { sku, name, openingStock })
  }
  browser = await openBrowser()
  await signIn(browser.page, server.url)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  place.remove()
})

const onHand = async (sku: string) => {
  const found = await rest<{ items: { stock: { onHand: string } }[] }>('GET', `/inventory/products?search=${sku}`)
  return found.body.items[0]?.stock.onHand
}

/** Begins a count of all that lies in stock, and enters what was found by the list. */
async function count(found: Record<string, string>): Promise<string> {
  const { page } = browser
  await page.goto(`${server.url}/stock-counts`)
  await page.getByRole('button', { name: 'Begin a count' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Begin a count' })
  await dialog.getByLabel('Location').fill('stock')
  await page.getByRole('option', { name: /stock/i }).first().click()
  await dialog.getByRole('button', { name: 'Begin', exact: true }).click()
  await page.waitForURL(/\/stock-counts\/\d+$/)
  await page.getByText('List', { exact: true }).click()
  for (const [name, quantity] of Object.entries(found)) {
    await page.getByLabel(`Found of ${name}`).fill(quantity)
    await page.getByLabel(`Found of ${name}`).press('Enter')
  }
  await page
    .getByText(`${Object.keys(found).length} of 2 counted`)
    .first()
    .waitFor()
  return page.url()
}

describe('a stock count', () => {
  it('that is cancelled changes no stock, stays readable and leaves its items free to be counted anew', async () => {
    const { page } = browser
    const url = await count({ Hinge: '7' })

    // Whoever thinks better of it has cancelled nothing.
    await page.getByRole('button', { name: 'Cancel', exact: true }).first().click()
    const question = page.getByRole('dialog')
    await question.getByText('No stock changes.').waitFor()
    await page.keyboard.press('Escape')
    await question.waitFor({ state: 'hidden' })
    expect((await rest<{ items: { status: string }[] }>('GET', '/inventory/counts')).body.items[0]?.status).toBe('OPEN')

    await page.getByRole('button', { name: 'Cancel', exact: true }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the count' }).click()
    await page.getByText('Cancelled', { exact: true }).first().waitFor()
    expect(await page.getByRole('button', { name: /^(Post|Cancel)$/ }).count()).toBe(0)
    expect(await page.getByLabel('Found of Hinge').count()).toBe(0)
    expect(await onHand('HINGE')).toBe('10')

    // What was entered can be read, after a reload too.
    await page.goto(url)
    await page.getByText('1 of 2 counted').first().waitFor()
    await page.getByText('Hinge').first().waitFor()

    await count({ Hinge: '9', Handle: '4' })
    await page.getByRole('button', { name: 'Post', exact: true }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Post', exact: true }).click()
    await page.getByText('Posted', { exact: true }).first().waitFor()
    expect(await onHand('HINGE')).toBe('9')
    expect(await onHand('HANDLE')).toBe('4')
    expect(browser.faults).toEqual([])
  })
})
