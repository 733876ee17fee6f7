import { errorSentence } from '~/lib/errors.ts'
import { trpc } from '~/lib/trpc.ts'

const usages = ['STORAGE', 'QUARANTINE'] as const
const names = { STORAGE: 'Storage', QUARANTINE: 'Quarantine, until inspected' } as const

/** Where a delivery can be put, grouped by what the place is for. */
export function useReceivingLocations() {
  const queries = trpc.useQueries((t) =>
    usages.map((usage) => t.stock.locations({ usage, sort: 'name', limit: 200 }, { staleTime: 5 * 60_000 })),
  )
  const failed = queries.find((query) => query.error)
  return {
    options: usages.flatMap((usage, index) => {
      const items = (queries[index]?.data?.items ?? []).filter((location) => location.active)
      return items.length === 0
        ? []
        : [
            {
              group: names[usage],
              items: items.map(({ id, name, code }) => ({ value: String(id), label: `${name} (${code})` })),
            },
          ]
    }),
    pending: queries.some((query) => query.isPending),
    error: failed ? errorSentence(failed.error) : undefined,
  }
}
