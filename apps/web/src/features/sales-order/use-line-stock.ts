import { trpc } from '~/lib/trpc.ts'
import type { LineDraft } from './sales-line.ts'

/** Items of an order whose stock is followed while it is typed; for more, what was there when they were picked stands. */
const followed = 60
const fresh = { staleTime: 30_000 } as const

/** What is available of a line's item now, also when somebody else takes of it meanwhile; null where nothing is needed. */
export function useLineStock(lines: readonly LineDraft[]): (line: LineDraft) => string | null {
  const ids = [...new Set(lines.flatMap((line) => line.itemId ?? []))].slice(0, followed)
  const queries = trpc.useQueries((t) => ids.map((id) => t.item.get({ id }, fresh)))
  return (line) => {
    const item = line.itemId === null ? undefined : queries[ids.indexOf(line.itemId)]?.data
    if (item === undefined) return line.available
    return item.kind === 'SERVICE' ? null : item.stock.available
  }
}
