import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goodPassword, signUp } from '../testing/people.ts'
import { openServer, type TestServer } from '../testing/server.ts'
import { openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let server: TestServer
const lines: string[] = []
beforeAll(async () => {
  shop = await openShop()
  const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  server = await openServer(shop, {}, '/nonexistent', logger)
})
afterAll(async () => {
  await server.close()
  await shop.close()
})

const entries = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>)

describe('the log', () => {
  it('holds no password, token, key or cookie, whatever the requests did, at its most talkative', async () => {
    const { username, userId } = await signUp(shop, 'ADMIN')
    const typo = 'my-secret-typed-as-a-name'
    const send = (path: string, body: unknown, headers = {}) => server.send('POST', path, { body, headers })
    const login = (await send('/api/auth/login', { username, password: goodPassword })).body as unknown as {
      accessToken: string
      refreshToken: string
    }
    await send('/api/auth/login', { username: typo, password: 'wrong-but-secret' })
    await send('/api/auth/login', '{"username":"x","password":"cut-off-secr')
    const ours = { 'x-framewright-client': 'web' }
    const browser = await send('/api/trpc/auth.signIn', { username, password: goodPassword }, ours)
    const cookies = browser.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '')
    await server.send('GET', '/api/trpc/auth.me', { headers: { cookie: cookies.join('; ') } })
    const token = await server.token({ ...(await shop.person('ADMIN')), userId })
    const made = await server.send('POST', '/api/api-keys', { token, body: { name: 'k', scopes: ['frame.read'] } })
    await server.send('GET', '/api/frames', { headers: { 'x-api-key': made.body.key } })
    await server.send('GET', `/api/frames?search=${typo}&token=${login.accessToken}`, { token: login.accessToken })
    await server.send('GET', '/api/frames', { token: `${login.accessToken}tampered` })
    await send('/api/auth/refresh', { refreshToken: login.refreshToken })
    await send('/api/auth/refresh', { refreshToken: login.refreshToken })
    await send(
      '/api/users',
      { email: 'new@example.com', roleId: 1, password: 'a given password' },
      { authorization: `Bearer ${token}` },
    )

    const log = lines.join('')
    expect(entries().filter(({ msg }) => msg === 'request').length).toBeGreaterThan(10)
    const values = [goodPassword, typo, 'wrong-but-secret', 'cut-off-secr', 'a given password', made.body.key]
    const secrets = [
      ...values,
      login.accessToken,
      login.refreshToken,
      ...cookies.map((cookie) => cookie.split('=')[1] ?? ''),
    ]
    expect(secrets.every((secret) => secret.length > 8)).toBe(true)
    for (const secret of secrets) expect(log).not.toContain(secret)
    // Not even the signature of a token, by which a part of it could be told.
    expect(log).not.toContain(login.accessToken.split('.')[2])
  })

  it('says of each request who asked for what, from where, and how it ended', async () => {
    lines.length = 0
    const caller = await shop.person('VIEWER')
    const token = await server.token(caller)
    const answer = await server.send('POST', '/api/frames?quiet=1', { token, body: {} })
    expect(entries()).toEqual([
      expect.objectContaining({
        reqId: answer.headers.get('x-request-id'),
        method: 'POST',
        path: '/api/frames',
        status: 403,
        user: caller.userId,
        address: '127.0.0.1',
        msg: 'request',
      }),
    ])
  })

  it('cannot be written to by whoever chooses a path or a header', async () => {
    lines.length = 0
    await server.send('GET', '/api/%0a%7B%22level%22:60%7D', { headers: { 'x-request-id': 'a\tb' } })
    expect(lines).toHaveLength(1)
    expect(lines[0]?.trim().split('\n')).toHaveLength(1)
  })
})
