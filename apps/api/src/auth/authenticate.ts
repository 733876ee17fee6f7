import type { Caller } from '@framewright/contracts/core/context'
import type { Permission } from '@framewright/contracts/permissions'
import { type SqlBool, sql } from 'kysely'
import type { Deps } from '../core/deps.ts'
import { domainErrorOf } from '../core/failures.ts'
import { type Given, prepared } from '../core/prepared.ts'
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
  /** As the database writes a list. */
  permissions: string
}

/** A key's last use is told to the minute. */
const lastUsedEveryMs = 60_000

const permissionsText = sql<string>`role.permissions::text`.as('permissions')

/** Of some sessions those that are alive, with whose they are and what those may do. */
const liveSessions = prepared((db, given: Given<{ sessionIds: string[]; now: Date }>) =>
  db
    .selectFrom('session')
    .innerJoin('app_user', 'app_user.id', 'session.user_id')
    .innerJoin('role', 'role.id', 'app_user.role_id')
    .select(['session.id as session_id', 'app_user.id', 'app_user.username', 'app_user.role_assigned'])
    .select(['app_user.role_id', 'app_user.must_change_password', 'role.code', permissionsText])
    .where(sql<SqlBool>`session.id = any(${given('sessionIds')}::uuid[])`)
    .where('session.revoked_at', 'is', null)
    .where('session.expires_at', '>', given('now'))
    .where('app_user.active', '=', sql.lit(true)),
)

/** Of some keys those that are good, as the sessions are. */
const liveKeys = prepared((db, given: Given<{ hashes: string[]; now: Date }>) =>
  db
    .selectFrom('api_key')
    .innerJoin('app_user', 'app_user.id', 'api_key.user_id')
    .innerJoin('role', 'role.id', 'app_user.role_id')
    .select(['app_user.id', 'app_user.username', 'app_user.role_assigned', 'role.code', permissionsText])
    .select([
      'app_user.role_id',
      'app_user.must_change_password',
      'api_key.rate_per_minute',
      'api_key.key_hash',
      'api_key.id as key_id',
      'api_key.scopes',
      'api_key.expires_at',
      'api_key.last_used_at',
    ])
    .where(sql<SqlBool>`api_key.key_hash = any(${given('hashes')}::text[])`)
    .where('api_key.revoked_at', 'is', null)
    .where((eb) => eb.or([eb('api_key.expires_at', 'is', null), eb('api_key.expires_at', '>', given('now'))]))
    .where('app_user.active', '=', sql.lit(true)),
)

/**
 * Every call asks the database, by a unique key, so that a logout, a deactivation, a new role or a changed permission counts
 * from the next call on; calls that come at the same moment ask together. It asks the primary: a replica may not have
 * heard yet.
 */
export function createAuthenticator(deps: Pick<Deps, 'prisma' | 'primary' | 'clock' | 'config'>): Authenticator {
  const { prisma, primary, clock } = deps
  const tokens = accessTokens(deps)
  const countUse = keyRates()

  const liveSession = batched(async (sessionIds) => {
    const rows = await liveSessions(primary, { sessionIds, now: clock.now() })
    return new Map(rows.map((row) => [row.session_id, callerOf(row)]))
  })

  const liveKey = batched(async (hashes) => {
    const rows = await liveKeys(primary, { hashes, now: clock.now() })
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
    permissions: holder.must_change_password ? none : setOf(holder.code, holder.permissions),
  }
}

const none: ReadonlySet<Permission> = new Set()
/** What roles hold, by how it is stored: there are few, and each call asks. */
const sets = new Map<string, ReadonlySet<Permission>>()
const mostSets = 500

function setOf(code: string, stored: string): ReadonlySet<Permission> {
  const key = `${code} ${stored}`
  const known = sets.get(key)
  if (known) return known
  const made = new Set(permissionsOf(code, stored.slice(1, -1).split(',')))
  if (sets.size >= mostSets) sets.clear()
  sets.set(key, made)
  return made
}
