import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser, type Page, signIn } from '../support/browser.ts'
import { openPushService, type PushService, type Told } from '../support/push-service.ts'
import { newPerson, type Rest, restAs } from '../support/rest.ts'
import { type RunningServer, startServer, temporaryHome } from '../support/server.ts'

const place = temporaryHome()
let server: RunningServer
let pushes: PushService
let browser: Browser
let rest: Rest
let personId: number
let frameId: number

beforeAll(async () => {
  server = await startServer({ home: place.home, env: { FRAMEWRIGHT_PUSH_LOCAL: 'true' } })
  pushes = await openPushService()
  rest = await restAs(server.url)
  frameId = (
    await rest<{ id: number }>('POST', '/frames', {
      ...{ name: 'Told window', material: 'Oak', widthMm: 900, heightMm: 1200, stages: ['ASSEMBLY'] },
    })
  ).body.id
  // Somebody who makes, plans and inspects: each kind of news is theirs.
  const { body: roles } = await rest<{ items: { code: string; permissions: string[] }[] }>('GET', '/roles')
  const trades = roles.items.filter(({ code }) => ['ASSEMBLER', 'PLANNER', 'QC'].includes(code))
  await rest('POST', '/roles', {
    ...{ code: 'ALLROUND', name: 'All round' },
    permissions: [...new Set(trades.flatMap(({ permissions }) => permissions))],
  })
  const person = await newPerson(rest, 'ALLROUND', 'ada')
  personId = person.id
  browser = await openBrowser({ size: 'phone', worker: true })
  await browser.context.addInitScript(standIn, { ...pushes.subscription })
  await signIn(browser.page, server.url, person)
})
afterAll(async () => {
  await browser?.close()
  await pushes?.close()
  await server?.stop()
  place.remove()
})

/** In the page: what the browser's own push service would answer, which a browser without a network has not got. */
function standIn({ endpoint, keys }: PushService['subscription']): void {
  const kept = 'stand-in for the push service'
  const subscription = () => {
    const key = localStorage.getItem(kept)
    if (key === null) return null
    return {
      endpoint,
      options: { applicationServerKey: Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0)).buffer },
      toJSON: () => ({ endpoint, keys }),
      unsubscribe: async () => {
        localStorage.removeItem(kept)
        return true
      },
    }
  }
  Object.assign(PushManager.prototype, {
    getSubscription: async () => subscription(),
    async subscribe({
      userVisibleOnly,
      applicationServerKey,
    }: {
      userVisibleOnly: boolean
      applicationServerKey: string
    }) {
      if (!userVisibleOnly || Notification.permission !== 'granted') throw new DOMException('No', 'NotAllowedError')
      const text = applicationServerKey.replaceAll('-', '+').replaceAll('_', '/')
      if (atob(text).length !== 65) throw new DOMException('No key', 'InvalidAccessError')
      localStorage.setItem(kept, text)
      return subscription()
    },
  })
}

/** Hands a message to the worker as the browser does when one has come. */
async function deliver(page: Page, text: string): Promise<void> {
  // What is handed over while there is no active worker is dropped without a word.
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    while (active?.state !== 'activated') await new Promise((later) => setTimeout(later, 50))
  })
  const devtools = await browser.context.newCDPSession(page)
  const registered = new Promise<string>((found) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [one] = registrations.filter(({ isDeleted }) => !isDeleted)
      if (one) found(one.registrationId)
    })
  })
  await devtools.send('ServiceWorker.enable')
  const registrationId = await registered
  await devtools.send('ServiceWorker.deliverPushMessage', { origin: server.url, registrationId, data: text })
}

/** Hands it over, again where nothing has come of it in a while, until it is shown: what is shown of it then. */
async function deliverUntilShown(page: Page, { text, told }: Pushed): Promise<Shown[]> {
  const before = await shownAt(page, told)
  for (let attempt = 0; attempt < 5; attempt++) {
    await deliver(page, text)
    for (let look = 0; look < 30; look++) {
      if ((await shownAt(page, told)) > before) return shown(page, told)
      await page.waitForTimeout(200)
    }
  }
  return []
}

