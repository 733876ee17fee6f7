import type { AppRouter } from '@framewright/contracts/app.router'
import { httpBatchStreamLink, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import { createTRPCQueryUtils, createTRPCReact } from '@trpc/react-query'
import type { CreateQueryUtils } from '@trpc/react-query/shared'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { queryClient } from './query-client.ts'
import { clientHeaders, steadyMutations } from './trpc-attempts.ts'
import { renewing } from './trpc-renewal.ts'

/** What goes into and comes out of every procedure: `Outputs['frame']['get']`. */
export type Inputs = inferRouterInputs<AppRouter>
export type Outputs = inferRouterOutputs<AppRouter>

/** Where the API answers, on the dashboard's own origin. */
export const apiUrl = '/api/trpc'

/** The hooks: `trpc.frame.list.useInfiniteQuery(…)`. */
export const trpc = createTRPCReact<AppRouter>()

/**
 * Queries travel in streamed batches. Mutations go one by one, because sign-in sets cookies, which a stream cannot once
 * it has begun, and because each carries a key of its own.
 */
export const client = trpc.createClient({
  links: [
    renewing,
    steadyMutations,
    splitLink({
      condition: (op) => op.type === 'subscription',
      true: httpSubscriptionLink({ url: apiUrl }),
      false: splitLink({
        condition: (op) => op.type === 'mutation',
        true: httpLink({ url: apiUrl, headers: ({ op }) => clientHeaders(op.context) }),
        false: httpBatchStreamLink({ url: apiUrl, headers: () => clientHeaders(), maxItems: 20, maxURLLength: 8000 }),
      }),
    }),
  ],
})

/** Query keys, options and cache for code outside components: loaders, prefetching, the palette. */
export const utils: CreateQueryUtils<AppRouter> = createTRPCQueryUtils<AppRouter>({ queryClient, client })
