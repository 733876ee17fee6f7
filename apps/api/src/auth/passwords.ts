import { availableParallelism } from 'node:os'
import { DomainError } from '@framewright/contracts/errors'
import argon2 from 'argon2'

/** OWASP's recommendation for argon2id: 19 MiB, two passes, one lane; about 25 ms of one core. */
const parameters = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** The hash of a random password nobody kept: what is verified against when there is no such user. */
const dummyHash = '$argon2id$v=19$m=19456,p=1,t=2$vs+fjvZHpjnhgC29sYvGbg$iaLI57zDlaeKv5V++Y/Tcfx+Bk1b+W3Ygs/KGMv/6gI'

/** Hashes at a time: Node has four threads for this and for file and name lookups, which must not wait behind them. */
const slots = Math.max(1, Math.min(3, availableParallelism()))
/** Some seconds' work. Whoever comes behind that is told to come back rather than kept waiting. */
const longestQueue = 100

let busy = 0
const waiting: (() => void)[] = []

/**
 * Runs work that hashes, at most a few at a time in this process, so that a flood of sign-ins takes neither the memory
 * nor all threads.
 * @throws DomainError UNAVAILABLE when too many are waiting already.
 */
export async function withHashing<T>(work: () => Promise<T>): Promise<T> {
  if (busy >= slots) {
    if (waiting.length >= longestQueue) {
      throw new DomainError('UNAVAILABLE', 'Too many people are signing in at once. Try again in a moment.', {
        retryAfterSeconds: 3,
      })
    }
    // Whoever leaves hands the slot over, so `busy` stays as it is.
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else {
    busy++
  }
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else busy--
  }
}

/** The PHC string of a password, to be stored. Call it within `withHashing`. */
export const hashPassword = (password: string): Promise<string> => argon2.hash(normal(password), parameters)

/**
 * Whether the password is the one. With no hash (there is no such user) or one that is none, it takes as long and says
 * no. Call it within `withHashing`.
 */
export async function verifyPassword(hash: string | undefined, password: string): Promise<boolean> {
  const usable = hash?.startsWith('$argon2') === true
  const matches = await argon2.verify(usable ? hash : dummyHash, normal(password))
  return usable && matches
}

/** Whether a stored hash was made with other parameters than today's. */
export const isOutdated = (hash: string): boolean => argon2.needsRehash(hash, parameters)

/** One keyboard composes ü, another sends u and ¨: both mean the same password. */
const normal = (password: string): string => password.normalize('NFKC')