type Pushed = Awaited<ReturnType<PushService['next']>>
interface Shown extends Told {
  icon: string
}
/** The notifications there are of one message. */
const shown = (page: Page, { tag }: Told) =>
  page.evaluate(async (tag) => {
    const registration = await navigator.serviceWorker.ready
    return (await registration.getNotifications({ tag })).map(
      ({ title, body, tag, data, icon }): Shown => ({ title, body, tag, path: data.path, icon }),
    )
  }, tag)
/** When the latest of them was shown, in milliseconds of the browser's clock; 0 where there is none. */
const shownAt = (page: Page, { tag }: Told) =>
  page.evaluate(async (tag) => {
    const registration = await navigator.serviceWorker.ready
    const all = (await registration.getNotifications({ tag })) as (Notification & { timestamp: number })[]
    return Math.max(0, ...all.map(({ timestamp }) => timestamp))
  }, tag)

/**
 * Presses the notification of a message, in the worker. No protocol presses what lies outside the page: the event is made by
 * hand, and so the browser lets nothing come to the front for it.
 * @returns the windows that would have been opened.
 */
async function press({ tag }: Told): Promise<string[]> {
  const [worker] = browser.context.serviceWorkers()
  if (worker === undefined) throw new Error('There is no worker')
  return worker.evaluate(async (tag) => {
    const scope = self as unknown as {
      registration: ServiceWorkerRegistration
      clients: object
      NotificationEvent: new (type: string, init: object) => Event
    }
    const opened: string[] = []
    Object.defineProperty(scope.clients, 'openWindow', {
      configurable: true,
      value: async (path: string) => opened.push(path),
    })
    const [notification] = await scope.registration.getNotifications({ tag })
    const event = new scope.NotificationEvent('notificationclick', { notification })
    const work: Promise<unknown>[] = []
    Object.defineProperty(event, 'waitUntil', { value: (one: Promise<unknown>) => work.push(one) })
    self.dispatchEvent(event)
    await Promise.allSettled(work)
    return opened
  }, tag)
}

/** How many windows the worker knows of: it hears of one that is left a while later. */
async function openWindows(): Promise<number> {
  const [worker] = browser.context.serviceWorkers()
  const count = worker?.evaluate(async () => {
    const { clients } = self as unknown as { clients: { matchAll(which: object): Promise<unknown[]> } }
    return (await clients.matchAll({ type: 'window', includeUncontrolled: true })).length
  })
  return (await count) ?? -1
}

const notice = (page: Page) => page.getByRole('checkbox', { name: 'Work given to me' })

