import { createHash } from 'node:crypto'
import { DomainError } from '@framewright/contracts/errors'
import { type RawBuilder, sql } from 'kysely'
import type { Deps } from '../core/deps.ts'
import { build, run } from '../core/sql.ts'
import { networkOf } from './network.ts'

/**
 * Failed sign-ins, counted in the database so that all processes share the counts.
 *
 * - Per account and address: five failures are free, then each wait is twice the one before, from two seconds up to fifteen
 *   minutes.
 * - Per address: the same after thirty failures, whichever the accounts, so that a shop behind one address can mistype.
 * - Per account: never a wait of its own, since anybody could then lock a person out by failing in their name. After
 *   twenty failures from anywhere, each further address has one free failure instead of five, and guessing gets no
 *   cheaper with the number of addresses. The owner, with the right password, is let in at once from an address of their own.
 *
 * Failures count for an hour. An account is what was typed, whether or not there is such a user, so that both look alike.
 */
const free = { pair: 5, pairUnderAttack: 1, address: 30, registration: 30, password: 5 } as const
const attackedAfter = 20
const windowMs = 3_600_000
const longestWaitSeconds = 900

/** One thing that is tried again and again. */
export interface Throttle {
  /** @throws DomainError TOO_MANY_REQUESTS while this account must wait at this address, or the address as a whole. */
  requireSignIn(account: string, address: string | undefined): Promise<void>
  signInFailed(account: string, address: string | undefined): Promise<void>
  signInSucceeded(account: string, address: string | undefined): Promise<void>
  /** Counts a registration from an address. @throws DomainError TOO_MANY_REQUESTS */
  countRegistration(address: string | undefined): Promise<void>
  /** The same for somebody signed in who must give their password once more. */
  requirePassword(userId: number): Promise<void>
  passwordFailed(userId: number): Promise<void>
}

export function throttle({ prisma, clock }: Pick<Deps, 'prisma' | 'clock'>): Throttle {
  async function require(keys: string[]): Promise<void> {
    const now = clock.now()
    const blocked = await prisma.loginThrottle.findMany({
      where: { key: { in: keys }, blockedUntil: { gt: now } },
      select: { blockedUntil: true },
    })
    const until = Math.max(...blocked.map((row) => row.blockedUntil?.getTime() ?? 0))
    if (blocked.length === 0) return
    const retryAfterSeconds = Math.max(1, Math.ceil((until - now.getTime()) / 1000))
    throw new DomainError(
      'TOO_MANY_REQUESTS',
      `Too many attempts. Try again in ${retryAfterSeconds === 1 ? 'a second' : `${retryAfterSeconds} seconds`}.`,
      { retryAfterSeconds },
    )
  }

  /** Adds one to a count, in one statement, and says what it is now. */
  async function count(key: string, freeAttempts: number | null): Promise<number> {
    const now = clock.now()
    const stale = new Date(now.getTime() - windowMs)
    const failures = sql<number>`CASE WHEN t.window_start <= ${stale} THEN 1 ELSE t.failures + 1 END`
    const counted = sql<{ failures: number }>`
      INSERT INTO login_throttle AS t (key, failures, window_start, blocked_until)
      VALUES (${key}, 1, ${now}, ${waitAfter(sql`1`, freeAttempts, now)})
      ON CONFLICT (key) DO UPDATE SET
        failures = ${failures},
        window_start = CASE WHEN t.window_start <= ${stale} THEN ${now} ELSE t.window_start END,
        blocked_until = ${waitAfter(failures, freeAttempts, now)}
      RETURNING failures`
    const [row] = await run(prisma, { compile: () => counted.compile(build) })
    return row?.failures ?? 0
  }

  return {
    requireSignIn: (account, address) => require([pairKey(account, address), addressKey(address)]),

    async signInFailed(account, address) {
      const onAccount = await count(key('account', account.toLowerCase()), null)
      await count(pairKey(account, address), onAccount >= attackedAfter ? free.pairUnderAttack : free.pair)
      await count(addressKey(address), free.address)
    },

    // The address keeps its count: one good account must not buy guesses at the others.
    async signInSucceeded(account, address) {
      await prisma.loginThrottle.deleteMany({ where: { key: pairKey(account, address) } })
    },

    async countRegistration(address) {
      const at = key('registration', networkOf(address))
      await require([at])
      await count(at, free.registration)
    },

    requirePassword: (userId) => require([key('password', String(userId))]),
    async passwordFailed(userId) {
      await count(key('password', String(userId)), free.password)
    },
  }
}

/** When the next attempt may come: SQL for an instant, or NULL while attempts are free. */
function waitAfter(failures: RawBuilder<unknown>, freeAttempts: number | null, now: Date): RawBuilder<unknown> {
  if (freeAttempts === null) return sql`NULL::timestamptz`
  return sql`CASE WHEN ${failures} >= ${freeAttempts}::int THEN ${now}::timestamptz
    + least(${longestWaitSeconds}::int, power(2, least(${failures} - ${freeAttempts}::int + 1, 20))) * interval '1 second' END`
}

// Hashed: people type their password into the wrong field, and it must not stand in a table then.
const key = (kind: string, ...parts: string[]): string =>
  `${kind}:${createHash('sha256').update(parts.join('\0')).digest('base64url')}`

const pairKey = (account: string, address: string | undefined): string =>
  key('pair', account.toLowerCase(), networkOf(address))

const addressKey = (address: string | undefined): string => key('address', networkOf(address))
