import type { QueryKey } from '@tanstack/react-query'
import type { Inputs } from './trpc.ts'

/**
 * The key under which tRPC keeps what a procedure answered, as its own `getQueryKey` gives it: of one input, of every input, or of
 * all procedures of a router. By their names: told by what a procedure looks like, the compiler would compare each with all.
 * @param type what keeps it: without one, both kinds of query.
 */
export function keyOf<R extends keyof Inputs>(router: R): QueryKey
export function keyOf<R extends keyof Inputs, P extends keyof Inputs[R]>(
  router: R,
  procedure: P,
  input?: Partial<Inputs[R][P]>,
  type?: 'query' | 'infinite',
): QueryKey
export function keyOf(router: string, procedure?: string, input?: unknown, type?: string): QueryKey {
  const path = procedure === undefined ? [router] : [router, procedure]
  if (input === undefined && type === undefined) return [path]
  return [path, { ...(input === undefined ? {} : { input }), ...(type === undefined ? {} : { type }) }]
}
