import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { admin } from './server.ts'

export const sizes = {
  desk: { width: 1440, height: 900 },
  tablet: { width: 820, height: 1180 },
  phone: { width: 390, height: 844 },
} as const

const heardLines = 40

/** Those of this journey that are open now. */
const openBrowsers = new Set<Pick<Browser, 'context' | 'heard'>>()

/** Prints what every open page shows, and what its browser was answered last. */
export async function tellWhatIsShown(title: string): Promise<void> {
  for (const { context, heard } of openBrowsers) {
    for (const page of context.pages()) {
      const shown = await page
        .locator('body')
        .ariaSnapshot({ timeout: 5_000 })
        .catch((error: Error) => error.message)
      console.error(`${title}: ${page.url()} showed\n${shown.slice(0, 6_000)}`)
    }
    console.error(`${title}: and was answered last\n${heard.join('\n')}`)
  }
}

/**
 * A real Chromium with a profile of its own; nothing it does leaves the machine.
 * @param options.film what its camera sees, as a file; without one it has no camera.
 * @param options.worker whether the dashboard's service worker may install; it copies the whole build into the profile first.
 */
export async function openBrowser(
  options: { size?: keyof typeof sizes; dark?: boolean; film?: string; worker?: boolean } = {},
) {
  const profile = mkdtempSync(join(tmpdir(), 'framewright-browser-'))
  const size = options.size ?? 'desk'
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-quic',
      '--disable-sync',
      '--no-first-run',
      ...(options.film
        ? [
            '--use-fake-device-for-media-stream',
            '--use-fake-ui-for-media-stream',
            `--use-file-for-fake-video-capture=${options.film}`,
          ]
        : []),
    ],
    viewport: sizes[size],
    hasTouch: size !== 'desk',
    isMobile: size !== 'desk',
    colorScheme: options.dark ? 'dark' : 'light',
    acceptDownloads: true,
    serviceWorkers: options.worker ? 'allow' : 'block',
  })
  context.setDefaultTimeout(40_000)
  const page = context.pages()[0] ?? (await context.newPage())
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  const heard: string[] = []
  const hear = (line: string) => {
    heard.push(`${new Date().toISOString()} ${line}`)
    if (heard.length > heardLines) heard.shift()
  }
  context.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (pathname.startsWith('/api/')) hear(`${response.status()} ${pathname}`)
  })
  context.on('requestfailed', (request) => hear(`${request.failure()?.errorText} ${new URL(request.url()).pathname}`))
  const browser = {
    context,
    page,
    /** The last answers of the server, and what failed on the way to it. */
    heard,
    /** Errors no handler caught; a journey ends by expecting none. */
    faults,
    async close() {
      openBrowsers.delete(browser)
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
  openBrowsers.add(browser)
  return browser
}
export type Browser = Awaited<ReturnType<typeof openBrowser>>

/** Signs in through the form, as a person does, and waits for the dashboard's frame. */
export async function signIn(page: Page, url: string, who: Login = admin): Promise<void> {
  // Mostly in preparation of all tests of a file, after which nobody else would tell.
  await fillIn(page, url, who).catch(async (error: unknown) => {
    await tellWhatIsShown(`Signing in ${who.username}`)
    throw error
  })
}

interface Login {
  username: string
  password: string
}

async function fillIn(page: Page, url: string, who: Login): Promise<void> {
  await page.goto(`${url}/sign-in`)
  await page
    .getByLabel(/username|e-mail/i)
    .first()
    .fill(who.username)
  await page
    .getByLabel(/^password/i)
    .first()
    .fill(who.password)
  await page.getByRole('button', { name: /sign in/i }).click()
  await page.waitForURL((at) => !at.pathname.startsWith('/sign-in'))
  await page.getByRole('main').waitFor()
}

export type { BrowserContext, Page }
