import type { ApiKey } from '@framewright/contracts/api-key/api-key.schema'
import type { ApiKeyService } from '@framewright/contracts/api-key/api-key.service'
import type { Caller } from '@framewright/contracts/core/context'
import { DomainError, forbidden, invalid, notFound, ruleViolated } from '@framewright/contracts/errors'
import type { ReadDb } from '@framewright/db/client'
import { requirePerson } from '../auth/person.ts'
import { hashSecret, newSecret, prefixes } from '../auth/secrets.ts'
import type { Deps } from '../core/deps.ts'
import { personName } from '../core/names.ts'
import { definedOnly } from '../core/objects.ts'
import { requireMayGrant } from '../role/grants.ts'
import { permissionsOf } from '../role/permission-sets.ts'

/** Living keys a person may have. */
const mostKeys = 50
/** Keys a list shows, revoked ones among them, newest first. */
const mostShown = 200

export function apiKeyService({ read, commands, clock }: Pick<Deps, 'read' | 'commands' | 'clock'>): ApiKeyService {
  const get: ApiKeyService['get'] = async ({ caller }, { id }) => {
    const row = await selectKeys(read).where('api_key.id', '=', id).executeTakeFirst()
    if (row === undefined || (row.user_id !== caller.userId && !managesKeys(caller))) throw notFound('API key', id)
    return toApiKey(row)
  }

  return {
    async list({ caller }, { all }) {
      if (all) requireManager(caller)
      let query = selectKeys(read).orderBy('api_key.id', 'desc').limit(mostShown)
      if (!all) query = query.where('api_key.user_id', '=', caller.userId)
      const rows = await query.execute()
      return { items: rows.map(toApiKey), nextCursor: null }
    },

    get,

    async create(call, input) {
      const { userId, apiKeyId } = call.caller
      // A key that leaked could otherwise outlive its own revocation.
      if (apiKeyId !== undefined) throw forbidden('An API key cannot make another; sign in for that.')
      const scopes = permissionsOf('', input.scopes)
      requireMayGrant(call.caller, scopes)
      if (scopes.includes('developer.tools')) throw invalid('scopes', 'The data tools are for people, not for keys')
      const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null
      if (expiresAt && expiresAt <= clock.now()) throw invalid('expiresAt', 'This lies in the past')

      const key = newSecret('apiKey')
      let made: number | undefined
      // The answer is kept for a repeated request, so the key itself is put in behind it.
      const stored = await commands.run(
        call,
        input,
        async (tx, emit) => {
          const living = await tx.apiKey.count({ where: { userId, revokedAt: null } })
          if (living >= mostKeys) throw ruleViolated('tooManyKeys', 'Revoke a key that is not needed any more first.')
          const { id } = await tx.apiKey.create({
            data: {
              userId,
              name: input.name,
              prefix: key.slice(0, prefixes.apiKey.length + 6),
              keyHash: hashSecret(key),
              scopes,
              createdAt: clock.now(),
              expiresAt,
              ratePerMinute: input.ratePerMinute,
            },
            select: { id: true },
          })
          made = id
          const payload = { apiKeyId: id, name: input.name, scopes }
          emit({ entity: 'user', id: userId, ownerId: userId, what: 'apiKeyCreated', payload })
          return { id }
        },
        async ({ id }) => toApiKey(await selectKeys(read).where('api_key.id', '=', id).executeTakeFirstOrThrow()),
      )
      if (stored.id !== made) {
        throw new DomainError(
          'CONFLICT',
          'This key was made before and is shown only once. If it is lost, revoke it and make another.',
          { id: stored.id },
        )
      }
      return { ...stored, key }
    },

    update(call, input) {
      requirePerson(call)
      const { userId } = call.caller
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const { id, name, ratePerMinute } = input
          const expiresAt = input.expiresAt ? new Date(input.expiresAt) : input.expiresAt
          if (expiresAt && expiresAt <= clock.now()) throw invalid('expiresAt', 'This lies in the past')
          // A key that has ended stays ended.
          const alive = [{ expiresAt: null }, { expiresAt: { gt: clock.now() } }]
          const data = definedOnly({ name, expiresAt, ratePerMinute })
          const { count } = await tx.apiKey.updateMany({ where: { id, userId, revokedAt: null, OR: alive }, data })
          if (count === 0) {
            if (!(await tx.apiKey.findFirst({ where: { id, userId }, select: { id: true } }))) {
              throw notFound('API key', id)
            }
            throw ruleViolated('keyEnded', 'This key has expired or was revoked. Make another.')
          }
          const payload = { apiKeyId: id, changed: Object.keys(data) }
          emit({ entity: 'user', id: userId, ownerId: userId, what: 'apiKeyChanged', payload })
        },
        () => get(call, input),
      )
    },

    revoke(call, input) {
      const { caller } = call
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const { id } = input
          const key = await tx.apiKey.findUnique({ where: { id }, select: { userId: true, name: true } })
          const mine = key?.userId === caller.userId
          if (!key || (!mine && !managesKeys(caller))) throw notFound('API key', id)
          const { count } = await tx.apiKey.updateMany({
            where: { id, revokedAt: null },
            data: { revokedAt: clock.now() },
          })
          if (count === 0) return
          const payload = { apiKeyId: id, name: key.name }
          emit({ entity: 'user', id: key.userId, ownerId: key.userId, what: 'apiKeyRevoked', payload })
        },
        async () => ({ ok: true }),
      )
    },
  }
}

const managesKeys = (caller: Caller) => caller.permissions.has('apiKey.manage')

function requireManager(caller: Caller): void {
  if (!managesKeys(caller)) throw forbidden('You may see only your own API keys.', 'apiKey.manage')
}

function selectKeys(read: ReadDb) {
  return read
    .selectFrom('api_key')
    .innerJoin('app_user', 'app_user.id', 'api_key.user_id')
    .select([
      'api_key.id',
      'api_key.name',
      'api_key.prefix',
      'api_key.scopes',
      'api_key.created_at',
      'api_key.expires_at',
      'api_key.last_used_at',
      'api_key.revoked_at',
      'api_key.rate_per_minute',
      'api_key.user_id',
      'app_user.username',
      'app_user.first_name',
      'app_user.last_name',
    ])
}

type ApiKeyRow = Awaited<ReturnType<ReturnType<typeof selectKeys>['executeTakeFirstOrThrow']>>

function toApiKey(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: permissionsOf('', row.scopes),
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    ratePerMinute: row.rate_per_minute,
    owner: { id: row.user_id, name: personName(row) },
  }
}
