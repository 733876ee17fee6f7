import { useEffect } from 'react'
import type { ListQuery } from './column.ts'

/** Rows before the end at which the next page is asked for. */
const ahead = 20

/** Loads the next page as the last visible row nears the end. */
export function useLoadMore<T>(query: ListQuery<T>, lastVisible: number, count: number): void {
  const { hasNextPage, isFetchingNextPage, error, fetchNextPage } = query
  const near = lastVisible >= count - ahead
  useEffect(() => {
    // After a failure the person decides about another try, not every scroll.
    if (near && hasNextPage && !isFetchingNextPage && !error) void fetchNextPage()
  }, [near, hasNextPage, isFetchingNextPage, error, fetchNextPage])
}
