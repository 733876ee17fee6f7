import { getUntypedClient } from '@trpc/client'
import { queryClient } from './query-client.ts'
import { client } from './trpc.ts'

/** What the page's head has asked for already: `begin/begin.ts`. */
export interface Begun {
  /** Who is signed in; gone once it is taken over. */
  verify?: Promise<Response>
  query?: BegunQuery
}

export interface BegunQuery {
  path: [router: string, procedure: string]
  input: unknown
  kind: 'query' | 'infinite'
  answer: Promise<unknown>
}

declare global {
  interface Window {
    begun?: Begun
  }
}

/** Puts the first answer of the screen into the cache, as if the screen had asked. It asks itself where that did not come. */
export function takeBegunQuery(): void {
  const query = window.begun?.query
  if (query === undefined) return
  delete window.begun?.query
  const { path, input, kind, answer } = query
  const queryKey = [path, { ...(input === undefined ? {} : { input }), type: kind }]
  const queryFn = () => answer.catch(() => getUntypedClient(client).query(path.join('.'), input))
  if (kind === 'query') void queryClient.prefetchQuery({ queryKey, queryFn })
  else void queryClient.prefetchInfiniteQuery({ queryKey, queryFn, initialPageParam: null })
}
