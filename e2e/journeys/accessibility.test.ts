import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser, type Page, signIn } from '../support/browser.ts'
import { makeQuality, type QualityData } from '../support/quality.ts'
import { type Rest, restAs } from '../support/rest.ts'
import { admin, type RunningServer, startServer, temporaryHome } from '../support/server.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const place = temporaryHome()
let server: RunningServer
let rest: Rest
let quality: QualityData
let paths: string[]

beforeAll(async () => {
  server = await startServer({ home: place.home })
  rest = await restAs(server.url)
  await rest('POST', '/developer/sample')
  const first = async (path: string) =>
    (await rest<{ items: { id: number }[] }>('GET', `${path}?limit=1`)).body.items[0]?.id ?? 0
  const item = (await rest<{ items: { sku: string }[] }>('GET', '/inventory/products?limit=1')).body.items[0]
  await rest('POST', '/sales/import/invoice', {
    invoiceNo: 'RE 1',
    invoiceDate: '2026-03-31',
    customer: { name: 'Haus am See', address: 'Am See 1' },
    items: [{ sku: item?.sku, quantity: 2, unitPrice: '10' }],
  })
  /** An order that waits for its release, with the materials it would take. */
  const production = async () =>
    (await rest<{ id: number }>('POST', '/production/orders', { itemId: await first('/frames'), quantity: 2 })).body.id
  /** An order whose stages have tasks, one of them begun. */
  const released = async () => {
    const id = await production()
    await rest('POST', `/production/orders/${id}/release`, { partial: true })
    const { body } = await rest<{ items: { id: number }[] }>('GET', `/assembly?productionOrderId=${id}`)
    await rest('POST', `/assembly/${body.items[0]?.id}/start`, { pauseCurrent: true })
    return id
  }
  /** A machine with an order on it, and another order that waits for a place. */
  const machine = async () => {
    const shifts = [{ name: 'Day', days: [1, 2, 3, 4, 5], from: '06:00', to: '20:00' }]
    const calendar = (await rest<{ id: number }>('POST', '/machine-calendars', { name: 'Days', shifts })).body
    const made = await rest<{ id: number }>('POST', '/machines', {
      code: 'SAW',
      name: 'Saw',
      cycleSeconds: 600,
      calendarId: calendar.id,
    })
    const start = new Date().toISOString()
    await rest('POST', `/production/orders/${await production()}/schedule`, { machineId: made.body.id, start })
    await rest('POST', `/machines/${made.body.id}/state`, { state: 'DOWN', reason: 'Blade broke' })
    return made.body.id
  }
  quality = await makeQuality(rest, admin.username)
  paths = [
    '/',
    '/frames',
    '/frames/new',
    `/frames/${await first('/frames')}`,
    '/items',
    `/items/${await first('/inventory/products')}`,
    '/bench',
    '/production',
    '/reports',
    '/reports?report=STOCK&period=year',
    '/reports?report=QUALITY&period=own&from=2026-04-02&to=2026-04-01',
    '/wall',
    '/production-orders',
    '/production-orders/new',
    `/production-orders/plan?itemId=${await first('/frames')}&quantity=50`,
    '/boms',
    `/boms/${await first('/frames')}?quantity=50`,
    `/boms/${await first('/frames')}?tab=revisions`,
    `/boms/${await first('/inventory/products')}?tab=used`,
    `/production-orders/${await production()}`,
    `/production-orders/${await released()}`,
    '/schedule',
    '/machines',
    `/machines/${await machine()}`,
    '/machines/performance',
    '/machines/outputs',
    '/machines/calendars',
    '/tasks',
    '/work-orders',
    '/work-orders/board',
    '/work-orders/new',
    `/work-orders/${await first('/work-orders')}`,
    '/purchase-orders',
    '/purchase-orders/new',
    `/purchase-orders/${await first('/purchase-orders')}`,
    '/sales-orders',
    '/sales-orders/new',
    '/invoices',
    `/invoices/${await first('/sales/invoices')}`,
    '/warehouse',
    '/warehouse/pick-list',
    '/warehouse/labels',
    '/dispatch',
    '/fulfilments',
    '/returns',
    '/customers',
    '/categories',
    '/stock',
    '/stock?slow=30',
    '/stock/movements',
    '/stock-counts',
    '/system',
    '/reorder',
    '/suppliers',
    `/suppliers/${await first('/suppliers')}`,
    '/users',
    `/users/${await first('/users')}`,
    '/roles',
    '/users/1',
    '/organisation',
    '/menu-access',
    '/developer',
    '/activity',
    '/settings',
    '/profile',
    '/api-keys',
  ]
})
afterAll(async () => {
  await server?.stop()
  place.remove()
})

