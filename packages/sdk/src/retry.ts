export interface RetryOptions {
  /** How often a call is repeated at most. Default 5; 0 never repeats. */
  attempts?: number
  /** The wait before the first repetition, in milliseconds; each further one is twice as long. Default 250. */
  firstWaitMs?: number
  /** The longest wait, in milliseconds, also where the server asks for a longer one. Default 15,000. */
  longestWaitMs?: number
}

/** Busy, ending, or asked too often: nothing was done, and Retry-After may say when to come back. */
const repeatable = new Set([429, 502, 503, 504])

/**
 * Repeats what did not get through. Safe for reads, and for changes because each carries an idempotency key, the same
 * in every repetition: whatever came of the first request, it is done once.
 */
export function retryingFetch(fetch: typeof globalThis.fetch, options: RetryOptions): typeof globalThis.fetch {
  const { attempts = 5, firstWaitMs = 250, longestWaitMs = 15_000 } = options
  return async (input, init) => {
    for (let attempt = 0; ; attempt++) {
      const isLast = attempt >= attempts
      let asked: number | undefined
      try {
        const response = await fetch(input, init)
        if (isLast || !repeatable.has(response.status)) return response
        asked = retryAfterMs(response.headers.get('retry-after'))
        // The connection is free again only when the answer has been taken.
        await response.body?.cancel()
      } catch (error) {
        if (isLast || init?.signal?.aborted) throw error
      }
      const wait = firstWaitMs * 2 ** attempt * (0.5 + Math.random())
      await sleep(Math.min(Math.max(asked ?? 0, wait), longestWaitMs), init?.signal)
    }
  }
}

/** Seconds, or a date, as the header may be. */
function retryAfterMs(header: string | null): number | undefined {
  if (header === null) return undefined
  const seconds = Number(header)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(ms) && ms > 0 ? ms : undefined
}

/** Rejects with the signal's reason when that aborts. */
export function sleep(ms: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const abort = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, ms)
    signal?.addEventListener('abort', abort, { once: true })
  })
}
