import { randomUUID } from 'node:crypto'
import type { AnonymousCall } from '@framewright/contracts/core/context'
import type { Deps } from '../core/deps.ts'
import type { Tx } from '../core/sql.ts'
import { longestSessionMs, refreshTokenMs, tabGraceMs } from './lifetimes.ts'
import { hashSecret, looksLike, newSecret } from './secrets.ts'

/** Why a session ended before its time, as the table records it. */
export type RevocationReason = 'logout' | 'reuse' | 'passwordChanged' | 'deactivated' | 'replaced' | 'ended'

/** A session as whoever holds its refresh token gets it. */
export interface OpenSession {
  userId: number
  sessionId: string
  refreshToken: string
  refreshExpiresAt: Date
}

/** What became of a refresh token that was presented. */
export type Rotation =
  | ({ outcome: 'rotated' } & OpenSession)
  /** Spent a moment ago, as when two tabs of one browser renew together: no token is given for it. */
  | { outcome: 'raced'; userId: number; sessionId: string; spentAt: Date }
  | { outcome: 'reused'; userId: number; sessionId: string }
  | { outcome: 'refused' }

/** Sign-ins and their chains of refresh tokens. */
export interface Sessions {
  /**
   * Opens a session and records the sign-in, if the person is still active and their password still the one that was
   * verified; null if not.
   */
  open(call: AnonymousCall, userId: number, passwordHash: string): Promise<OpenSession | null>
  /** Spends a refresh token for the next one. What a spent one means is for the caller to act upon. */
  rotate(refreshToken: string): Promise<Rotation>
  /** Ends the session a refresh token belongs to, spent or not. */
  revokeByToken(refreshToken: string, reason: RevocationReason): Promise<void>
}

export function sessions({ prisma, clock }: Pick<Deps, 'prisma' | 'clock'>): Sessions {
  /** Why nothing was spent. */
  async function explain(tokenHash: string, now: Date): Promise<Rotation> {
    const token = await prisma.refreshToken.findUnique({
      where: { tokenHash },
      include: { session: { include: { user: { select: { active: true } } } } },
    })
    if (token === null || token.spentAt === null) return { outcome: 'refused' }
    const { session, spentAt } = token
    if (session.revokedAt !== null || session.expiresAt <= now || !session.user.active) return { outcome: 'refused' }
    const { userId, id: sessionId } = session
    if (now.getTime() - spentAt.getTime() <= tabGraceMs) return { outcome: 'raced', userId, sessionId, spentAt }
    return { outcome: 'reused', userId, sessionId }
  }

  return {
    async open(call, userId, passwordHash) {
      const now = clock.now()
      const sessionId = randomUUID()
      const refreshToken = newSecret('refreshToken')
      const refreshExpiresAt = new Date(now.getTime() + refreshTokenMs)
      const opened = await prisma.$executeRaw`
        WITH person AS (
          UPDATE app_user SET last_login = ${now}
          WHERE id = ${userId} AND active AND password_hash = ${passwordHash}
          RETURNING id
        ), opened AS (
          INSERT INTO session (id, user_id, created_at, expires_at, user_agent, address)
          SELECT ${sessionId}::uuid, id, ${now}::timestamptz, ${refreshExpiresAt}::timestamptz,
            ${call.userAgent?.slice(0, 300) ?? null}, ${call.address ?? null}
          FROM person RETURNING id
        )
        INSERT INTO refresh_token (token_hash, session_id, created_at, expires_at)
        SELECT ${hashSecret(refreshToken)}, id, ${now}::timestamptz, ${refreshExpiresAt}::timestamptz FROM opened`
      return opened === 1 ? { userId, sessionId, refreshToken, refreshExpiresAt } : null
    },

    async rotate(presented) {
      if (!looksLike('refreshToken', presented)) return { outcome: 'refused' }
      const now = clock.now()
      const tokenHash = hashSecret(presented)
      const refreshToken = newSecret('refreshToken')
      // One statement: of two that spend the same token at once, the second waits at its row and then finds it spent.
      const [next] = await prisma.$queryRaw<{ session_id: string; user_id: number; expires_at: Date }[]>`
        WITH spent AS (
          UPDATE refresh_token t SET spent_at = ${now}
          FROM session s JOIN app_user u ON u.id = s.user_id
          WHERE t.token_hash = ${tokenHash} AND t.spent_at IS NULL AND t.expires_at > ${now}
            AND s.id = t.session_id AND s.revoked_at IS NULL AND s.expires_at > ${now} AND u.active
          RETURNING t.session_id
        ), extended AS (
          UPDATE session s
          SET expires_at = least(${new Date(now.getTime() + refreshTokenMs)}::timestamptz,
            s.created_at + ${longestSessionMs / 1000}::int * interval '1 second')
          FROM spent WHERE s.id = spent.session_id AND s.revoked_at IS NULL
          RETURNING s.id, s.user_id, s.expires_at
        ), issued AS (
          INSERT INTO refresh_token (token_hash, session_id, created_at, expires_at)
          SELECT ${hashSecret(refreshToken)}, id, ${now}::timestamptz, expires_at FROM extended
        )
        SELECT id::text AS session_id, user_id, expires_at FROM extended`
      if (next === undefined) return explain(tokenHash, now)
      return {
        outcome: 'rotated',
        userId: next.user_id,
        sessionId: next.session_id,
        refreshToken,
        refreshExpiresAt: next.expires_at,
      }
    },

    async revokeByToken(refreshToken, reason) {
      if (!looksLike('refreshToken', refreshToken)) return
      await prisma.session.updateMany({
        where: { revokedAt: null, refreshTokens: { some: { tokenHash: hashSecret(refreshToken) } } },
        data: { revokedAt: clock.now(), revokedReason: reason },
      })
    },
  }
}

/**
 * Ends sessions within a transaction: one, or all of a person's but one.
 * @returns how many were alive.
 */
export async function revokeSessions(
  tx: Tx,
  which: { sessionId: string } | { userId: number; except?: string | undefined },
  reason: RevocationReason,
  now: Date,
): Promise<number> {
  const where =
    'sessionId' in which
      ? { id: which.sessionId }
      : { userId: which.userId, ...(which.except === undefined ? {} : { id: { not: which.except } }) }
  const { count } = await tx.session.updateMany({
    where: { ...where, revokedAt: null },
    data: { revokedAt: now, revokedReason: reason },
  })
  return count
}
