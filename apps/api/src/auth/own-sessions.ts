import type { AuthService } from '@framewright/contracts/auth/auth.service'
import type { Call } from '@framewright/contracts/core/context'
import { notFound } from '@framewright/contracts/errors'
import type { Deps } from '../core/deps.ts'
import { requirePerson } from './person.ts'
import { revokeSessions } from './sessions.ts'

interface SessionRow {
  id: string
  created_at: Date
  last_seen_at: Date
  expires_at: Date
  address: string | null
  user_agent: string | null
}

/** Devices shown at most; nobody has as many. */
const most = 100

/** Where one is signed in, and signing out there. */
export function ownSessions(deps: Deps): Pick<AuthService, 'sessions' | 'endSession' | 'endOtherSessions'> {
  const { prisma, clock, commands } = deps

  async function end(call: Call, input: object, which: Parameters<typeof revokeSessions>[1]): Promise<number> {
    const { userId } = call.caller
    return commands.run(
      call,
      input,
      async (tx, emit) => {
        const ended = await revokeSessions(tx, which, 'ended', clock.now())
        if (ended > 0) {
          emit({ entity: 'user', id: userId, ownerId: userId, what: 'sessionRevoked', payload: { reason: 'ended' } })
        }
        return ended
      },
      async (ended) => ended,
    )
  }

  return {
    async sessions(call) {
      requirePerson(call)
      const { userId, sessionId } = call.caller
      // From the primary: whoever has just ended one must not see it again.
      const rows = await prisma.$queryRaw<SessionRow[]>`
        SELECT s.id::text, s.created_at, s.expires_at, s.address, s.user_agent,
          coalesce((SELECT max(t.created_at) FROM refresh_token t WHERE t.session_id = s.id), s.created_at) AS last_seen_at
        FROM session s
        WHERE s.user_id = ${userId} AND s.revoked_at IS NULL AND s.expires_at > ${clock.now()}
        ORDER BY last_seen_at DESC, s.id LIMIT ${most}`
      return {
        items: rows.map((row) => ({
          id: row.id,
          current: row.id === sessionId,
          signedInAt: row.created_at.toISOString(),
          lastSeenAt: row.last_seen_at.toISOString(),
          expiresAt: row.expires_at.toISOString(),
          address: row.address,
          userAgent: row.user_agent,
        })),
      }
    },

    async endSession(call, input) {
      requirePerson(call)
      const { userId } = call.caller
      const own = await prisma.session.findFirst({ where: { id: input.id, userId, revokedAt: null } })
      if (own === null) throw notFound('session', input.id)
      await end(call, input, { sessionId: input.id })
      return { ok: true }
    },

    async endOtherSessions(call) {
      requirePerson(call)
      const { userId, sessionId } = call.caller
      await end(call, {}, { userId, except: sessionId })
      return { ok: true }
    },
  }
}