interface Violation {
  id: string
  nodes: { target: unknown[]; failureSummary?: string }[]
}

const standards = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }
/** All that is otherwise in the dark: what a page consists of is the same. */
const colours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

/** What axe finds on the page as it stands, by WCAG 2.2 A and AA in the light, and by its colours in the dark. */
async function violations({ page }: Browser): Promise<string[]> {
  await page.evaluate(axe)
  const run = async (runOnly: typeof standards) => {
    const found = await page.evaluate(async (rules) => {
      const runner = (
        globalThis as unknown as { axe: { run(root: Document, options: object): Promise<{ violations: Violation[] }> } }
      ).axe
      return (await runner.run(document, { runOnly: rules })).violations
    }, runOnly)
    return found.flatMap((one) => one.nodes.map((node) => `${one.id} at ${node.target.join(' ')}`))
  }
  const light = await run(standards)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor()
  // What changes its colour slowly has changed it.
  await page.waitForTimeout(250)
  const dark = (await run(colours)).map((one) => `in the dark, ${one}`)
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light, ...dark]
}

/** Opens a page, and gives what is wrong with it once it is all there. */
async function look(browser: Browser, path: string): Promise<string[]> {
  await browser.page.goto(`${server.url}${path}`)
  await browser.page.getByRole('main').waitFor()
  // The live stream never ends, so that the network is never idle: wait for what is being loaded to be there.
  await browser.page
    .locator('[aria-busy="true"]')
    .first()
    .waitFor({ state: 'detached' })
    .catch(() => {})
  return lookAt(browser, path)
}
async function lookAt(browser: Browser, what: string): Promise<string[]> {
  await browser.page.waitForTimeout(250)
  const overflow = await browser.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  const wrong = (await violations(browser)).map((one) => `${what}: ${one}`)
  return overflow > 1 ? [...wrong, `${what}: ${overflow} pixels wider than the screen`] : wrong
}

/** What opens over a quality page, by what is pressed there. */
const opened: readonly { name: string; path: () => string; open: (page: Page) => Promise<void> }[] = [
  {
    name: 'new non-conformance',
    path: () => '/quality/ncr',
    open: (page) => page.getByRole('button', { name: 'New NCR' }).click(),
  },
  {
    name: 'the items found by a picker',
    path: () => '/quality/ncr',
    open: async (page) => {
      await page.getByRole('button', { name: 'New NCR' }).click()
      await page.getByRole('combobox', { name: 'Item' }).click()
      const list = page.getByRole('listbox')
      await list.getByRole('option').nth(9).waitFor({ state: 'attached' })
      expect(await list.evaluate((one) => one.scrollHeight - one.clientHeight)).toBeGreaterThan(0)
    },
  },
  {
    name: 'shipping what is not inspected',
    path: () => `/sales-orders/${quality.orderId}`,
    open: (page) => page.getByRole('button', { name: 'Ship', exact: true }).click(),
  },
  {
    name: 'dispatching what has failed',
    path: () => `/fulfilments/${quality.fulfilmentId}`,
    open: (page) => page.getByRole('button', { name: 'Dispatch', exact: true }).click(),
  },
  {
    name: 'cancelling an inspection',
    path: () => `/quality/inspections/${quality.openId}`,
    open: async (page) => {
      // On a phone it is in a menu.
      const more = page.getByRole('button', { name: 'More actions' })
      const cancel = page.getByRole('button', { name: 'Cancel', exact: true })
      await more.or(cancel).first().waitFor()
      if (await more.isVisible()) await more.click()
      await cancel.or(page.getByRole('menuitem', { name: 'Cancel' })).click()
    },
  },
]

