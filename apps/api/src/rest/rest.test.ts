import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { numbered } from '../testing/numbered.ts'
import { openServer, type TestServer } from '../testing/server.ts'
import { openShop, type Shop } from '../testing/shop.ts'
import { restRoutes } from './routes.ts'

let shop: Shop
let server: TestServer
let admin: string
let nobody: string

beforeAll(async () => {
  shop = await openShop()
  server = await openServer(shop)
  admin = await server.as('SUPERADMIN')
  await shop.deps.prisma.role.create({ data: { code: 'NOBODY', name: 'Nobody', permissions: [] } })
  nobody = await server.as('NOBODY')
})
afterAll(async () => {
  await server.close()
  await shop.close()
})

const routes = restRoutes()
const named = (list: typeof routes) => list.map((route) => [`${route.method} ${route.path}`, route] as const)
const url = (path: string, id = '2000000000') => `/api${path.replaceAll(/\{\w+\}/g, id)}`
const bodyFor = (method: string) => (method === 'GET' || method === 'DELETE' ? {} : { body: {} })

describe('every route', () => {
  const guarded = routes.filter((route) => route.meta.permission !== 'public')
  it.each(named(guarded))('%s is 401 without a token', async (_name, { method, path }) => {
    const answer = await server.send(method, url(path), bodyFor(method))
    expect([answer.status, answer.body]).toEqual([
      401,
      { code: 'UNAUTHENTICATED', message: expect.any(String), details: {} },
    ])
  })

  const withPermission = guarded.filter((route) => route.meta.permission !== 'signedIn')
  it.each(named(withPermission))('%s is 403 for whoever does not hold its permission', async (_name, route) => {
    const answer = await server.send(route.method, url(route.path), { token: nobody, ...bodyFor(route.method) })
    expect([answer.status, answer.body.code]).toEqual([403, 'FORBIDDEN'])
    expect([route.meta.permission].flat()).toContain(answer.body.details.permission)
  })

  const byId = routes.filter((route) => route.pathParams.includes('id'))
  it.each(named(byId))('%s names the id when it is none', async (_name, { method, path }) => {
    const answer = await server.send(method, url(path, 'x'), { token: admin, ...bodyFor(method) })
    expect([answer.status, answer.body.code]).toEqual([400, 'INVALID_INPUT'])
    expect(answer.body.details.fields.map((field) => field.path)).toContain('id')
  })

  const readById = byId.filter((route) => route.meta.kind === 'query')
  it.each(named(readById))('%s is 404 for what is not there', async (_name, { method, path }) => {
    const answer = await server.send(method, url(path), { token: admin })
    expect([answer.status, answer.body.code]).toEqual([404, 'NOT_FOUND'])
  })

  // What looks for one thing answers 404 where there is none.
  const sought = (path: string) => (path.endsWith('/outstanding') ? '?salesOrderId=99999999' : '?code=none')
  const finds = routes.filter((route) => /\/(find|outstanding)$/.test(route.path))
  it.each(named(finds))('%s is 404 for what is not there', async (_name, { method, path }) => {
    const answer = await server.send(method, `${url(path)}${sought(path)}`, { token: admin })
    expect([answer.status, answer.body.code]).toEqual([404, 'NOT_FOUND'])
  })

  const lists = routes.filter(
    (route) =>
      route.method === 'GET' && route.pathParams.length === 0 && !route.meta.produces && !finds.includes(route),
  )
  const period = '?from=2026-01-01&to=2026-01-31'
  const needed: Record<string, string> = {
    '/inventory/stock-as-of': '?at=2026-01-01T00:00:00Z',
    ...Object.fromEntries(
      ['sales', 'purchasing', 'production', 'stock', 'quality'].map((kind) => [`/reports/${kind}`, period]),
    ),
  }
  it.each(named(lists))('%s answers somebody who may, with and without a slash', async (_name, { path }) => {
    const [plain, slash] = await Promise.all(
      ['', '/'].map((end) => server.send('GET', url(path) + end + (needed[path] ?? ''), { token: admin })),
    )
    expect([plain?.status, slash?.status]).toEqual([200, 200])
  })

  it('leaves no fault behind', () => {
    expect(server.faults()).toEqual([])
  })
})

