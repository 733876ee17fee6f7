import { createHmac, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { createPool, createPrisma } from '@framewright/db/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goodPassword, signUp } from '../testing/people.ts'
import { openShop, type Shop } from '../testing/shop.ts'
import { type Authenticator, createAuthenticator } from './authenticate.ts'
import { publicJwks } from './signing-keys.ts'

let shop: Shop
let authenticator: Authenticator
let ahead = 0
beforeAll(async () => {
  shop = await openShop({ now: () => new Date(Date.now() + ahead) })
  authenticator = createAuthenticator(shop.deps)
})
afterAll(() => shop.close())

const minutes = 60_000
const days = 24 * 60 * minutes

async function login() {
  const { username } = await signUp(shop, 'PLANNER')
  return shop.as(null).auth.login({ username, password: goodPassword })
}

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url')
const decode = (token: string, part: 0 | 1): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[part] ?? '', 'base64url').toString())

describe('an access token', () => {
  it('names the person and the session, and little else', async () => {
    const { accessToken, user } = await login()
    expect(decode(accessToken, 0)).toEqual({ alg: 'EdDSA', kid: expect.any(String), typ: 'JWT' })
    expect(decode(accessToken, 1)).toEqual({
      sub: String(user.id),
      sid: expect.any(String),
      iss: 'framewright',
      aud: 'framewright-api',
      jti: expect.any(String),
      iat: expect.any(Number),
      exp: expect.any(Number),
    })
    const caller = await authenticator.byToken(accessToken)
    expect(caller).toMatchObject({ userId: user.id, roleCode: 'PLANNER', roleAssigned: true })
  })

  it('ends after ten minutes, also where its signature was verified before', async () => {
    const { accessToken } = await login()
    const fresh = createAuthenticator(shop.deps)
    expect(await authenticator.byToken(accessToken)).not.toBeNull()
    ahead = 10 * minutes + 1_000
    try {
      expect(await authenticator.byToken(accessToken)).toBeNull()
      expect(await fresh.byToken(accessToken)).toBeNull()
    } finally {
      ahead = 0
    }
  })

  it('is refused when anything about it was forged', async () => {
    const { accessToken } = await login()
    const header = decode(accessToken, 0)
    const claims = decode(accessToken, 1)
    const [h = '', p = '', s = ''] = accessToken.split('.')
    const jwk = (await publicJwks(shop.deps)).keys[0] ?? { kty: '' }
    const stranger = generateKeyPairSync('ed25519')
    const strangers = stranger.publicKey.export({ format: 'jwk' })
    const signed = (head: object, body: object, key = stranger.privateKey) => {
      const what = `${encode(head)}.${encode(body)}`
      return `${what}.${sign(null, Buffer.from(what), key).toString('base64url')}`
    }
    const macs = [JSON.stringify(jwk), String(jwk.x), Buffer.from(String(jwk.x), 'base64url')].map((secret) => {
      const what = `${encode({ ...header, alg: 'HS256' })}.${p}`
      return `${what}.${createHmac('sha256', secret).update(what).digest('base64url')}`
    })
    const other = await signUp(shop, 'SUPERADMIN')
    const forged = {
      'alg none': `${encode({ ...header, alg: 'none' })}.${p}.`,
      'alg NONE, signature kept': `${encode({ ...header, alg: 'NONE' })}.${p}.${s}`,
      'no signature': `${h}.${p}.`,
      'HS256 with the public key': macs,
      'tampered claims': `${h}.${encode({ ...claims, sub: String(other.userId) })}.${s}`,
      'tampered header': `${encode({ ...header, typ: 'jwt' })}.${p}.${s}`,
      'another key under our id': signed(header, claims),
      'another key brought along': signed({ ...header, kid: undefined, jwk: strangers }, claims),
      'another key by address': signed({ ...header, jku: 'https://example.com/jwks.json', kid: 'theirs' }, claims),
      'an unknown critical header': signed({ ...header, crit: ['b64'], b64: false }, claims),
      'nothing like a token': ['', 'x', '.', '..', 'a.b.c', '{}', 'null', `${accessToken}.`, `${accessToken}x`, '\0'],
      'far too long': 'a'.repeat(100_000),
    }
    for (const [what, tokens] of Object.entries(forged))
      for (const token of [tokens].flat()) expect(await authenticator.byToken(token), what).toBeNull()
    expect(await authenticator.byToken(accessToken)).not.toBeNull()
  })

  it('of our own key is refused with claims that are not those of an access token', async () => {
    const { accessToken, user } = await login()
    const { importJWK, SignJWT } = await import('jose')
    const row = await shop.deps.prisma.signingKey.findFirstOrThrow({ where: { retiredAt: null } })
    const key = await importJWK(row.privateJwk as Record<string, string>, 'EdDSA')
    const good = decode(accessToken, 1)
    const claims = { ...good, sub: String(user.id) }
    const make = (changed: Record<string, unknown>, typ = 'JWT') =>
      new SignJWT({ ...claims, ...changed }).setProtectedHeader({ alg: 'EdDSA', kid: row.kid, typ }).sign(key)
    expect(await authenticator.byToken(await make({}))).not.toBeNull()
    for (const changed of [
      { iss: 'somebody else' },
      { aud: 'another service' },
      { aud: undefined },
      { exp: undefined },
      { exp: Math.floor(Date.now() / 1000) - 1 },
      { sub: '1 OR 1=1' },
      { sub: String(user.id + 1_000_000) },
      { sid: randomUUID() },
      { sid: 'no uuid' },
      { sid: undefined },
    ])
      expect(await authenticator.byToken(await make(changed)), JSON.stringify(changed)).toBeNull()
    expect(await authenticator.byToken(await make({}, 'logout+jwt'))).toBeNull()
  })
})

