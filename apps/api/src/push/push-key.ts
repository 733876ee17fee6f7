import type { PrismaClient } from '@framewright/db/client'
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { Sealed, seal, unseal } from '../auth/sealed.ts'
import type { Deps } from '../core/deps.ts'

const purpose = 'push signing key'
/** Push services refuse a signature that is good for more than a day. */
const goodForSeconds = 12 * 3600

/** The keys that tell a push service who we are. */
export interface PushKeys {
  /** As browsers take it: an uncompressed point in base64url. */
  publicKey(): Promise<string>
  /** The `Authorization` for a message to that push service (RFC 8292). */
  authorization(endpoint: string): Promise<string>
}

interface Loaded {
  publicKey: string
  key: CryptoKey
}

const perDatabase = new WeakMap<PrismaClient, PushKeys>()

/** The keys of this database, made when there are none; one copy in memory for each client. */
export function pushKeys(deps: Pick<Deps, 'prisma' | 'config'>): PushKeys {
  const known = perDatabase.get(deps.prisma)
  if (known) return known
  const made = createPushKeys(deps)
  perDatabase.set(deps.prisma, made)
  return made
}

function createPushKeys({ prisma, config }: Pick<Deps, 'prisma' | 'config'>): PushKeys {
  const { secret } = config
  let loading: Promise<Loaded> | undefined
  const signed = new Map<string, { token: string; until: number }>()

  const loaded = (): Promise<Loaded> => {
    loading ??= load()
    loading.catch(() => {
      loading = undefined
    })
    return loading
  }

  async function load(): Promise<Loaded> {
    // Of processes that start together, the first one's stays.
    const row = (await prisma.pushKey.findUnique({ where: { id: 1 } })) ?? (await make())
    const sealed = Sealed.safeParse(row.privateJwk).data
    const opened = sealed === undefined ? row.privateJwk : secret && unseal(secret, purpose, sealed)
    if (opened === undefined) {
      throw new Error('FRAMEWRIGHT_SECRET does not open the key for pushes: it is not the one it was sealed with')
    }
    const key = await importJWK(opened as JWK, 'ES256')
    if (key instanceof Uint8Array) throw new Error('The key for pushes is no ES256 key')
    // What lies in the open is sealed as soon as there is a secret.
    if (sealed === undefined && secret !== undefined) {
      await prisma.pushKey.update({ where: { id: 1 }, data: { privateJwk: { ...seal(secret, purpose, opened) } } })
    }
    return { publicKey: row.publicKey, key }
  }

  async function make() {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true })
    const jwk = await exportJWK(privateKey)
    const point = Buffer.concat([
      Buffer.from([4]),
      Buffer.from(jwk.x ?? '', 'base64url'),
      Buffer.from(jwk.y ?? '', 'base64url'),
    ])
    const privateJwk = secret === undefined ? { ...jwk } : { ...seal(secret, purpose, jwk) }
    await prisma.pushKey.createMany({
      data: { id: 1, publicKey: point.toString('base64url'), privateJwk },
      skipDuplicates: true,
    })
    return prisma.pushKey.findUniqueOrThrow({ where: { id: 1 } })
  }

  return {
    publicKey: async () => (await loaded()).publicKey,
    async authorization(endpoint) {
      const { key, publicKey } = await loaded()
      const audience = new URL(endpoint).origin
      const now = Math.trunc(Date.now() / 1000)
      let known = signed.get(audience)
      if (known === undefined || known.until < now + 600) {
        const until = now + goodForSeconds
        const token = await new SignJWT({ aud: audience, exp: until, sub: config.pushContact })
          .setProtectedHeader({ alg: 'ES256', typ: 'JWT' })
          .sign(key)
        known = { token, until }
        if (signed.size > 100) signed.clear()
        signed.set(audience, known)
      }
      return `vapid t=${known.token}, k=${publicKey}`
    },
  }
}
