import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { Finding, Work } from '../bench.ts'
import { medianOf } from '../load/load.ts'
import { admin, repository } from '../shop.ts'

/** The screens people begin at, each opened in a browser that has seen nothing yet. */
const screens = ['/', '/sales-orders', '/frames', '/purchase-orders', '/bench']
const rounds = 5

export const firstScreen: Work = {
  name: 'first-screen',
  about: 'the first screen of a browser that has nothing of it yet: script and largest paint',
  async run(bench) {
    await build()
    const shop = await bench.shop({ items: 1_000, orders: 10_000, linesPerOrder: 1 })
    const browser = await chromium.launch({
      executablePath: bench.options.chromium,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    })
    try {
      const findings: Finding[] = []
      for (const path of screens) {
        const seen = []
        for (let round = 0; round < rounds; round++) seen.push(await open(browser, shop.url, path))
        const script = Math.max(...seen.map((one) => one.script)) / 1000
        const paint = medianOf(seen.map((one) => one.paint))
        findings.push({
          what: `first screen ${path}`,
          ours: `${script.toFixed(0)} kB of script`,
          against: '',
          figure: `painted in ${paint.toFixed(0)} ms`,
          budget: '≤ 200 kB, ≤ 1 s',
          pass: script <= 200 && paint <= 1_000,
        })
      }
      return findings
    } finally {
      await browser.close()
    }
  },
}

/** Signs in, forgets all that has been loaded, and opens the screen. */
async function open(browser: Browser, url: string, path: string): Promise<{ script: number; paint: number }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' })
  try {
    const door = await context.newPage()
    await door.goto(`${url}/sign-in`)
    await door
      .getByLabel(/username|e-mail/i)
      .first()
      .fill(admin.email)
    await door
      .getByLabel(/^password/i)
      .first()
      .fill(admin.password)
    await door.getByRole('button', { name: /sign in/i }).click()
    await door.waitForURL((at) => !at.pathname.startsWith('/sign-in'))
    await door.close()
    const page = await context.newPage()
    await forget(page)
    // A live stream stays open: the network is never quite idle.
    await page.goto(url + path, { waitUntil: 'load' })
    await page.getByRole('main').waitFor()
    await page.waitForTimeout(1_500)
    return { script: await scriptOf(page), paint: await largestPaint(page) }
  } finally {
    await context.close()
  }
}

async function forget(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.clearBrowserCache')
}

/** Bytes of script as it came, compressed; the heads of the answers are not in it. */
const scriptOf = (page: Page): Promise<number> =>
  page.evaluate<number>(`performance.getEntriesByType('resource')
    .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`)

const largestPaint = (page: Page): Promise<number> =>
  page.evaluate<number>(`new Promise((done) => {
    const last = (list) => done(list.getEntries().at(-1).startTime)
    new PerformanceObserver(last).observe({ type: 'largest-contentful-paint', buffered: true })
  })`)

async function build(): Promise<void> {
  const vite = spawn(process.execPath, [join(repository, 'apps/web/node_modules/vite/bin/vite.js'), 'build'], {
    cwd: join(repository, 'apps/web'),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const code = await new Promise((done) => vite.once('exit', done))
  if (code !== 0) throw new Error('The dashboard could not be built.')
}
