import { createKysely, createPool, createPrisma } from '@framewright/db/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Deps } from '../core/deps.ts'
import { openShop, type Shop } from '../testing/shop.ts'
import { seal, unseal } from './sealed.ts'
import { accessTokens } from './tokens.ts'

let shop: Shop
const closers: (() => Promise<unknown>)[] = []
beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  for (const close of closers) await close()
  await shop.close()
})

const session = '00000000-0000-4000-8000-000000000001'
const secretA = 'a'.repeat(32)
const secretB = 'b'.repeat(32)

/** A process of its own on the same database: it has read nothing yet. */
function aProcess(secret: string | undefined, hoursLater = 0): Pick<Deps, 'prisma' | 'primary' | 'clock' | 'config'> {
  const pool = createPool(shop.url, { max: 2 })
  const prisma = createPrisma(pool)
  closers.push(async () => {
    await prisma.$disconnect()
    await pool.end()
  })
  const clock = { ...shop.deps.clock, now: () => new Date(Date.now() + hoursLater * 3_600_000) }
  return { prisma, primary: createKysely(pool), clock, config: { ...shop.deps.config, secret } }
}

const stored = async () => {
  const rows = await shop.deps.prisma.signingKey.findMany({ orderBy: { createdAt: 'asc' } })
  return rows.map(({ privateJwk, retiredAt }) => [Object.keys(privateJwk as object).includes('d'), retiredAt === null])
}

describe('signing keys', () => {
  it('stand sealed in the database once there is a secret, and tokens of before stay good', async () => {
    const before = await accessTokens(aProcess(undefined)).sign(1, session)
    expect(await stored()).toEqual([[true, true]])
    const later = accessTokens(aProcess(secretA, 0.02))
    const after = await later.sign(1, session)
    expect(await stored()).toEqual([
      [true, false],
      [false, true],
    ])
    expect(await later.verify(before)).toMatchObject({ userId: 1 })
    expect(await later.verify(after)).toMatchObject({ userId: 1 })
    expect(await accessTokens(aProcess(secretA, 0.02)).sign(1, session)).toBeTruthy()
    expect(await stored()).toHaveLength(2)
  })

  it('are replaced when the secret is another, and nobody is signed out', async () => {
    const before = await accessTokens(aProcess(secretA, 0.05)).sign(2, session)
    const later = accessTokens(aProcess(secretB, 0.06))
    await later.sign(2, session)
    expect((await stored()).filter(([open]) => !open)).toHaveLength(2)
    expect(await later.verify(before)).toMatchObject({ userId: 2 })
  })

  it('are not fought over by processes with different secrets: the configuration is wrong, and they say so', async () => {
    await expect(accessTokens(aProcess(secretA, 0.061)).sign(3, session)).rejects.toThrow(
      /FRAMEWRIGHT_SECRET must be the same/,
    )
  })
})

describe('what is sealed', () => {
  it('opens with the secret it was sealed with, for its own purpose, and unaltered', () => {
    const sealed = seal(secretA, 'one', { d: 'secret' })
    expect(JSON.stringify(sealed)).not.toContain('secret')
    expect(unseal(secretA, 'one', sealed)).toEqual({ d: 'secret' })
    expect(unseal(secretB, 'one', sealed)).toBeUndefined()
    expect(unseal(secretA, 'two', sealed)).toBeUndefined()
    const bytes = Buffer.from(sealed.sealed, 'base64url')
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    expect(unseal(secretA, 'one', { sealed: bytes.toString('base64url') })).toBeUndefined()
    expect(unseal(secretA, 'one', { sealed: 'x' })).toBeUndefined()
    expect(seal(secretA, 'one', 1)).not.toEqual(seal(secretA, 'one', 1))
  })
})
