import type { AppRouter } from '@framewright/contracts/app.router'
import type { OperationContext, TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { errorBody, mayRetry } from './errors.ts'
import { lastEvent } from './last-event.ts'
import { randomId } from './random-id.ts'

const attempts = 3
const keyName = 'idempotencyKey'

/** What every call says of itself; the server refuses a cookie's changes without the first (CSRF). */
export function clientHeaders(context: OperationContext = {}): Record<string, string> {
  const key = context[keyName]
  const { person } = context
  const seen = lastEvent.get()
  return {
    'x-framewright-client': 'web',
    ...(seen === undefined ? {} : { 'x-framewright-seen': seen }),
    ...(typeof key === 'string' ? { 'idempotency-key': key } : {}),
    // An action that was kept is its author's, whoever is signed in when it is sent.
    ...(typeof person === 'number' ? { 'x-framewright-person': String(person) } : {}),
  }
}

/**
 * Gives each mutation one idempotency key for all its attempts, and repeats it when the network broke or the server was
 * overloaded: the key makes a repetition harmless when the first attempt did arrive.
 */
export const steadyMutations: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) => {
    if (op.type !== 'mutation') return next(op)
    const keyed = { ...op, context: { ...op.context, [keyName]: op.context[keyName] ?? randomId() } }
    return observable((observer) => {
      let current: { unsubscribe(): void } | undefined
      let timer: ReturnType<typeof setTimeout> | undefined
      const attempt = (count: number) => {
        current = next(keyed).subscribe({
          next: (value) => observer.next(value),
          complete: () => observer.complete(),
          error: (error) => {
            if (count >= attempts || !mayRetry(error)) return observer.error(error)
            timer = setTimeout(() => attempt(count + 1), waitFor(error, count))
          },
        })
      }
      attempt(1)
      return () => {
        clearTimeout(timer)
        current?.unsubscribe()
      }
    })
  }

/** The server's own Retry-After where it gave one, else a short doubling wait. */
function waitFor(error: unknown, count: number): number {
  const { details } = errorBody(error)
  const asked = 'retryAfterSeconds' in details ? Number(details.retryAfterSeconds) : Number.NaN
  return Number.isFinite(asked) ? Math.min(asked * 1000, 5000) : 300 * 2 ** count
}
