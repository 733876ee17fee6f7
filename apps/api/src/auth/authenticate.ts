import type { Caller } from '@framewright/contracts/core/context'
import type { Deps } from '../core/deps.ts'
import { permissionsOf } from '../role/permission-sets.ts'
import { hashSecret, looksLike } from './secrets.ts'
import { accessTokens } from './tokens.ts'

/** A caller whose token or key has been checked, and until when that is good; null for a key that does not expire. */
export interface CheckedCaller extends Caller {
  expiresAt: Date | null
}

/** Finds who calls. Null for a token or key that is not good, for whatever reason. */
export interface Authenticator {
  byToken(token: string): Promise<CheckedCaller | null>
  byApiKey(key: string): Promise<CheckedCaller | null>
}

interface Holder {
  id: number
  username: string
  role_assigned: boolean
  code: string
  permissions: string[]
}

/** A key's last use is told to the minute. */
const lastUsedEveryMs = 60_000

/**
 * Every call asks the database once, by primary key, so that a logout, a deactivation, a new role or a changed permission
 * counts from the next call on. It asks the primary: a replica may not have heard yet.
 */
export function createAuthenticator(deps: Pick<Deps, 'prisma' | 'clock'>): Authenticator {
  const { prisma, clock } = deps
  const tokens = accessTokens(deps)

  async function recordUse(id: number, now: Date): Promise<void> {
    // Of many calls at once one writes; the others do not wait for it.
    await prisma.$executeRaw`
      UPDATE api_key SET last_used_at = ${now} WHERE id = (
        SELECT id FROM api_key
        WHERE id = ${id} AND (last_used_at IS NULL OR last_used_at <= ${new Date(now.getTime() - lastUsedEveryMs)})
        FOR UPDATE SKIP LOCKED)`
  }

  return {
    async byToken(token) {
      const claims = await tokens.verify(token)
      if (claims === null) return null
      const { sessionId, userId, expiresAt } = claims
      const [holder] = await prisma.$queryRaw<Holder[]>`
        SELECT u.id, u.username, u.role_assigned, r.code, r.permissions
        FROM session s JOIN app_user u ON u.id = s.user_id JOIN role r ON r.id = u.role_id
        WHERE s.id = ${sessionId}::uuid AND s.user_id = ${userId}
          AND s.revoked_at IS NULL AND s.expires_at > ${clock.now()} AND u.active`
      return holder ? { ...callerOf(holder), sessionId, expiresAt } : null
    },

    async byApiKey(key) {
      if (!looksLike('apiKey', key)) return null
      const now = clock.now()
      const [found] = await prisma.$queryRaw<
        (Holder & { key_id: number; scopes: string[]; expires_at: Date | null; last_used_at: Date | null })[]
      >`
        SELECT u.id, u.username, u.role_assigned, r.code, r.permissions,
          k.id AS key_id, k.scopes, k.expires_at, k.last_used_at
        FROM api_key k JOIN app_user u ON u.id = k.user_id JOIN role r ON r.id = u.role_id
        WHERE k.key_hash = ${hashSecret(key)}
          AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ${now}) AND u.active`
      if (found === undefined) return null
      const lastUsed = found.last_used_at?.getTime() ?? 0
      if (now.getTime() - lastUsed >= lastUsedEveryMs) await recordUse(found.key_id, now)
      const owner = callerOf(found)
      const scopes = new Set(found.scopes)
      return {
        ...owner,
        permissions: new Set([...owner.permissions].filter((name) => scopes.has(name))),
        apiKeyId: found.key_id,
        expiresAt: found.expires_at,
      }
    },
  }
}

function callerOf(holder: Holder): Caller {
  return {
    userId: holder.id,
    username: holder.username,
    roleCode: holder.code,
    roleAssigned: holder.role_assigned,
    permissions: new Set(permissionsOf(holder.code, holder.permissions)),
  }
}
