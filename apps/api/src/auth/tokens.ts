import { randomUUID } from 'node:crypto'
import { decodeProtectedHeader, jwtVerify, SignJWT } from 'jose'
import type { Deps } from '../core/deps.ts'
import { accessTokenSeconds } from './lifetimes.ts'
import { signingAlgorithm, signingKeys } from './signing-keys.ts'

const issuer = 'framewright'
const audience = 'framewright-api'
const type = 'JWT'
/** Far above any token of ours. */
const longestToken = 2_000
/** Tokens whose signature has been verified are remembered, so that it is done once in their life and not every call. */
const remembered = 10_000

/** What an access token says. That its session is still alive is for the database to say. */
export interface AccessClaims {
  userId: number
  sessionId: string
  expiresAt: Date
}

/** Signs and verifies access tokens: JWTs of ten minutes, EdDSA, naming a person and their session and nothing else. */
export interface AccessTokens {
  sign(userId: number, sessionId: string): Promise<string>
  /** What the token says, or null for one that is not ours, not whole or not valid any more. */
  verify(token: string): Promise<AccessClaims | null>
}

export function accessTokens(deps: Pick<Deps, 'prisma' | 'primary' | 'clock' | 'config'>): AccessTokens {
  const keys = signingKeys(deps)
  const verified = new Map<string, AccessClaims & { kid: string }>()

  async function check(token: string): Promise<(AccessClaims & { kid: string }) | null> {
    try {
      const { kid } = decodeProtectedHeader(token)
      const key = kid === undefined ? undefined : await keys.verifier(kid)
      if (kid === undefined || key === undefined) return null
      const { payload } = await jwtVerify(token, key, {
        // The key comes from our own table and only this algorithm is tried with it, whatever the header asks for.
        algorithms: [signingAlgorithm],
        typ: type,
        issuer,
        audience,
        currentDate: deps.clock.now(),
        requiredClaims: ['sub', 'sid', 'exp', 'iat', 'jti'],
      })
      const { sub, sid, exp } = payload
      if (!/^[1-9]\d{0,9}$/.test(String(sub)) || typeof sid !== 'string' || !uuid.test(sid) || exp === undefined)
        return null
      return { userId: Number(sub), sessionId: sid, expiresAt: new Date(exp * 1000), kid }
    } catch (error) {
      if (isTokenFault(error)) return null
      throw error
    }
  }

  return {
    async sign(userId, sessionId) {
      const { kid, key } = await keys.current()
      const now = Math.floor(deps.clock.now().getTime() / 1000)
      return new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: signingAlgorithm, kid, typ: type })
        .setSubject(String(userId))
        .setIssuer(issuer)
        .setAudience(audience)
        .setJti(randomUUID())
        .setIssuedAt(now)
        .setExpirationTime(now + accessTokenSeconds)
        .sign(key)
    },

    async verify(token) {
      if (token.length > longestToken) return null
      const known = verified.get(token)
      if (known) {
        const alive = known.expiresAt > deps.clock.now() && (await keys.verifier(known.kid)) !== undefined
        if (alive) return known
        verified.delete(token)
        return null
      }
      const claims = await check(token)
      if (claims === null) return null
      if (verified.size >= remembered) {
        const oldest = verified.keys().next().value
        if (oldest !== undefined) verified.delete(oldest)
      }
      verified.set(token, claims)
      return claims
    },
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A token that is broken, forged or expired, as against a database that does not answer. */
function isTokenFault(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return error instanceof TypeError || (typeof code === 'string' && code.startsWith('ERR_J'))
}