/** One press that the server refused and one that waits: what the list of what is not sent shows. */
async function pressWithoutNetwork(browser: Browser): Promise<void> {
  const { page, context } = browser
  const { body: open } = await rest<{ item: { id: number } }>('GET', `/qc/inspections/${quality.openId}`)
  const ask = { type: 'INCOMING', itemId: open.item.id, quantity: '1' }
  for (const refuse of [true, false]) {
    const { body } = await rest<{ id: number }>('POST', '/qc/inspections', ask)
    await page.goto(`${server.url}/inspect?id=${body.id}`)
    await page.getByRole('button', { name: 'Passes' }).waitFor()
    if (!refuse) {
      // Its code comes while there is a network: this browser has no worker that keeps it.
      await page.getByRole('button', { name: /1 refused/ }).click()
      await page.getByRole('dialog').getByText('Refused').waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Passes' }).click()
    await page.getByRole('button', { name: /not sent/ }).waitFor()
    if (!refuse) return
    await rest('POST', `/qc/inspections/${body.id}/cancel`, {})
    await context.setOffline(false)
    await page.getByRole('button', { name: /1 refused/ }).waitFor()
  }
}

describe.each(['desk', 'phone'] as const)('every screen at the width of a %s, in the light and in the dark', (size) => {
  it('has no violation, no uncaught error, and nothing wider than the screen', async () => {
    const browser = await openBrowser({ size })
    try {
      await browser.page.goto(`${server.url}/sign-in`)
      await browser.page.getByRole('button', { name: /sign in/i }).waitFor()
      const wrong = (await violations(browser)).map((one) => `/sign-in: ${one}`)
      await browser.page.goto(`${server.url}/register`)
      await browser.page.getByRole('button', { name: /register/i }).waitFor()
      wrong.push(...(await violations(browser)).map((one) => `/register: ${one}`))
      await signIn(browser.page, server.url)
      for (const path of paths) wrong.push(...(await look(browser, path)))
      expect([...new Set(wrong)]).toEqual([])
      expect(browser.faults).toEqual([])
    } finally {
      await browser.close()
    }
  }, 420_000)

  it('finds nothing on the pages of quality either, nor on what opens over them', async () => {
    const browser = await openBrowser({ size })
    const { page } = browser
    try {
      await signIn(page, server.url)
      const { planId, openId, failedId, passedId, ncrId, decidedNcrId, orderId, fulfilmentId } = quality
      const pages = [
        ...['/quality', '/inspect', `/inspect?id=${openId}`, '/quality/inspections', '/quality/ncr', '/quality/plans'],
        ...[openId, failedId, passedId].map((id) => `/quality/inspections/${id}`),
        ...[ncrId, decidedNcrId].map((id) => `/quality/ncr/${id}`),
        ...[`/quality/plans/${planId}`, '/quality/plans/new', `/quality/plans/${planId}/edit`],
        ...[`/sales-orders/${orderId}`, `/fulfilments/${fulfilmentId}`],
      ]
      const wrong: string[] = []
      for (const path of pages) wrong.push(...(await look(browser, path)))
      for (const { name, path, open } of opened) {
        await page.goto(`${server.url}${path()}`)
        await open(page)
        await page.getByRole('dialog').waitFor()
        wrong.push(...(await lookAt(browser, name)))
      }
      await pressWithoutNetwork(browser)
      await page.getByRole('button', { name: /not sent, 1 refused/ }).click()
      await page.getByRole('dialog').getByText('Waiting', { exact: true }).waitFor()
      wrong.push(...(await lookAt(browser, 'what is not sent')))
      expect([...new Set(wrong)]).toEqual([])
      expect(browser.faults).toEqual([])
    } finally {
      await browser.close()
    }
  }, 420_000)
})