describe('REST', () => {
  it('creates, reads, changes and lists', async () => {
    const created = await server.send('POST', '/api/frames', {
      token: admin,
      body: { name: 'Fan', material: 'Oak', widthMm: 600, heightMm: 800, unitPrice: 99.5, openingStock: 2 },
    })
    expect([created.status, created.body.unitPrice, created.body.stock.available]).toEqual([201, '99.50', '2'])
    const path = `/api/frames/${created.body.id}`
    // The path's id counts, whatever the body says.
    const changed = await server.send('PATCH', path, { token: admin, body: { id: 999, name: 'Fanlight' } })
    expect([changed.status, changed.body.id, changed.body.name]).toEqual([200, created.body.id, 'Fanlight'])
    expect((await server.send('GET', path, { token: admin })).body).toEqual(changed.body)
    const list = await server.send('GET', '/api/frames?search=fan&limit=1&active=true&minWidthMm=600&sort=-widthMm', {
      token: admin,
    })
    expect(list.body.items).toHaveLength(1)
    expect(list.body.nextCursor).toBeNull()
    const conflict = await server.send('PATCH', path, { token: admin, body: { version: 1, name: 'Late' } })
    expect([conflict.status, conflict.body.code]).toEqual([409, 'VERSION_CONFLICT'])
  })

  it('reads arrays by repetition and by commas, and booleans as words or digits', async () => {
    const query = (text: string) => server.send('GET', `/api/purchase-orders?${text}`, { token: admin })
    for (const text of [
      'status=PENDING&status=CANCELLED',
      'status=PENDING,CANCELLED',
      'late=1',
      'late=false',
      'late=',
    ]) {
      expect((await query(text)).status).toBe(200)
    }
    const wrong = await query('status=PENDING,NONE&late=perhaps')
    expect(wrong.body.details.fields.map((field) => field.path)).toEqual(['status.1', 'late'])
  })

  it('takes an action without a body', async () => {
    const order = await server.send('POST', '/api/purchase-orders', {
      token: admin,
      body: { supplierName: 'Glass & Co', lines: [{ itemName: 'Pane', quantity: 2, unitPrice: '10.00' }] },
    })
    expect([order.status, order.body.totalAmount]).toEqual([201, '20.00'])
    const path = `/api/purchase-orders/${order.body.id}/cancel`
    const cancelled = await server.send('POST', path, { token: admin })
    expect([cancelled.status, cancelled.body.status]).toEqual([200, 'CANCELLED'])
    const again = await server.send('POST', path, { token: admin, headers: { 'content-type': 'application/json' } })
    expect([again.status, again.body.code, again.body.details.allowed]).toEqual([409, 'WRONG_STATE', []])
  })

  it('exports CSV as a file', async () => {
    const { status, headers, body } = await server.send('GET', '/api/purchase-orders/export', { token: admin })
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="purchase-orders-\d{4}-\d\d-\d\d\.csv"$/)
    expect(body).toContain('Glass & Co')
    const refused = await server.send('GET', '/api/purchase-orders/export?status=NONE', { token: admin })
    expect([refused.status, refused.body.code]).toEqual([400, 'INVALID_INPUT'])
  })

  it('takes an API key, within its scopes', async () => {
    const key = await server.send('POST', '/api/api-keys', {
      token: admin,
      body: { name: 'Shop window', scopes: ['frame.read'] },
    })
    expect(key.status).toBe(201)
    const headers = { 'x-api-key': key.body.key }
    expect((await server.send('GET', '/api/frames', { headers })).status).toBe(200)
    expect((await server.send('GET', '/api/suppliers', { headers })).status).toBe(403)
    expect((await server.send('GET', '/api/frames', { headers: { 'x-api-key': 'fwk_wrong' } })).status).toBe(401)
    // The same as a bearer, for clients that know no other way.
    expect((await server.send('GET', '/api/frames', { token: key.body.key })).status).toBe(200)
    expect((await server.send('GET', '/api/users', { token: key.body.key })).status).toBe(403)
    expect((await server.send('GET', '/api/frames', { token: `fwk_${'A'.repeat(43)}` })).status).toBe(401)
  })
})

describe('the event stream', () => {
  /** Reads the stream until so many events have come, or it ends. */
  async function read(count: number, headers: Record<string, string>, meanwhile?: () => Promise<unknown>) {
    const controller = new AbortController()
    const response = await fetch(`${server.url}/api/live/events`, {
      headers: { authorization: `Bearer ${admin}`, ...headers },
      signal: controller.signal,
    })
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    let text = ''
    void meanwhile?.()
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += new TextDecoder().decode(chunk)
      if ((text.match(/^id: /gm)?.length ?? 0) >= count) break
    }
    controller.abort()
    return [...text.matchAll(/^id: (\d+)\nevent: (\S+)\ndata: (.+)$/gm)].slice(0, count).map(([, id, event, data]) => ({
      id: Number(id),
      event,
      data: JSON.parse(data ?? ''),
    }))
  }

  it('gives what happens, and what happened behind the last id', async () => {
    // What was written before has its place in the stream, so that only what comes now is new.
    await numbered(shop.deps)
    const frame = { name: 'Heard', material: 'Oak', widthMm: 500, heightMm: 500 }
    const [event] = await read(1, {}, () => server.send('POST', '/api/frames', { token: admin, body: frame }))
    expect(event).toMatchObject({ event: 'frame.created', data: { entity: 'frame', payload: { name: 'Heard' } } })
    const all = await read(3, { 'last-event-id': '0' })
    expect(all.map(({ id }) => id)).toEqual([1, 2, 3])
    const rest = await read(2, { 'last-event-id': '1' })
    expect(rest).toEqual(all.slice(1))
  })

  it('refuses an id that is none', async () => {
    const answer = await server.send('GET', '/api/live/events?lastEventId=x', { token: admin })
    expect([answer.status, answer.body.code]).toEqual([400, 'INVALID_INPUT'])
  })
})
