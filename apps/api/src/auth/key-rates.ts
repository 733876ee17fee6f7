import { DomainError } from '@framewright/contracts/errors'

interface Bucket {
  tokens: number
  at: number
}

/** Keys remembered at once; of more, those unused for longest start afresh. */
const mostBuckets = 10_000

/**
 * Bounds the requests of each API key, counted by this process: a key's minute may be spent at once and comes back evenly.
 * @returns call it for each request with the key's rate. It throws DomainError TOO_MANY_REQUESTS when the key has spent it.
 */
export function keyRates(): (keyId: number, perMinute: number, now: Date) => void {
  const buckets = new Map<number, Bucket>()
  return (keyId, perMinute, now) => {
    const at = now.getTime()
    const before = buckets.get(keyId) ?? { tokens: perMinute, at }
    const regained = (Math.max(0, at - before.at) * perMinute) / 60_000
    const tokens = Math.min(perMinute, before.tokens + regained)
    // Put at the end, so that the first is the one unused for longest.
    buckets.delete(keyId)
    buckets.set(keyId, { tokens: tokens >= 1 ? tokens - 1 : tokens, at })
    if (buckets.size > mostBuckets) buckets.delete(buckets.keys().next().value ?? 0)
    if (tokens >= 1) return
    const retryAfterSeconds = Math.max(1, Math.ceil(((1 - tokens) * 60) / perMinute))
    throw new DomainError(
      'TOO_MANY_REQUESTS',
      `This API key may make ${perMinute} requests a minute and has made them. Try again in ${retryAfterSeconds} s.`,
      { retryAfterSeconds },
    )
  }
}
