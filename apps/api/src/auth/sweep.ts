import type { Deps } from '../core/deps.ts'

const dayMs = 24 * 3_600_000

/**
 * Removes what nobody needs any more: refresh tokens that have expired, sessions a month after their end, throttles
 * of yesterday. To be run now and then, by any process and by several at once.
 */
export async function sweepIdentity({ prisma, clock }: Pick<Deps, 'prisma' | 'clock'>): Promise<void> {
  const now = clock.now().getTime()
  await prisma.refreshToken.deleteMany({ where: { expiresAt: { lt: new Date(now - dayMs) } } })
  await prisma.session.deleteMany({ where: { expiresAt: { lt: new Date(now - 30 * dayMs) } } })
  await prisma.loginThrottle.deleteMany({
    where: {
      windowStart: { lt: new Date(now - dayMs) },
      OR: [{ blockedUntil: null }, { blockedUntil: { lt: new Date(now) } }],
    },
  })
}
