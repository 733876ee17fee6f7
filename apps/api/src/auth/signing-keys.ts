import type { PrismaClient } from '@framewright/db/client'
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
} from 'jose'
import type { Deps } from '../core/deps.ts'
import { accessTokenSeconds } from './lifetimes.ts'
import { Sealed, seal, unseal } from './sealed.ts'

/** The only algorithm: tokens that name another are refused. */
export const signingAlgorithm = 'EdDSA'

const purpose = 'access token signing key'
const rotateAfterMs = 30 * 24 * 3_600_000
/** How long this process goes by what it has read. Another process's rotation is noticed within it. */
const freshForMs = 60_000
/** A retired key may still sign for `freshForMs` elsewhere, and its last token lives on from there; doubled for safety. */
const publishedForMs = 2 * (freshForMs + accessTokenSeconds * 1000)
/** Unknown key ids make us look again, at most so often: anybody can invent them. */
const lookAgainAfterMs = 1_000

/** The keys that sign access tokens, kept in the database and shared by all processes. */
export interface SigningKeys {
  /** The key to sign with now; made when there is none, replaced when it is thirty days old. */
  current(): Promise<{ kid: string; key: CryptoKey }>
  /** The public key of that id, while tokens signed with it may be alive. */
  verifier(kid: string): Promise<CryptoKey | undefined>
  /** What verifiers elsewhere need, and no private part of it. */
  jwks(): Promise<JSONWebKeySet>
}

interface Loaded {
  /** Its key is missing where it was stored under another secret than ours, or under none though we have one. */
  current: { kid: string; key: CryptoKey | undefined; createdAt: Date } | undefined
  verifiers: Map<string, CryptoKey>
  jwks: JSONWebKeySet
}

type KeyParts = Pick<Deps, 'prisma' | 'primary' | 'clock' | 'config'>

const perDatabase = new WeakMap<PrismaClient, SigningKeys>()

/** The keys of this database; one copy in memory for each client, whoever asks. */
export function signingKeys(deps: KeyParts): SigningKeys {
  const known = perDatabase.get(deps.prisma)
  if (known) return known
  const made = createSigningKeys(deps)
  perDatabase.set(deps.prisma, made)
  return made
}

/** The JSON Web Key Set that `/.well-known/jwks.json` answers with. */
export const publicJwks = (deps: KeyParts): Promise<JSONWebKeySet> => signingKeys(deps).jwks()

function createSigningKeys({ prisma, primary, clock, config: { secret } }: KeyParts): SigningKeys {
  let loaded: Promise<Loaded> | undefined
  let loadedAt = 0

  function load(): Promise<Loaded> {
    loadedAt = performance.now()
    const loading = read()
    loaded = loading
    // A failure is not kept: the next call asks again.
    loading.catch(() => {
      if (loaded === loading) loaded = undefined
    })
    return loading
  }

  async function read(): Promise<Loaded> {
    const live = new Date(clock.now().getTime() - publishedForMs)
    const rows = await primary
      .selectFrom('signing_key')
      .select(['kid', 'public_jwk', 'private_jwk', 'created_at', 'retired_at'])
      .where('algorithm', '=', signingAlgorithm)
      .where((eb) => eb.or([eb('retired_at', 'is', null), eb('retired_at', '>', live)]))
      .orderBy('created_at', 'desc')
      .execute()
    const verifiers = new Map<string, CryptoKey>()
    for (const row of rows) verifiers.set(row.kid, await importKey(row.public_jwk as JWK))
    const signing = rows.find((row) => row.retired_at === null)
    return {
      current: signing && {
        kid: signing.kid,
        key: await openKey(signing.private_jwk),
        createdAt: signing.created_at,
      },
      verifiers,
      jwks: { keys: rows.map((row) => row.public_jwk as JWK) },
    }
  }

  const fresh = (): Promise<Loaded> =>
    loaded === undefined || performance.now() - loadedAt > freshForMs ? load() : loaded

  const isDue = (key: Loaded['current']): boolean =>
    key?.key === undefined || clock.now().getTime() - key.createdAt.getTime() >= rotateAfterMs

  async function current(): Promise<{ kid: string; key: CryptoKey }> {
    let { current: key } = await fresh()
    if (isDue(key)) key = (await load()).current
    if (isDue(key)) {
      requireOneSecret(key)
      await replace(key?.kid)
      key = (await load()).current
    }
    if (key?.key === undefined) throw new Error('There is no key to sign access tokens with')
    return { kid: key.kid, key: key.key }
  }

  /** A key of a moment ago that does not open was made by a process with another secret: they would take turns for ever. */
  function requireOneSecret(key: Loaded['current']): void {
    if (key === undefined || key.key !== undefined) return
    if (clock.now().getTime() - key.createdAt.getTime() < freshForMs)
      throw new Error('FRAMEWRIGHT_SECRET must be the same for all processes on this database')
  }

  /** What is stored in the open is as good as lost where a secret is set: it is replaced by one that is sealed. */
  async function openKey(stored: unknown): Promise<CryptoKey | undefined> {
    const sealed = Sealed.safeParse(stored).data
    if (secret === undefined) return sealed === undefined ? importKey(stored as JWK) : undefined
    const jwk = sealed && unseal(secret, purpose, sealed)
    return jwk === undefined ? undefined : importKey(jwk as JWK)
  }

  /**
   * Retires the old key and adds a new one, once, however many processes find it due: they come one after the other at
   * the old key's row, or, with no key at all, at the unique index that allows a single unretired one.
   */
  async function replace(old: string | undefined): Promise<void> {
    const now = clock.now()
    const { privateKey, publicKey } = await generateKeyPair(signingAlgorithm, { crv: 'Ed25519', extractable: true })
    const privateJwk = await exportJWK(privateKey)
    const kid = await calculateJwkThumbprint(privateJwk)
    const stored = secret === undefined ? { ...privateJwk } : { ...seal(secret, purpose, privateJwk) }
    const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: signingAlgorithm, use: 'sig' }
    await prisma.$transaction(async (tx) => {
      if (old !== undefined) {
        const { count } = await tx.signingKey.updateMany({
          where: { kid: old, retiredAt: null },
          data: { retiredAt: now },
        })
        if (count === 0) return
      }
      await tx.signingKey.createMany({
        data: { kid, algorithm: signingAlgorithm, publicJwk, privateJwk: stored, createdAt: now },
        skipDuplicates: true,
      })
      await tx.signingKey.deleteMany({ where: { retiredAt: { lt: new Date(now.getTime() - publishedForMs) } } })
    })
  }

  return {
    current,
    async verifier(kid) {
      const known = (await fresh()).verifiers.get(kid)
      if (known || performance.now() - loadedAt < lookAgainAfterMs) return known
      return (await load()).verifiers.get(kid)
    },
    async jwks() {
      await current()
      return (await fresh()).jwks
    },
  }
}

async function importKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, signingAlgorithm)
  if (key instanceof Uint8Array) throw new Error('A signing key is not an EdDSA key')
  return key
}
