import type { InfiniteData } from '@tanstack/react-query'

interface Page<T> {
  items: T[]
  nextCursor: string | null
  total?: number | undefined
}

/** Places a shop could have: an item's rows lie this far apart, and both identifiers stay exact in one number. */
const places = 2 ** 22

/**
 * Gives each row one identifier of its item and place, which the lists know rows by: stock at a place has none itself.
 * For `useInfiniteQuery`'s `select`.
 */
export function withRowId<T extends { itemId: number; locationId: number }, P>(
  data: InfiniteData<Page<T>, P>,
): InfiniteData<Page<T & { id: number }>, P> {
  return {
    ...data,
    pages: data.pages.map((page) => ({
      ...page,
      items: page.items.map((row) => ({ ...row, id: row.itemId * places + row.locationId })),
    })),
  }
}
