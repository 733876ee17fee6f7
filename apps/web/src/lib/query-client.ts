import { QueryClient } from '@tanstack/react-query'
import { mayRetry } from './errors.ts'

/**
 * The cache. Live events say what changed, so data counts as fresh for half a minute. Lists keep their old page while the
 * next one loads (`listOptions`); a document's page must not, or it would show another document.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      // Asked without a network too: what is not kept on the device then says so, rather than load for ever.
      networkMode: 'always',
      refetchOnReconnect: true,
      retry: (failures, error) => failures < 2 && mayRetry(error),
      retryDelay: (attempt) => Math.min(400 * 2 ** attempt, 3000),
    },
    // A command is repeated by its link, with the same idempotency key, and never by the cache with a new one.
    mutations: { retry: false, networkMode: 'always' },
  },
})
