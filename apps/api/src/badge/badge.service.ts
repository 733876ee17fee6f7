import { randomBytes } from 'node:crypto'
import { badgePrefix } from '@framewright/contracts/badge/badge.code'
import type { Badge } from '@framewright/contracts/badge/badge.schema'
import type { BadgeService } from '@framewright/contracts/badge/badge.service'
import type { PdfFile } from '@framewright/contracts/core/files'
import { DomainError, forbidden, notFound, ruleViolated } from '@framewright/contracts/errors'
import type { ReadDb } from '@framewright/db/client'
import { hashSecret } from '../auth/secrets.ts'
import type { Deps } from '../core/deps.ts'
import { personName } from '../core/names.ts'
import type { Papers } from '../document/papers.ts'
import { readShop } from '../shop/shop.settings.ts'

/** Living badges a person may have: one to wear, one at home, and what was lost and not yet reported. */
const mostBadges = 10
/** Badges a list shows, newest first. */
const mostShown = 500

export function badgeService({
  read,
  commands,
  clock,
  papers,
}: Pick<Deps, 'read' | 'commands' | 'clock' | 'papers'>): BadgeService {
  return {
    async list(_call, { userId }) {
      let query = selectBadges(read).orderBy('badge.id', 'desc').limit(mostShown)
      query =
        userId === undefined ? query.where('badge.revoked_at', 'is', null) : query.where('badge.user_id', '=', userId)
      const rows = await query.execute()
      return { items: rows.map(toBadge), nextCursor: null }
    },

    async issue(call, input) {
      const { caller } = call
      // A key that leaked could otherwise make itself a person at every terminal.
      if (caller.apiKeyId !== undefined) throw forbidden('An API key cannot issue badges; sign in for that.')
      const { userId, label } = input
      const token = randomBytes(32).toString('base64url')
      const code = badgePrefix + token
      let made: number | undefined
      // The answer is kept for a repeated request, so the code itself is put in behind it.
      const stored = await commands.run(
        call,
        input,
        async (tx, emit) => {
          // Whoever switches the account off waits, or is seen here.
          const [person] = await tx.$queryRaw<{ active: boolean }[]>`
            SELECT active FROM app_user WHERE id = ${userId} FOR NO KEY UPDATE`
          if (person === undefined) throw notFound('user', userId)
          if (!person.active) {
            throw ruleViolated('inactiveHolder', 'This account is switched off. Switch it on before you issue a badge.')
          }
          const living = await tx.badge.count({ where: { userId, revokedAt: null } })
          if (living >= mostBadges) throw ruleViolated('tooManyBadges', 'Revoke a badge that is not in use first.')
          const { id } = await tx.badge.create({
            data: {
              userId,
              label,
              prefix: token.slice(0, 6),
              tokenHash: hashSecret(code),
              issuedById: caller.userId,
              issuedAt: clock.now(),
            },
            select: { id: true },
          })
          made = id
          emit({ entity: 'user', id: userId, ownerId: userId, what: 'badgeIssued', payload: { badgeId: id, label } })
          return { id }
        },
        async ({ id }) => toBadge(await selectBadges(read).where('badge.id', '=', id).executeTakeFirstOrThrow()),
      )
      if (stored.id !== made) {
        throw new DomainError(
          'CONFLICT',
          'This badge was issued before and its code is shown only once. If it was not printed, revoke it and issue another.',
          { id: stored.id },
        )
      }
      return { ...stored, code, card: await draw({ read, papers }, stored, code) }
    },

    revoke(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const { id } = input
          const badge = await tx.badge.findUnique({ where: { id }, select: { userId: true, label: true } })
          if (badge === null) throw notFound('badge', id)
          const { count } = await tx.badge.updateMany({
            where: { id, revokedAt: null },
            data: { revokedAt: clock.now() },
          })
          if (count === 0) return
          const { userId, label } = badge
          emit({ entity: 'user', id: userId, ownerId: userId, what: 'badgeRevoked', payload: { badgeId: id, label } })
        },
        async () => ({ ok: true }),
      )
    },
  }
}

/** The card to print, of what the holder is called and does. */
async function draw(
  { read, papers }: { read: ReadDb; papers: Papers },
  { user, prefix, issuedAt }: Badge,
  code: string,
): Promise<PdfFile> {
  const [shop, holder] = await Promise.all([
    readShop(read),
    read
      .selectFrom('app_user')
      .leftJoin('job_title', 'job_title.id', 'app_user.job_title_id')
      .where('app_user.id', '=', user.id)
      .select('job_title.name as job_title')
      .executeTakeFirst(),
  ])
  const card = { name: user.name, jobTitle: holder?.job_title ?? '', code }
  const bytes = await papers.draw('badge', card, shop.name, new Date(issuedAt))
  return { fileName: `badge-${prefix}.pdf`, base64: bytes.toString('base64') }
}

function selectBadges(read: ReadDb) {
  return read
    .selectFrom('badge')
    .innerJoin('app_user as holder', 'holder.id', 'badge.user_id')
    .leftJoin('app_user as issuer', 'issuer.id', 'badge.issued_by_id')
    .select([
      'badge.id',
      'badge.user_id',
      'badge.label',
      'badge.prefix',
      'badge.issued_at',
      'badge.issued_by_id',
      'badge.last_used_at',
      'badge.revoked_at',
      'holder.username',
      'holder.first_name',
      'holder.last_name',
      'issuer.username as issuer_username',
      'issuer.first_name as issuer_first_name',
      'issuer.last_name as issuer_last_name',
    ])
}

type BadgeRow = Awaited<ReturnType<ReturnType<typeof selectBadges>['executeTakeFirstOrThrow']>>

function toBadge(row: BadgeRow): Badge {
  const issuer = {
    username: row.issuer_username,
    first_name: row.issuer_first_name,
    last_name: row.issuer_last_name,
  }
  return {
    id: row.id,
    user: { id: row.user_id, name: personName(row) },
    label: row.label,
    prefix: row.prefix,
    issuedAt: row.issued_at.toISOString(),
    issuedBy: row.issued_by_id === null ? null : { id: row.issued_by_id, name: personName(issuer) },
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  }
}
