import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServer, type TestServer } from '../testing/server.ts'
import { openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let server: TestServer
let planner: string
let site: string

beforeAll(async () => {
  shop = await openShop()
  site = await mkdtemp(join(tmpdir(), 'framewright-site-'))
  await mkdir(join(site, 'assets'))
  await writeFile(join(site, 'index.html'), '<!doctype html><title>Framewright</title>')
  await writeFile(join(site, 'assets', 'index-abc123.js'), 'export {}')
  server = await openServer(shop, { allowedOrigins: ['https://erp.example.com'] }, site)
  planner = await server.as('PLANNER')
})
afterAll(async () => {
  await server.close()
  await shop.close()
  await rm(site, { recursive: true })
})

const frame = { name: 'Window', material: 'Oak', widthMm: 500, heightMm: 500 }

describe('the server', () => {
  it('tells whether it lives and whether it is ready', async () => {
    expect((await server.send('GET', '/healthz')).body).toEqual({ status: 'ok' })
    expect((await server.send('GET', '/readyz')).body).toEqual({ status: 'ready', database: 'up' })
  })

  it('is not ready while its database lacks what it needs, nor once it is ending', async () => {
    const { prisma } = shop.deps
    await prisma.$executeRaw`UPDATE _prisma_migrations SET rolled_back_at = now()`
    const behind = await server.send('GET', '/readyz')
    expect([behind.status, behind.body]).toEqual([503, { status: 'unavailable', database: 'behind' }])
    await prisma.$executeRaw`UPDATE _prisma_migrations SET rolled_back_at = NULL`
    server.readiness.ending = true
    const ending = await server.send('GET', '/readyz')
    expect([ending.status, ending.body]).toEqual([503, { status: 'ending', database: 'up' }])
    // What comes all the same is answered.
    expect((await server.send('GET', '/healthz')).status).toBe(200)
    server.readiness.ending = false
    expect(server.faults()).toHaveLength(2)
  })

  it('gives its figures, but not through a proxy', async () => {
    expect((await server.send('GET', '/metrics')).body).toContain('http_request_duration_seconds_bucket')
    expect((await server.send('GET', '/metrics', { headers: { 'x-forwarded-for': '1.2.3.4' } })).status).toBe(404)
  })

  it('names every request, by the name it came with where that is a sound one', async () => {
    const { headers } = await server.send('GET', '/healthz', { headers: { 'x-request-id': 'job-7.1' } })
    expect(headers.get('x-request-id')).toBe('job-7.1')
    const other = await server.send('GET', '/healthz', { headers: { 'x-request-id': 'a b' } })
    expect(other.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('protects browsers with its headers', async () => {
    const { headers } = await server.send('GET', '/')
    expect(headers.get('content-security-policy')).toContain("script-src 'self' 'wasm-unsafe-eval';")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
  })

  it('serves the dashboard: hashed files for ever, its page for any screen, and no page for a missing file', async () => {
    const page = await server.send('GET', '/frames/7/edit')
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache'])
    expect(page.body).toContain('<title>Framewright</title>')
    const script = await server.send('GET', '/assets/index-abc123.js')
    expect(script.headers.get('cache-control')).toContain('immutable')
    // What is about pages stays with the page; what keeps a file from being taken for something else goes with it.
    expect(script.headers.get('content-security-policy')).toBeNull()
    expect(script.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await server.send('GET', '/assets/gone.js')).status).toBe(404)
    expect((await server.send('GET', '/assets')).status).not.toBe(500)
    expect((await server.send('GET', '/..%2f..%2fetc/passwd')).body).not.toContain('root:')
  })

  it.each(['/api', '/api/', '/api/nothing', '/api/frames/1/nothing', '/api/trpc', '/api?x'])(
    'answers 404 as JSON to %s',
    async (path) => {
      const { status, body } = await server.send('GET', path)
      expect([status, body.code]).toEqual([404, 'NOT_FOUND'])
    },
  )

  it('publishes the keys its tokens are signed with', async () => {
    const { body } = await server.send('GET', '/.well-known/jwks.json')
    expect(body.keys[0]).toMatchObject({ kty: 'OKP', use: 'sig' })
    expect(body.keys[0]?.d).toBeUndefined()
  })
})

describe('bad requests', () => {
  it.each([
    ['wrong url encoding', '/api/frames/%zz'],
    ['a cut multi-byte character', '/api/frames/%e2%82'],
    ['NUL in a query', '/api/frames?search=%00'],
    ['NUL in a path', '/api/frames/%00'],
    ['a broken RPC input', '/api/trpc/frame.get?input=%7B'],
    ['an RPC input that is no object', '/api/trpc/frame.get?input=7'],
    ['a huge number', '/api/frames/99999999999999999999999'],
    ['a fraction', '/api/frames/1.5'],
    ['prototype keys', '/api/frames?__proto__[x]=1&constructor=2&limit=999'],
    ['a broken cursor', '/api/frames?cursor=%F0%9F%92%A9'],
  ])('are answered 400: %s', async (_what, path) => {
    const answer = await server.send('GET', path, { token: planner })
    expect(answer.status).toBe(400)
    expect(answer.body.code ?? answer.body.error.data.error.code).toBe('INVALID_INPUT')
  })

  it.each([
    ['malformed JSON', '{"name":', 'application/json', 400],
    ['JSON that is no object', '[1]', 'application/json', 400],
    ['JSON text', '"x"', 'application/json', 400],
    ['another type', 'name=x', 'application/x-www-form-urlencoded', 415],
    ['plain text', 'x', 'text/plain', 415],
    ['a nameless type', 'x', 'nonsense', 415],
    ['deep nesting', `{"name":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 'application/json', 400],
    ['too much', `{"name":"${'x'.repeat(1_100_000)}"}`, 'application/json', 413],
    ['a prototype', '{"__proto__":{"name":"x"},"constructor":{"prototype":{}}}', 'application/json', 400],
  ])('are refused by REST and RPC alike: %s', async (_what, body, type, status) => {
    for (const path of ['/api/frames', '/api/trpc/frame.create', '/api/trpc/frame.create?batch=1']) {
      const answer = await server.send('POST', path, { token: planner, body, headers: { 'content-type': type } })
      expect(answer.status).toBe(status)
    }
    expect(server.faults()).toEqual([])
  })

  it('are refused by method with what is possible', async () => {
    const rest = await server.send('DELETE', '/api/frames', { token: planner })
    expect([rest.status, rest.headers.get('allow'), rest.body.code]).toEqual([405, 'GET, POST', 'INVALID_INPUT'])
    expect((await server.send('PUT', '/api/trpc/frame.create', { token: planner, body: {} })).status).toBe(405)
    const mutation = await server.send('GET', '/api/trpc/frame.create', { token: planner })
    expect([mutation.status, mutation.body.error.data.error.code]).toEqual([405, 'INVALID_INPUT'])
  })

  it('are bounded in the number of calls they carry', async () => {
    const calls = (count: number) => `/api/trpc/${Array(count).fill('auth.me').join(',')}?batch=1`
    expect((await server.send('GET', calls(30), { token: planner })).status).toBe(200)
    expect((await server.send('GET', calls(31), { token: planner })).status).toBe(400)
  })

  it('are answered even where they are no HTTP', async () => {
    const { hostname, port } = new URL(server.url)
    const text = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.write('NONSENSE\r\n\r\n'))
      let all = ''
      socket.on('data', (chunk) => {
        all += chunk
      })
      socket.on('close', () => resolve(all))
    })
    expect(text).toContain('400 Bad Request')
    expect(text).toContain('"INVALID_INPUT"')
  })

  it('with a strange host are like any other', async () => {
    const { hostname, port } = new URL(server.url)
    for (const host of ['user:pass@x', 'a b', ':', '[::1']) {
      const status = await new Promise<string>((resolve) => {
        const socket = connect(Number(port), hostname, () =>
          socket.write(`GET /api/trpc/auth.me HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
        )
        socket.once('data', (chunk) => resolve(String(chunk).slice(9, 12)))
      })
      expect(status).toBe('401')
    }
  })

  it('with a bad Idempotency-Key are told so', async () => {
    for (const key of ['x'.repeat(201), 'ümlaut']) {
      const headers = { 'idempotency-key': key }
      const answer = await server.send('POST', '/api/frames', { token: planner, body: frame, headers })
      expect([answer.status, answer.body.details.fields[0]?.path]).toEqual([400, 'Idempotency-Key'])
    }
  })
})

describe('commands over HTTP', () => {
  it('happen once for one Idempotency-Key, by REST and with the first answer', async () => {
    const headers = { 'idempotency-key': 'once' }
    const first = await server.send('POST', '/api/frames', { token: planner, body: frame, headers })
    const again = await server.send('POST', '/api/frames/', { token: planner, body: frame, headers })
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.body).toEqual(first.body)
    const other = await server.send('POST', '/api/frames', { token: planner, body: { ...frame, name: 'B' }, headers })
    expect([other.status, other.body.code]).toEqual([409, 'IDEMPOTENCY_MISMATCH'])
  })

  it('meet the same domain errors by RPC and REST', async () => {
    const token = await server.as('VIEWER')
    const rest = await server.send('POST', '/api/frames', { token, body: frame })
    const rpc = await server.send('POST', '/api/trpc/frame.create', { token, body: frame })
    expect(rest.body).toMatchObject({ code: 'FORBIDDEN', details: { permission: 'frame.write' } })
    expect(rpc.body.error.data.error).toEqual(rest.body)
    expect([rest.status, rpc.status]).toEqual([403, 403])
  })
})
