import { trpc } from '~/lib/trpc.ts'

/** The shop's places; a shop has far fewer than one page holds. */
export function useLocations(enabled = true) {
  return trpc.stock.locations.useQuery({ sort: 'name', limit: 200 }, { enabled, staleTime: 5 * 60_000 })
}
