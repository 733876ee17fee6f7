import { trpc } from '~/lib/trpc.ts'

/** All categories in the order of their paths; there are few, and events refetch them. */
export function useCategories(enabled = true) {
  return trpc.category.list.useQuery(undefined, { enabled, staleTime: 5 * 60_000 })
}
