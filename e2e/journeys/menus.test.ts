import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser, signIn } from '../support/browser.ts'
import { newPerson, type Rest, restAs } from '../support/rest.ts'
import { type RunningServer, startServer, temporaryHome } from '../support/server.ts'

const place = temporaryHome()
let server: RunningServer
let admin: Browser
let planner: Browser
let rest: Rest

beforeAll(async () => {
  server = await startServer({ home: place.home })
  rest = await restAs(server.url)
  admin = await openBrowser()
  planner = await openBrowser()
  await signIn(planner.page, server.url, await newPerson(rest, 'PLANNER', 'paula'))
  await signIn(admin.page, server.url)
})
afterAll(async () => {
  await admin?.close()
  await planner?.close()
  await server?.stop()
  place.remove()
})

describe('two people at two browsers', () => {
  it('a menu hidden from a role leaves the other’s navigation at once, and comes back', async () => {
    await planner.page.evaluate(() => Object.assign(window, { neverReloaded: true }))
    const menu = planner.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tasks' })
    await menu.waitFor()
    await admin.page.goto(`${server.url}/menu-access`)
    const cell = admin.page.getByRole('checkbox', { name: 'Planner sees Tasks' })
    await cell.click()
    await menu.waitFor({ state: 'detached', timeout: 5000 })
    // What is hidden is no less theirs.
    const tasks = await planner.page.evaluate(async () => (await fetch('/api/trpc/task.list?input=%7B%7D')).status)
    expect(tasks).toBe(200)
    await cell.click()
    await menu.waitFor({ timeout: 5000 })
    const kept = await planner.page.evaluate(() => (window as unknown as { neverReloaded?: boolean }).neverReloaded)
    expect(kept).toBe(true)
    expect([...admin.faults, ...planner.faults]).toEqual([])
  })

  it('somebody new signs in with the password they were given, and chooses their own first', async () => {
    const roles = await rest<{ items: { id: number; code: string }[] }>('GET', '/roles')
    const roleId = roles.body.items.find((role) => role.code === 'PLANNER')?.id
    const made = await rest<{ temporaryPassword: string }>('POST', '/users', { email: 'new@example.com', roleId })
    const browser = await openBrowser()
    try {
      const { page } = browser
      await signInOnly(browser, 'new@example.com', made.body.temporaryPassword)
      await page.getByRole('heading', { name: 'Choose your password' }).waitFor()
      await page.getByLabel('The password you were given').fill(made.body.temporaryPassword)
      await page.getByLabel('Your own password').fill('grey otters swim at noon')
      await page.getByLabel('Once more').fill('grey otters swim at noon')
      await page.getByRole('button', { name: 'Go on' }).click()
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Work orders' }).waitFor()
      expect(browser.faults).toEqual([])
    } finally {
      await browser.close()
    }
  })
})

async function signInOnly({ page }: Browser, username: string, password: string): Promise<void> {
  await page.goto(`${server.url}/sign-in`)
  await page.getByLabel('Username or e-mail').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
