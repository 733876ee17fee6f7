import type { WorkOrderStatus } from '@framewright/contracts/work-order/work-order.lifecycle'
import type { WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import type { InfiniteData, QueryKey } from '@tanstack/react-query'
import type { OptimisticCache } from '~/lib/optimistic.ts'
import { queryClient } from '~/lib/query-client.ts'
import { keyOf } from '~/lib/query-key.ts'

type Pages = InfiniteData<{ items: WorkOrder[]; nextCursor: string | null; total?: number | undefined }>

/** The one state a column's query asks for. */
function stateOf(key: QueryKey): string | undefined {
  const asked = (key[1] as { input?: { status?: string[] } } | undefined)?.input?.status
  return asked?.length === 1 ? asked[0] : undefined
}

/** Moves a card from its column to another and both counts along, ahead of the server's answer. */
export function moveAhead(cache: OptimisticCache, id: number, to: WorkOrderStatus): void {
  const columns = queryClient.getQueriesData<Pages>({ queryKey: keyOf('workOrder', 'list') })
  const card = columns
    .flatMap(([, data]) => data?.pages?.flatMap((page) => page.items) ?? [])
    .find((row) => row.id === id)
  if (!card || card.status === to) return
  // Until the server answers nobody knows what may be done to it next.
  const moved: WorkOrder = { ...card, status: to, allowedActions: [] }
  for (const [key, data] of columns) {
    if (!data?.pages) continue
    const state = stateOf(key)
    if (state === card.status)
      cache.patch<Pages>(key, (old) => withItems(old, (items) => items.filter((row) => row.id !== id)))
    if (state === to) {
      cache.patch<Pages>(key, (old) => withItems(old, (items, page) => (page === 0 ? [moved, ...items] : items)))
    }
  }
  for (const [key] of queryClient.getQueriesData({ queryKey: keyOf('workOrder', 'count') })) {
    const state = stateOf(key)
    const change = state === card.status ? -1 : state === to ? 1 : 0
    if (change !== 0) cache.patch<{ total: number }>(key, ({ total }) => ({ total: total + change }))
  }
}

const withItems = (data: Pages, change: (items: WorkOrder[], page: number) => WorkOrder[]): Pages => ({
  ...data,
  pages: data.pages.map((page, index) => ({ ...page, items: change(page.items, index) })),
})
