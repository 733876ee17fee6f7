import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServer, type TestServer } from '../testing/server.ts'
import { openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let server: TestServer

const password = 'correct horse battery'
const ours = { 'x-framewright-client': 'web' }

beforeAll(async () => {
  shop = await openShop()
  server = await openServer(shop, { allowedOrigins: ['https://erp.example.com'], secureCookies: true })
  await shop.as(null).auth.register({ username: 'ann', email: 'ann@example.com', password })
})
afterAll(async () => {
  await server.close()
  await shop.close()
})

/** Signs in as a browser does, and gives the cookies it would send from then on, by name. */
async function signIn() {
  const answer = await server.send('POST', '/api/trpc/auth.signIn', {
    body: { username: 'ann', password },
    headers: ours,
  })
  const lines = answer.headers.getSetCookie()
  const jar = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(0, line.indexOf(';'))]),
  )
  return { answer, lines, jar }
}

const changeName = (headers: Record<string, string>) =>
  server.send('POST', '/api/trpc/auth.updateMe', { body: { firstName: 'Ann' }, headers })

describe('a browser', () => {
  it('gets its tokens in cookies no script can read, and none in the answer', async () => {
    const { answer, lines } = await signIn()
    expect(answer.status).toBe(200)
    expect(JSON.stringify(answer.body)).not.toContain('efreshToken')
    expect(lines).toHaveLength(2)
    for (const line of lines) expect(line).toMatch(/HttpOnly; Secure; SameSite=Strict/)
    expect(lines.find((line) => line.startsWith('__Host-fw_access='))).toContain('Path=/;')
    expect(lines.find((line) => line.startsWith('__Host-fw_refresh='))).toContain('Path=/;')
  })

  it('reads with its cookie, by RPC and REST', async () => {
    const { jar } = await signIn()
    const headers = { cookie: jar['__Host-fw_access'] ?? '' }
    expect((await server.send('GET', '/api/trpc/auth.me', { headers })).status).toBe(200)
    expect((await server.send('GET', '/api/users/me', { headers })).body).toMatchObject({ username: 'ann' })
  })

  it('changes something only from our own pages', async () => {
    const { jar } = await signIn()
    const cookie = jar['__Host-fw_access'] ?? ''
    const { host } = new URL(server.url)
    const status = async (headers: Record<string, string>) => (await changeName({ cookie, ...headers })).status
    expect(await status({})).toBe(403)
    expect(await status({ ...ours, origin: 'https://evil.example' })).toBe(403)
    expect(await status({ ...ours, origin: 'null' })).toBe(403)
    expect(await status({ ...ours, origin: `http://${host}.evil.example` })).toBe(403)
    expect(await status({ ...ours, origin: `http://${host}` })).toBe(200)
    expect(await status({ ...ours, origin: 'https://erp.example.com' })).toBe(200)
    expect(await status(ours)).toBe(200)
  })

  it('changes nothing as another person than its page means', async () => {
    const { jar } = await signIn()
    const cookie = jar['__Host-fw_access'] ?? ''
    const origin = new URL(server.url).origin
    const { userId } = await shop.person('VIEWER')
    const me = (await server.send('GET', '/api/users/me', { headers: { cookie } })).body as { id: number }
    const change = async (id: number) =>
      (await changeName({ cookie, origin, ...ours, 'x-framewright-person': String(id) })).status
    expect([await change(userId), await change(me.id)]).toEqual([401, 200])
  })

  it('cannot be signed in from another site', async () => {
    const headers = { ...ours, origin: 'https://evil.example' }
    const answer = await server.send('POST', '/api/trpc/auth.signIn', { body: { username: 'ann', password }, headers })
    expect(answer.status).toBe(400)
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  it('renews its session with the other cookie, and loses both when it signs out', async () => {
    const { jar } = await signIn()
    const renewed = await server.send('POST', '/api/trpc/auth.renew', {
      headers: { ...ours, 'content-type': 'application/json', cookie: jar['__Host-fw_refresh'] ?? '' },
    })
    expect(renewed.status).toBe(200)
    const next = renewed.headers.getSetCookie().map((line) => line.slice(0, line.indexOf(';')))
    expect(next).toHaveLength(2)
    const cookie = next.join('; ')
    const out = await server.send('POST', '/api/trpc/auth.logout', { body: {}, headers: { ...ours, cookie } })
    expect(out.status).toBe(200)
    for (const line of out.headers.getSetCookie()) expect(line).toContain('Expires=Thu, 01 Jan 1970')
    expect((await server.send('GET', '/api/trpc/auth.me', { headers: { cookie } })).status).toBe(401)
  })

  it('is told by CORS whether its origin may call', async () => {
    const preflight = (origin: string) =>
      server.send('OPTIONS', '/api/frames', { headers: { origin, 'access-control-request-method': 'POST' } })
    const allowed = await preflight('https://erp.example.com')
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://erp.example.com')
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
  })
})