describe('notifications', () => {
  it('are said to be blocked where they are, and offered as soon as they are not', async () => {
    const { page, context } = browser
    const devtools = await context.newCDPSession(page)
    const permission = { name: 'notifications' }
    await devtools.send('Browser.setPermission', { origin: server.url, permission, setting: 'denied' })
    await page.goto(`${server.url}/profile`)
    await page.getByText('Notifications are blocked').waitFor()
    expect(await notice(page).count()).toBe(0)
    await context.grantPermissions(['notifications'], { origin: server.url })
    await notice(page).waitFor()
    expect(await page.getByText('Notifications are blocked').count()).toBe(0)
  })

  it('are switched on for this device, of what one has chosen', async () => {
    const { page } = browser
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await page.getByRole('button', { name: 'Notify this device' }).click()
    await page.getByText('This device is notified from now on').waitFor()
    const section = page.getByRole('region', { name: 'Notifications' })
    await section.getByText('This one').waitFor()
    await page.reload()
    await section.getByRole('button', { name: 'Save' }).waitFor()
    await section.getByText('This one').waitFor()
  })

  it('show work given to one, and a press leads to it', async () => {
    const { page } = browser
    const task = await rest<{ id: number }>('POST', '/assembly', { frameId, userId: personId, quantity: 2 })
    const pushed = await pushes.next()
    const { told } = pushed
    expect(told).toMatchObject({
      title: 'A task for you',
      body: 'Assemble 2 × Told window',
      path: `/bench?task=${task.body.id}`,
    })
    expect(await deliverUntilShown(page, pushed)).toEqual([{ ...told, icon: `${server.url}/icons/icon-192.png` }])
    // The same once more, as after a crash of the sender, is still one.
    expect(await deliverUntilShown(page, pushed)).toHaveLength(1)
    expect(await press(told)).toEqual([])
    await page.waitForURL(`${server.url}/bench?task=${task.body.id}`)
    await page.getByText('Told window').first().waitFor()
    expect(await shown(page, told)).toEqual([])
  })

  it('show a work order given to one, and a press leads to that', async () => {
    const { page } = browser
    const order = await rest<{ id: number; number: string }>('POST', '/work-orders', {
      ...{ frameId, description: 'Corner house', assignedToId: personId },
    })
    const pushed = await pushes.next()
    const { told } = pushed
    expect(told).toMatchObject({ title: 'A work order for you', body: order.body.number })
    expect(await deliverUntilShown(page, pushed)).toHaveLength(1)
    await press(told)
    await page.getByRole('heading', { name: order.body.number }).waitFor()
  })

  it('show an inspection that waits, and open a window where none is', async () => {
    const { page } = browser
    await rest('POST', '/qc/plans', {
      ...{ name: 'Looks', type: 'INCOMING', itemId: frameId, sampling: 'ALL' },
      characteristics: [{ name: 'Clean', kind: 'PASS_FAIL' }],
    })
    const made = await rest<{ id: number; number: string }>('POST', '/qc/inspections', {
      ...{ type: 'INCOMING', itemId: frameId, quantity: '1' },
    })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    const pushed = await pushes.next()
    const { told } = pushed
    expect(told).toMatchObject({ title: 'An inspection waits', path: `/inspect?id=${made.body.id}` })
    expect(told.body).toContain(made.body.number)
    expect(await deliverUntilShown(page, pushed)).toHaveLength(1)
    await page.goto('about:blank')
    await expect.poll(openWindows).toBe(0)
    expect(await press(told)).toEqual([told.path])
    await page.goto(`${server.url}${told.path}`)
    await page.getByText(`${made.body.number}, Told window`).waitFor()
    await page.getByRole('heading', { name: 'Clean' }).waitFor()
  })

  it('show once that a sales order is short, however often its confirmation is tried', async () => {
    const { page } = browser
    const customer = await rest<{ id: number }>('POST', '/inventory/customers', { name: 'Waits' })
    const order = await rest<{ id: number; number: string }>('POST', '/sales/orders', {
      customerId: customer.body.id,
      lines: [{ itemId: frameId, quantity: 4, unitPrice: '300' }],
    })
    for (let tries = 0; tries < 3; tries++) {
      expect((await rest('POST', `/sales/orders/${order.body.id}/confirm`)).status).toBe(409)
    }
    const pushed = await pushes.next()
    const { told } = pushed
    expect(told).toMatchObject({ title: `${order.body.number} is short`, body: 'Told window' })
    expect(await deliverUntilShown(page, pushed)).toHaveLength(1)
    await press(told)
    // What the planner does about it: all four would have to be made.
    await page.waitForURL(`${server.url}/production-orders/plan?salesOrderId=${order.body.id}`)
    await page.getByRole('heading', { name: 'Plan production' }).waitFor()
    // The next news is another: nothing was said twice.
    const task = await rest<{ id: number }>('POST', '/assembly', { frameId, userId: personId })
    expect((await pushes.next()).told.path).toBe(`/bench?task=${task.body.id}`)
    expect(pushes.waiting()).toBe(0)
  })

  it('end where one signs out', async () => {
    const { page } = browser
    await page.goto(`${server.url}/profile`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL(/sign-in/)
    await expect.poll(() => page.evaluate(() => localStorage.getItem('stand-in for the push service'))).toBeNull()
    expect(browser.faults).toEqual([])
  })

  it('are not offered by a browser that has none', async () => {
    const old = await openBrowser()
    try {
      await old.context.addInitScript(() => {
        Reflect.deleteProperty(window, 'PushManager')
      })
      await signIn(old.page, server.url)
      await old.page.goto(`${server.url}/profile`)
      await old.page.getByText('This browser cannot be notified.').waitFor()
      expect(await notice(old.page).count()).toBe(0)
      expect(old.faults).toEqual([])
    } finally {
      await old.close()
    }
  })
})