describe('signing keys', () => {
  it('are published without their private part', async () => {
    const { keys } = await publicJwks(shop.deps)
    expect(keys).toHaveLength(1)
    expect(keys[0]).toEqual({
      kty: 'OKP',
      crv: 'Ed25519',
      x: expect.any(String),
      kid: expect.any(String),
      alg: 'EdDSA',
      use: 'sig',
    })
  })

  it('are replaced after thirty days, once for all processes, and verify on until their tokens have ended', async () => {
    const pools = [1, 2, 3].map(() => createPool(shop.url, { max: 2 }))
    const processes = pools.map((pool) => ({ ...shop.deps, prisma: createPrisma(pool) }))
    try {
      const before = (await publicJwks(shop.deps)).keys[0]?.kid
      ahead = 31 * days
      const { accessToken, refreshToken } = await login()
      await Promise.all(processes.map(publicJwks))
      const rows = await shop.deps.prisma.signingKey.findMany({ where: { retiredAt: null } })
      expect(rows).toHaveLength(1)
      expect(rows[0]?.kid).not.toBe(before)
      expect(decode(accessToken, 0).kid).toBe(rows[0]?.kid)
      for (const deps of processes) {
        expect((await publicJwks(deps)).keys.map((key) => key.kid)).toEqual([rows[0]?.kid, before])
        expect(await createAuthenticator(deps).byToken(accessToken)).not.toBeNull()
      }
      // The next rotation drops those whose tokens have all ended.
      ahead = 62 * days
      await Promise.all(processes.map(publicJwks))
      const left = await shop.deps.prisma.signingKey.findMany()
      expect(left.map((key) => key.kid)).not.toContain(before)
      expect(left.filter((key) => key.retiredAt === null)).toHaveLength(1)
      await expect(shop.as(null).auth.refresh({ refreshToken })).rejects.toMatchObject({
        domainCode: 'UNAUTHENTICATED',
      })
    } finally {
      ahead = 0
      for (const { prisma } of processes) await prisma.$disconnect()
      for (const pool of pools) await pool.end()
    }
  })

  it('are made once when many processes need the first one', async () => {
    const fresh = await openShop()
    const pools = [1, 2, 3, 4].map(() => createPool(fresh.url, { max: 2 }))
    const clients = pools.map(createPrisma)
    try {
      const sets = await Promise.all(clients.map((prisma) => publicJwks({ ...fresh.deps, prisma })))
      expect(new Set(sets.flatMap((set) => set.keys.map((key) => key.kid))).size).toBe(1)
      expect(await fresh.deps.prisma.signingKey.count()).toBe(1)
    } finally {
      for (const prisma of clients) await prisma.$disconnect()
      for (const pool of pools) await pool.end()
      await fresh.close()
    }
  })
})
