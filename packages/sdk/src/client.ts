import type { AppRouter } from '@framewright/contracts/app.router'
import { createTRPCClient, httpBatchStreamLink, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { type EventSourceInit, FetchEventSource } from './event-source.ts'
import { type RetryOptions, retryingFetch } from './retry.ts'
import type { FramewrightClient } from './types.ts'

type Secret = string | (() => string | Promise<string>)

interface CommonOptions {
  /** Where the server is, e.g. "https://erp.example.com". */
  url: string
  /** What to make requests with. Default: the global `fetch`. */
  fetch?: typeof globalThis.fetch
  /** How to repeat what did not get through, or how often at most. */
  retries?: number | RetryOptions
}

/** Either an API key, for services, or an access token; a function is asked before every request. */
export type ClientOptions = CommonOptions &
  ({ apiKey: Secret; token?: never } | { token: Secret; apiKey?: never } | { apiKey?: never; token?: never })

/**
 * Makes a typed client.
 *
 * Calls that did not get through (network failures, a busy or restarting server, too many requests) are repeated, waiting
 * as long as the server asks. Each change carries one idempotency key for all its repetitions, so it happens once. To keep
 * a change from happening twice across restarts of your own program too, give the key yourself:
 * `client.frame.create.mutate(input, { context: { idempotencyKey } })`.
 *
 * Subscriptions come back by themselves and go on behind the last event seen.
 *
 * @throws (from calls) an error for which `isFramewrightError` is true, where the server answered with one.
 */
export function createClient(options: ClientOptions): FramewrightClient {
  const { fetch = globalThis.fetch, retries = {} } = options
  const base = new URL(options.url)
  const url = `${base.origin}${base.pathname.replace(/\/$/, '')}/api/trpc`

  /** The last event a subscription has brought: answers from then on know of it. */
  let seen: string | undefined
  const credentials = async (): Promise<Record<string, string>> => {
    if (options.apiKey !== undefined) return { 'x-api-key': await reveal(options.apiKey) }
    if (options.token !== undefined) return { authorization: `Bearer ${await reveal(options.token)}` }
    return {}
  }

  const repeating = retryingFetch(fetch, typeof retries === 'number' ? { attempts: retries } : retries)
  const client = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (op) => op.type === 'subscription',
        true: httpSubscriptionLink<AppRouter, new (url: string, init?: EventSourceInit) => FetchEventSource>({
          url,
          EventSource: FetchEventSource,
          eventSourceOptions: {
            fetch,
            headers: credentials,
            seen: (id) => {
              seen = id
            },
          },
        }),
        false: splitLink({
          // What comes in pieces, however many, needs the link that streams.
          condition: (op) => op.path.endsWith('.export'),
          true: httpBatchStreamLink({ url, fetch: repeating as never, headers: credentials, maxItems: 1 }),
          // One call a request: a batch could carry only one idempotency key.
          false: httpLink({
            url,
            fetch: repeating as never,
            headers: async ({ op }) => ({
              ...(await credentials()),
              ...(seen === undefined ? {} : { 'x-framewright-seen': seen }),
              ...(op.type === 'mutation' ? { 'idempotency-key': keyOf(op.context) } : {}),
            }),
          }),
        }),
      }),
    ],
  })
  return client as unknown as FramewrightClient
}

const reveal = (secret: Secret) => (typeof secret === 'function' ? secret() : secret)

function keyOf(context: Record<string, unknown>): string {
  return typeof context.idempotencyKey === 'string' ? context.idempotencyKey : crypto.randomUUID()
}
