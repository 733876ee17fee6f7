/**
 * The service worker: keeps the dashboard's own files on the device, so that it opens without a network, and shows what the
 * server pushes. It never touches what `/api` answers: data and presses are the page's to keep, by person.
 *
 * One file without imports; the build takes the types off it and fills in the two names below.
 */
export {}

declare const self: ServiceWorkerGlobalScope
/** A hash of all files of this build. */
declare const BUILD_VERSION: string
/** The build's files: names with a hash in them never change, the page and the rest belong to this version. */
declare const BUILD_FILES: { hashed: string[]; plain: string[] }

const shellName = `shell-${BUILD_VERSION}`
const assetsName = 'assets'
/** Under this name the cache of assets lists those of the version before: a page still open may ask for them. */
const listKey = '/.assets'
const atOnce = 6
/** The page as it is for every screen; what `/` answers with names the scripts of one. */
const page = '/index.html'

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('message', (event) => {
  // The person has agreed to the new version.
  if (event.data === 'takeOver') void self.skipWaiting()
})
self.addEventListener('fetch', (event) => {
  const answer = answerTo(event.request)
  if (answer) event.respondWith(answer)
})

/** Fetches what this version needs and the device has not got. All of it or none: half a dashboard is worse than the old one. */
async function install(): Promise<void> {
  const shell = await caches.open(shellName)
  for (const path of BUILD_FILES.plain) await fetchInto(shell, path, 'reload')
  const assets = await caches.open(assetsName)
  const missing: string[] = []
  for (const path of BUILD_FILES.hashed) if (!(await assets.match(path))) missing.push(path)
  const fetchers = Array.from({ length: atOnce }, async () => {
    for (let path = missing.pop(); path !== undefined; path = missing.pop()) await fetchInto(assets, path, 'default')
  })
  await Promise.all(fetchers)
}

async function fetchInto(cache: Cache, path: string, mode: RequestCache): Promise<void> {
  const answer = await fetch(path, { cache: mode, credentials: 'same-origin' })
  if (!answer.ok || answer.redirected) throw new Error(`${path} is not there (${answer.status}).`)
  await cache.put(path, answer)
}

/** Drops older shells, and the assets that neither this version nor the one before it has. */
async function activate(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith('shell-') && name !== shellName) await caches.delete(name)
  }
  const assets = await caches.open(assetsName)
  const before = ((await (await assets.match(listKey))?.json()) ?? []) as string[]
  const keep = new Set([...BUILD_FILES.hashed, ...before, listKey])
  for (const { url } of await assets.keys()) {
    if (!keep.has(new URL(url).pathname)) await assets.delete(url)
  }
  await assets.put(listKey, Response.json(BUILD_FILES.hashed))
  await self.clients.claim()
}

/** Not ours to answer: the API and what else the server itself says. */
const isServers = (path: string) => /^\/(api|healthz|readyz|metrics|\.well-known|sw\.js)(\/|$)/.test(path)

function answerTo(request: Request): Promise<Response> | undefined {
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || isServers(pathname)) return undefined
  if (request.mode === 'navigate') return pathname.includes('.') ? undefined : kept(page, request)
  if (pathname.startsWith('/assets/') || BUILD_FILES.plain.includes(pathname)) return kept(pathname, request)
  return undefined
}

async function kept(path: string, request: Request): Promise<Response> {
  const name = path.startsWith('/assets/') ? assetsName : shellName
  // The server answers compressed or not as asked; a page's request and ours for it differ in that alone.
  const found = await (await caches.open(name)).match(path, { ignoreVary: true })
  return found ?? fetch(request)
}

/** What the server pushes: a sentence, what it is about, and where it leads. */
interface Pushed {
  title: string
  body: string
  path: string
  /** A later one about the same replaces it. */
  tag: string
}

self.addEventListener('push', (event) => {
  const pushed = read(event.data)
  if (!pushed) return
  const { title, body, path, tag } = pushed
  event.waitUntil(
    self.registration.showNotification(title, {
      body,
      tag,
      icon: '/icons/icon-192.png',
      badge: '/icons/badge-96.png',
      data: { path },
    }),
  )
})

function read(data: PushMessageData | null): Pushed | undefined {
  try {
    const said = data?.json() as Partial<Pushed> | undefined
    if (typeof said?.title !== 'string') return undefined
    // Only a place of this dashboard: never another site's.
    const path = typeof said.path === 'string' && /^\/(?!\/)/.test(said.path) ? said.path : '/'
    return { title: said.title, body: String(said.body ?? ''), path, tag: String(said.tag ?? said.title) }
  } catch {
    return undefined
  }
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { path } = event.notification.data as { path: string }
  event.waitUntil(open(path))
})

/** Brings the dashboard to the front, at that page. */
async function open(path: string): Promise<void> {
  const [client] = await self.clients.matchAll({ type: 'window', includeUncontrolled: false })
  if (client) {
    client.postMessage({ open: path })
    await client.focus()
  } else {
    await self.clients.openWindow(path)
  }
}
