import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser, signIn } from '../support/browser.ts'
import { type RunningServer, startServer, temporaryHome } from '../support/server.ts'

const source = readFileSync(new URL('../../apps/web/src/begin/begin.ts', import.meta.url), 'utf8')
/** What the page's head asks for, by path. */
const questions = [...source.matchAll(/^ {2}'(\/[^']*)': \w+\('(\w+)', '(\w+)'/gm)].map(
  ([, path, router, procedure]) => ({
    path: String(path),
    procedure: `${router}.${procedure}`,
  }),
)

const place = temporaryHome()
let server: RunningServer
let browser: Browser

beforeAll(async () => {
  server = await startServer({ home: place.home })
  browser = await openBrowser()
  await signIn(browser.page, server.url)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  place.remove()
})

/** The calls of a page opened anew, until its screen has what it shows. */
async function callsOf(path: string): Promise<string[]> {
  const page = await browser.context.newPage()
  try {
    const calls: string[] = []
    page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (pathname.startsWith('/api/trpc/')) calls.push(...pathname.slice('/api/trpc/'.length).split(','))
    })
    await page.goto(server.url + path)
    await page.getByRole('main').waitFor()
    await page.waitForTimeout(700)
    await page.locator('main [aria-label="Loading"]').first().waitFor({ state: 'detached' })
    return calls
  } finally {
    await page.close()
  }
}

describe('a page that is opened', () => {
  it('asks for something first on most menus', () => {
    expect(questions.length).toBeGreaterThan(15)
  })

  it.each(questions)(
    'at $path asks for $procedure once, before its first script is there',
    async ({ path, procedure }) => {
      const calls = await callsOf(path)
      expect(calls.slice(0, 2)).toEqual(['auth.verify', procedure])
      expect(calls.filter((call) => call === procedure || call === 'auth.verify')).toHaveLength(2)
    },
  )

  it('asks for what its link says where that filters', async () => {
    const calls = await callsOf('/frames?search=oak')
    expect(calls[0]).toBe('auth.verify')
    expect(calls.filter((call) => call === 'frame.list')).toHaveLength(1)
  })

  it('lets nobody in whose sign-out the server has not heard of, nor asks anything for them', async () => {
    const { page, context } = browser
    await page.goto(`${server.url}/frames`)
    await page.getByRole('main').waitFor()
    await page.evaluate(() => localStorage.setItem('framewright.sign-out-owed', 'true'))
    // Left before listening: what the screen asks late would else count as the next one's.
    await page.goto('about:blank')
    const calls: string[] = []
    page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (pathname.startsWith('/api/trpc/')) calls.push(pathname.slice('/api/trpc/'.length))
    })
    await page.goto(`${server.url}/frames`)
    await page.waitForURL(/\/sign-in\?to=/)
    expect(calls[0]).toBe('auth.logout')
    expect(calls).not.toContain('frame.list')
    await context.clearCookies()
    await page.goto(`${server.url}/sales-orders`)
    await page.waitForURL(/\/sign-in\?to=%2Fsales-orders/)
  })
})
