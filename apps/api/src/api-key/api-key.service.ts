import type { ApiKey } from '@framewright/contracts/api-key/api-key.schema'
import type { ApiKeyService } from '@framewright/contracts/api-key/api-key.service'
import { DomainError, forbidden, invalid, notFound, ruleViolated } from '@framewright/contracts/errors'
import type { ReadDb } from '@framewright/db/client'
import { hashSecret, newSecret, prefixes } from '../auth/secrets.ts'
import type { Deps } from '../core/deps.ts'
import { requireMayGrant } from '../role/grants.ts'
import { permissionsOf } from '../role/permission-sets.ts'

/** Living keys a person may have. */
const mostKeys = 50
/** Keys a list shows, revoked ones among them, newest first. */
const mostShown = 200

export function apiKeyService({ read, commands, clock }: Pick<Deps, 'read' | 'commands' | 'clock'>): ApiKeyService {
  return {
    async list({ caller }) {
      const rows = await selectKeys(read)
        .where('user_id', '=', caller.userId)
        .orderBy('id', 'desc')
        .limit(mostShown)
        .execute()
      return { items: rows.map(toApiKey), nextCursor: null }
    },

    async create(call, input) {
      const { userId, apiKeyId } = call.caller
      // A key that leaked could otherwise outlive its own revocation.
      if (apiKeyId !== undefined) throw forbidden('An API key cannot make another; sign in for that.')
      const scopes = permissionsOf('', input.scopes)
      requireMayGrant(call.caller, scopes)
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
            },
            select: { id: true },
          })
          made = id
          const payload = { apiKeyId: id, name: input.name, scopes }
          emit({ entity: 'user', id: userId, ownerId: userId, what: 'apiKeyCreated', payload })
          return { id }
        },
        async ({ id }) => toApiKey(await selectKeys(read).where('id', '=', id).executeTakeFirstOrThrow()),
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

    revoke(call, input) {
      const { userId } = call.caller
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const mine = { id: input.id, userId }
          const { count } = await tx.apiKey.updateMany({
            where: { ...mine, revokedAt: null },
            data: { revokedAt: clock.now() },
          })
          if (count === 1) {
            const payload = { apiKeyId: input.id }
            emit({ entity: 'user', id: userId, ownerId: userId, what: 'apiKeyRevoked', payload })
          } else if (!(await tx.apiKey.findFirst({ where: mine, select: { id: true } }))) {
            throw notFound('API key', input.id)
          }
        },
        async () => ({ ok: true }),
      )
    },
  }
}

function selectKeys(read: ReadDb) {
  return read
    .selectFrom('api_key')
    .select(['id', 'name', 'prefix', 'scopes', 'created_at', 'expires_at', 'last_used_at', 'revoked_at'])
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
  }
}
