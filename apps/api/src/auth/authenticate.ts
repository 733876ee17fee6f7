import type { Caller } from '@framewright/contracts/core/context'
import type { Deps } from '../core/deps.ts'
import { domainErrorOf } from '../core/failures.ts'
import { permissionsOf } from '../role/permission-sets.ts'
import { batched } from './batched.ts'
import { keyRates } from './key-rates.ts'
import { hashSecret, looksLike } from './secrets.ts'
import { accessTokens } from './tokens.ts'

/** A caller whose token or key has been checked, and until when that is good; null for a key that does not expire. */
export interface CheckedCaller extends Caller {
  expiresAt: Date | null
}

/**
 * Finds who calls. Null for a token or key that is not good, for whatever reason; throws when that cannot be found out, and
 * TOO_MANY_REQUESTS for a key that has spent its minute.
 */
export interface Authenticator {
  byToken(token: string): Promise<CheckedCaller | null>
  byApiKey(key: string): Promise<CheckedCaller | null>
}

interface Holder {
  id: number
  username: string
  role_id: number
  role_assigned: boolean
  must_change_password: boolean
  code: string
  permissions: string[]
}

interface KeyHolder extends Holder {
  key_hash: string
  key_id: number
  scopes: string[]
  expires_at: Date | null
  last_used_at: Date | null
  rate_per_minute: number
}

/** A key's last use is told to the minute. */
const lastUsedEveryMs = 60_000

/**
 * Every call asks the database, by a unique key, so that a logout, a deactivation, a new role or a changed permission counts
 * from the next call on; calls that come at the same moment ask together. It asks the primary: a replica may not have
 * heard yet.
 */
export function createAuthenticator(deps: Pick<Deps, 'prisma' | 'clock' | 'config'>): Authenticator {
  const { prisma, clock } = deps
  const tokens = accessTokens(deps)
  const countUse = keyRates()

  const liveSession = batched(async (sessionIds) => {
    const rows = await prisma.$queryRaw<(Holder & { session_id: string })[]>`
      SELECT s.id::text AS session_id, u.id, u.username, u.role_id, u.role_assigned, u.must_change_password, r.code, r.permissions
      FROM session s JOIN app_user u ON u.id = s.user_id JOIN role r ON r.id = u.role_id
      WHERE s.id = ANY(${sessionIds}::uuid[])
        AND s.revoked_at IS NULL AND s.expires_at > ${clock.now()} AND u.active`
    return new Map(rows.map((row) => [row.session_id, callerOf(row)]))
  })

  const liveKey = batched(async (hashes) => {
    const rows = await prisma.$queryRaw<KeyHolder[]>`
      SELECT u.id, u.username, u.role_id, u.role_assigned, u.must_change_password, r.code, r.permissions,
        k.key_hash, k.id AS key_id, k.scopes, k.expires_at, k.last_used_at, k.rate_per_minute
      FROM api_key k JOIN app_user u ON u.id = k.user_id JOIN role r ON r.id = u.role_id
      WHERE k.key_hash = ANY(${hashes}::text[])
        AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ${clock.now()}) AND u.active`
    return new Map(rows.map((row) => [row.key_hash, row]))
  })

  async function recordUse(id: number, now: Date): Promise<void> {
    // Of many calls at once one writes; the others do not wait for it.
    await prisma.$executeRaw`
      UPDATE api_key SET last_used_at = ${now} WHERE id = (
        SELECT id FROM api_key
        WHERE id = ${id} AND (last_used_at IS NULL OR last_used_at <= ${new Date(now.getTime() - lastUsedEveryMs)})
        FOR UPDATE SKIP LOCKED)`
  }

  async function byToken(token: string): Promise<CheckedCaller | null> {
    const claims = await tokens.verify(token)
    if (claims === null) return null
    const { sessionId, userId, expiresAt } = claims
    const caller = await liveSession(sessionId)
    return caller?.userId === userId ? { ...caller, sessionId, expiresAt } : null
  }

  async function byApiKey(key: string): Promise<CheckedCaller | null> {
    if (!looksLike('apiKey', key)) return null
    const now = clock.now()
    const found = await liveKey(hashSecret(key))
    if (found === undefined) return null
    countUse(found.key_id, found.rate_per_minute, now)
    const lastUsed = found.last_used_at?.getTime() ?? 0
    if (now.getTime() - lastUsed >= lastUsedEveryMs) await recordUse(found.key_id, now)
    const owner = callerOf(found)
    const scopes = new Set(found.scopes)
    return {
      ...owner,
      permissions: new Set([...owner.permissions].filter((name) => name !== 'developer.tools' && scopes.has(name))),
      apiKeyId: found.key_id,
      expiresAt: found.expires_at,
    }
  }

  return {
    byToken: (token) => byToken(token).catch(rethrow),
    byApiKey: (key) => byApiKey(key).catch(rethrow),
  }
}

/** A database that is busy or away is no reason to call anybody a stranger. */
function rethrow(error: unknown): never {
  throw domainErrorOf(error) ?? error
}

function callerOf(holder: Holder): Caller {
  return {
    userId: holder.id,
    username: holder.username,
    roleCode: holder.code,
    roleId: holder.role_id,
    roleAssigned: holder.role_assigned,
    // A password that somebody else has seen opens nothing but changing it.
    permissions: new Set(holder.must_change_password ? [] : permissionsOf(holder.code, holder.permissions)),
  }
}
