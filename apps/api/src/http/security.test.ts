import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServer, type TestServer } from '../testing/server.ts'
import { openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
/** As it comes, and as behind one proxy that ends TLS. */
let plain: TestServer
let behindTls: TestServer

beforeAll(async () => {
  shop = await openShop()
  plain = await openServer(shop)
  behindTls = await openServer(shop, { secureCookies: true, trustProxy: 1 })
})
afterAll(async () => {
  await plain.close()
  await behindTls.close()
  await shop.close()
})

/** What comes back for bytes as they are, each answer's status. */
async function raw(text: string): Promise<string[]> {
  const { hostname, port } = new URL(plain.url)
  const answer = await new Promise<string>((resolve) => {
    let all = ''
    const socket = connect(Number(port), hostname, () => socket.write(text))
    socket.setTimeout(1_500, () => socket.destroy())
    socket.on('data', (chunk) => {
      all += chunk
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(all))
  })
  return [...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status = '']) => status)
}

describe('every answer', () => {
  it.each(['/', '/healthz', '/api/nothing', '/api/frames', '/api/trpc/auth.me', '/api/docs'])(
    'carries the headers that keep browsers safe: %s',
    async (path) => {
      const { headers } = await plain.send('GET', path)
      const policy = headers.get('content-security-policy') ?? ''
      for (const part of ["default-src 'self'", "script-src 'self'", "object-src 'none'", "base-uri 'none'"])
        expect(policy).toContain(part)
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toContain("form-action 'self'")
      expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(headers.get('permissions-policy')).toMatch(/camera=\(self\).*geolocation=\(\).*microphone=\(\)/)
      expect(headers.get('x-powered-by')).toBeNull()
      expect(headers.get('server')).toBeNull()
    },
  )

  it('promises HTTPS for a year only where HTTPS is', async () => {
    expect((await plain.send('GET', '/healthz')).headers.get('strict-transport-security')).toBeNull()
    expect((await behindTls.send('GET', '/healthz')).headers.get('strict-transport-security')).toBe('max-age=31536000')
  })

  it('of the API is kept by nobody on the way', async () => {
    const token = await plain.as('VIEWER')
    for (const path of ['/api/users/me', '/api/trpc/auth.me', '/api/frames', '/api/frames/999999']) {
      const { headers } = await plain.send('GET', path, { token })
      expect([path, headers.get('cache-control')]).toEqual([path, 'no-store'])
    }
  })

  it('says which type it is', async () => {
    const token = await plain.as('VIEWER')
    expect((await plain.send('GET', '/api/frames', { token })).headers.get('content-type')).toMatch(
      /^application\/json/,
    )
    expect((await plain.send('GET', '/api/frames')).headers.get('content-type')).toMatch(/^application\/json/)
  })

  it('is for no other site, unless the configuration names it', async () => {
    const { headers } = await plain.send('GET', '/api/frames', { headers: { origin: 'https://evil.example' } })
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('access-control-allow-credentials')).toBeNull()
  })
})

describe('a request', () => {
  it('names its own address only as far as the proxies of the configuration say so', async () => {
    const seen = async (server: TestServer, forwarded: string) => {
      const { userId } = await shop.person('VIEWER')
      const person = await shop.deps.prisma.user.findUniqueOrThrow({ where: { id: userId } })
      await server.send('POST', '/api/auth/login', {
        body: { username: person.username, password: 'wrong' },
        headers: { 'x-forwarded-for': forwarded },
      })
      return Number(await shop.deps.prisma.loginThrottle.count({ where: { key: { startsWith: 'address:' } } }))
    }
    await shop.deps.prisma.loginThrottle.deleteMany()
    // However the client calls itself, it is counted as one.
    for (const invented of ['1.1.1.1', '2.2.2.2', '3.3.3.3']) expect(await seen(plain, invented)).toBe(1)
    for (const invented of ['1.1.1.1', '2.2.2.2']) expect(await seen(behindTls, `${invented}, 9.9.9.9`)).toBe(2)
  })

  it('that two servers could read differently is refused, and its connection closed', async () => {
    const head = 'POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n'
    const smuggled = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'
    expect(await raw(`${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`)).toEqual([
      '400',
    ])
    expect(await raw(`${head}Content-Length: 2\r\nContent-Length: 4\r\n\r\n{}${smuggled}`)).toEqual(['400'])
    expect(await raw(`${head}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${smuggled}`)).toEqual(['400'])
    expect(await raw(`${head}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${smuggled}`)).toEqual(['400'])
    expect(await raw('GET /healthz HTTP/1.1\r\n\r\n')).toEqual(['400'])
  })

  it('with a head larger than any of ours is refused', async () => {
    const answer = await raw(`GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`)
    expect(answer).toEqual(['431'])
  })

  it('by a method nobody asked for finds nothing', async () => {
    expect((await raw('TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'))[0]).toMatch(/^4/)
    expect((await raw('CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n')).filter((status) => status.startsWith('2'))).toEqual(
      [],
    )
  })

  it('for a page leads to no other site', async () => {
    for (const path of ['//evil.example/', '/\\evil.example', '/%2f%2fevil.example', '/http://evil.example']) {
      const response = await fetch(plain.url + path, { redirect: 'manual' })
      expect([path, response.headers.get('location')]).toEqual([path, null])
    }
  })

  it('that is one too many waits as long as it is told', async () => {
    const busy = await openServer(shop)
    const { userId } = await shop.person('VIEWER')
    const { username } = await shop.deps.prisma.user.findUniqueOrThrow({ where: { id: userId } })
    let answer = await busy.send('GET', '/healthz')
    for (let i = 0; i < 7; i++)
      answer = await busy.send('POST', '/api/auth/login', { body: { username, password: 'wrong' } })
    expect([answer.status, answer.body.code]).toEqual([429, 'TOO_MANY_REQUESTS'])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    await busy.app.close()
  })
})
