import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser, signIn } from '../support/browser.ts'
import { newPerson, type Rest, restAs } from '../support/rest.ts'
import { type RunningServer, startServer, temporaryHome } from '../support/server.ts'

const place = temporaryHome()
let server: RunningServer
let rest: Rest
let browser: Browser

beforeAll(async () => {
  server = await startServer({ home: place.home })
  rest = await restAs(server.url)
  const customer = await rest<{ id: number }>('POST', '/inventory/customers', { name: 'Builders & Sons' })
  await rest('POST', '/inventory/products', { sku: 'W-1', name: 'Window', unitPrice: '100', openingStock: 50 })
  for (const [orderDate, quantity] of [
    ['2026-03-03', 2],
    ['2026-03-20', 3],
    ['2026-04-01', 7],
  ] as const) {
    const { body } = await rest<{ id: number }>('POST', '/sales/orders', {
      customerId: customer.body.id,
      orderDate,
      lines: [{ sku: 'W-1', quantity, taxRate: '10' }],
    })
    await rest('POST', `/sales/orders/${body.id}/confirm`)
  }
  browser = await openBrowser()
  await signIn(browser.page, server.url)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  place.remove()
})

describe('a report', () => {
  it('is chosen, looked at with its totals, and taken along as PDF and as CSV', async () => {
    const { page } = browser
    await page.getByRole('link', { name: 'Reports', exact: true }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Reports' }).waitFor()
    await page.getByRole('navigation', { name: 'Period' }).getByRole('link', { name: 'Own days' }).click()
    await page.getByLabel('From').fill('2026-03-01')
    await page.getByLabel('To', { exact: true }).fill('2026-03-31')
    const byDay = page.getByRole('region', { name: 'By day', exact: true })
    // 2 and 3 windows of 100: April's are not in it.
    await byDay
      .getByRole('row', { name: /^Total/ })
      .getByText('500.00')
      .waitFor()
    expect(await byDay.getByRole('row', { name: /^Total/ }).textContent()).toContain('550.00')
    expect(page.url()).toContain('from=2026-03-01')

    const csv = page.waitForEvent('download')
    await page.getByRole('button', { name: 'By customer as CSV' }).click()
    const table = await csv
    expect(table.suggestedFilename()).toBe('sales-customers-2026-03-01-2026-03-31.csv')
    expect(readFileSync(await table.path(), 'utf8')).toContain('Builders & Sons,2,500.00,550.00')

    const pdf = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download PDF' }).click()
    const paper = await pdf
    expect(paper.suggestedFilename()).toBe('sales-2026-03-01-2026-03-31.pdf')
    expect(
      readFileSync(await paper.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  })

  it('stands in its link, with the days one has chosen', async () => {
    const { page } = browser
    await page.goto(`${server.url}/reports?report=STOCK&period=year`)
    await page.getByRole('region', { name: 'By kind of movement', exact: true }).getByText('Found or opened').waitFor()
    await page.goto(`${server.url}/reports?report=SALES&period=own&from=2026-04-01&to=2026-04-01`)
    await page
      .getByRole('row', { name: /^Total/ })
      .first()
      .getByText('700.00')
      .waitFor()
  })

  it('of days in the wrong order says so, of days without anything too', async () => {
    const { page } = browser
    await page.goto(`${server.url}/reports?period=own&from=2026-04-02&to=2026-04-01`)
    await page.getByText('The last day is before the first').waitFor()
    expect(await page.getByRole('button', { name: 'Download PDF' }).count()).toBe(0)
    await page.goto(`${server.url}/reports?period=own&from=2020-01-01&to=2020-01-31`)
    await page.getByRole('heading', { name: 'Nothing in this period' }).waitFor()
  })

  it('that cannot be fetched is told in a sentence, and the figures stay', async () => {
    const { page, context } = browser
    await page.goto(`${server.url}/reports?period=own&from=2026-03-01&to=2026-03-31`)
    await page.getByRole('button', { name: 'By day as CSV' }).waitFor()
    await context.setOffline(true)
    try {
      await page.getByRole('button', { name: 'By day as CSV' }).click()
      await page.getByText('The server does not answer. Check the connection and try again.').first().waitFor()
      expect(
        await page
          .getByRole('row', { name: /^Total/ })
          .first()
          .isVisible(),
      ).toBe(true)
    } finally {
      await context.setOffline(false)
    }
  })

  it('is offered to whoever may see what is in it, and no other', async () => {
    const planner = await newPerson(rest, 'PURCHASER', 'paula')
    const other = await openBrowser({ size: 'phone' })
    try {
      await signIn(other.page, server.url, planner)
      await other.page.goto(`${server.url}/reports?report=SALES`)
      const tabs = other.page.getByRole('navigation', { name: 'Reports' })
      await tabs.getByRole('link', { name: 'Purchasing' }).waitFor()
      expect(await tabs.getByRole('link', { name: 'Sales' }).count()).toBe(0)
      const wider = await other.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(wider).toBeLessThanOrEqual(0)
    } finally {
      await other.close()
    }
    expect(browser.faults).toEqual([])
  })
})

describe('a paper', () => {
  it('of a fulfilment is opened from its page', async () => {
    const { page, context } = browser
    const orders = await rest<{ items: { id: number }[] }>('GET', '/sales/orders?sort=id')
    const made = await rest<{ id: number }>('POST', '/fulfilments', { salesOrderId: orders.body.items[0]?.id })
    await page.goto(`${server.url}/fulfilments/${made.body.id}`)
    for (const [name, path] of [
      ['Delivery note', `/api/fulfilments/${made.body.id}/delivery-note/pdf`],
      ['Pick list', '/api/reports/pick-list/pdf'],
    ] as const) {
      const asked = context.waitForEvent('response', (response) => new URL(response.url()).pathname === path)
      const shown = page.getByRole('button', { name, exact: true })
      if (!(await shown.isVisible())) await page.getByRole('button', { name: 'More actions' }).click()
      await page
        .getByRole('button', { name, exact: true })
        .or(page.getByRole('menuitem', { name, exact: true }))
        .click()
      const answer = await asked
      expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf'])
    }
  })
})
