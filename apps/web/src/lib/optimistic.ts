import type { InfiniteData, QueryKey } from '@tanstack/react-query'
import { queryClient } from './query-client.ts'

/** Changes the cache ahead of the server's answer, and can put everything back. */
export interface OptimisticCache {
  /** Changes the one document a `get` query holds. */
  patch<T>(key: QueryKey, change: (document: T) => T): void
  /** Changes the row with this id in every page of every list under the key. */
  patchRow<T extends { id: number }>(listKey: QueryKey, id: number, change: (row: T) => T): void
  rollback(): void
}

interface Rows<T> {
  items: T[]
}

export function createOptimisticCache(): OptimisticCache {
  const before: [QueryKey, unknown][] = []
  const change = (key: QueryKey, apply: (data: unknown) => unknown) => {
    // A fetch under way would overwrite the change with the old rows.
    void queryClient.cancelQueries({ queryKey: key })
    for (const [found, data] of queryClient.getQueriesData({ queryKey: key })) {
      if (data === undefined) continue
      before.push([found, data])
      queryClient.setQueryData(found, apply(data))
    }
  }
  return {
    patch: (key, apply) => change(key, (data) => apply(data as never)),
    patchRow: (listKey, id, apply) =>
      change(listKey, (data) => {
        const inPage = (page: Rows<{ id: number }>) => ({
          ...page,
          items: page.items.map((row) => (row.id === id ? apply(row as never) : row)),
        })
        if (isPaged(data)) return { ...data, pages: data.pages.map(inPage) }
        return isRows(data) ? inPage(data) : data
      }),
    rollback: () => {
      for (const [key, data] of before.reverse()) queryClient.setQueryData(key, data)
    },
  }
}

const isPaged = (data: unknown): data is InfiniteData<Rows<{ id: number }>> =>
  typeof data === 'object' && data !== null && 'pages' in data
const isRows = (data: unknown): data is Rows<{ id: number }> =>
  typeof data === 'object' && data !== null && 'items' in data
