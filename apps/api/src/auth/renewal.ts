import { setTimeout as sleep } from 'node:timers/promises'
import type { AuthService } from '@framewright/contracts/auth/auth.service'
import type { AnonymousCall } from '@framewright/contracts/core/context'
import { DomainError } from '@framewright/contracts/errors'
import type { Deps } from '../core/deps.ts'
import { readAccess } from './access.ts'
import { accessTokenSeconds } from './lifetimes.ts'
import { type Rotation, revokeSessions, sessions } from './sessions.ts'
import { accessTokens } from './tokens.ts'

/** Long enough for the other tab's answer, which is on its way, to set the cookies that both tabs share. */
const otherTabMs = 150

/** Going on with a session, and ending it. */
export function renewal(deps: Deps): Pick<AuthService, 'refresh' | 'renew' | 'logout'> {
  const { prisma, clock, commands } = deps
  const tokens = accessTokens(deps)
  const chain = sessions(deps)

  /**
   * Somebody holds a copy of a spent token: thief or owner, nobody can tell, so the session ends for both. It is committed
   * before the call fails, and told in the event log.
   */
  async function revokeReused(call: AnonymousCall, { userId, sessionId }: { userId: number; sessionId: string }) {
    await commands.run(
      { ...call, idempotencyKey: undefined },
      {},
      async (tx, emit) => {
        const ended = await revokeSessions(tx, { sessionId }, 'reuse', clock.now())
        if (ended === 0) return
        emit({ entity: 'user', id: userId, ownerId: userId, what: 'sessionRevoked', payload: { reason: 'reuse' } })
      },
      async () => undefined,
    )
  }

  async function accessOf(rotation: Extract<Rotation, { userId: number }>) {
    const access = await readAccess(deps, rotation.userId)
    if (access === undefined) throw ended()
    return access
  }

  return {
    async refresh(call, input) {
      const next = await chain.rotate(input.refreshToken)
      switch (next.outcome) {
        case 'rotated':
          return {
            accessToken: await tokens.sign(next.userId, next.sessionId),
            refreshToken: next.refreshToken,
            expiresIn: accessTokenSeconds,
          }
        // A client that keeps its tokens itself has no tabs: no grace.
        case 'raced':
        case 'reused':
          await revokeReused(call, next)
          throw ended()
        case 'refused':
          throw ended()
      }
    },

    async renew(call, browser) {
      const next: Rotation =
        browser.refreshToken === undefined ? { outcome: 'refused' } : await chain.rotate(browser.refreshToken)
      switch (next.outcome) {
        case 'rotated': {
          const access = await accessOf(next)
          browser.set({
            accessToken: await tokens.sign(next.userId, next.sessionId),
            refreshToken: next.refreshToken,
            refreshExpiresAt: next.refreshExpiresAt.toISOString(),
          })
          return { expiresIn: accessTokenSeconds, ...access }
        }
        case 'raced': {
          // The other tab's answer brings the new cookies; this one brings none, so a spent token never buys another.
          const access = await accessOf(next)
          await sleep(otherTabMs)
          const elapsed = Math.ceil((clock.now().getTime() - next.spentAt.getTime()) / 1000)
          return { expiresIn: Math.max(1, accessTokenSeconds - elapsed), ...access }
        }
        case 'reused':
          await revokeReused(call, next)
          browser.clear()
          throw ended()
        case 'refused':
          browser.clear()
          throw ended()
      }
    },

    async logout(call, input, browser) {
      const sessionId = call.caller?.sessionId
      if (sessionId !== undefined) await revokeSessions(prisma, { sessionId }, 'logout', clock.now())
      for (const refreshToken of [input.refreshToken, browser?.refreshToken]) {
        if (refreshToken !== undefined) await chain.revokeByToken(refreshToken, 'logout')
      }
      browser?.clear()
      return { ok: true }
    },
  }
}

const ended = () => new DomainError('UNAUTHENTICATED', 'This session has ended. Sign in again.', {})
