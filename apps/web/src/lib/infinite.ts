import { type InfiniteData, keepPreviousData, type QueryKey } from '@tanstack/react-query'
import { queryClient } from './query-client.ts'

interface PageOf<T> {
  items: T[]
  nextCursor: string | null
  total?: number | undefined
}

/** Rows a list asks for at a time. */
export const pageSize = 50

/** Options every list gives to `useInfiniteQuery`: the next cursor, and the old rows shown while new ones load. */
export const listOptions = {
  getNextPageParam: (last: { nextCursor: string | null }) => last.nextCursor,
  placeholderData: keepPreviousData,
} as const

/** All loaded rows of a list. */
export function rowsOf<T>(data: InfiniteData<PageOf<T>> | undefined): T[] {
  return data?.pages.flatMap((page) => page.items) ?? []
}

/** The list's total where it came with the first page (nothing is filtered), else undefined. */
export function totalOf<T>(data: InfiniteData<PageOf<T>> | undefined): number | undefined {
  return data?.pages[0]?.total
}

/** A document as some list on this screen already holds it, so that its page opens at once. */
export function rowFromLists<T extends { id: number }>(listKey: QueryKey, id: number): T | undefined {
  for (const [, data] of queryClient.getQueriesData<InfiniteData<PageOf<T>>>({ queryKey: listKey })) {
    const row = data?.pages?.flatMap((page) => page.items).find((item) => item.id === id)
    if (row) return row
  }
  return undefined
}
