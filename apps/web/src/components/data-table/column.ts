import type { InfiniteData } from '@tanstack/react-query'
import { columnVisibilityFeature, rowSelectionFeature, tableFeatures } from '@tanstack/react-table'
import type { ReactNode } from 'react'

/** One column of a list. */
export interface Column<T> {
  id: string
  /** The head, units included: "Width (mm)". */
  header: string
  cell: (row: T) => ReactNode
  /** The list's sort key; the head is then a button. */
  sort?: string
  /** Numbers stand right and tabular. */
  align?: 'right'
  /** Width in pixels. Columns without one share what is left, at least `minWidth` (140). */
  width?: number
  minWidth?: number
  /** Not shown until chosen. */
  hidden?: boolean
  /** Only on a phone's card, where it says in one what several columns say in the table. */
  cardOnly?: boolean
  /** What it becomes on a phone's card: its picture, its title (also the row's link), a badge, or a labelled fact. */
  card?: 'media' | 'title' | 'badge' | 'fact' | 'none'
}

/** As much of `useInfiniteQuery`'s answer as a list needs. */
export interface ListQuery<T> {
  data: InfiniteData<{ items: T[]; nextCursor: string | null; total?: number | undefined }> | undefined
  error: unknown
  isPending: boolean
  isPlaceholderData: boolean
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
  refetch: () => unknown
}

/** What the lists use of TanStack Table: the server sorts, filters and pages. */
export const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature })
export type Features = typeof features

/** The next sort when a head is clicked: ascending, descending, and back to the list's own order. */
export function nextSort(current: string | undefined, key: string): string | undefined {
  if (current === key) return `-${key}`
  return current === `-${key}` ? undefined : key
}

/** `aria-sort` of a head. */
export function ariaSort(current: string | undefined, key: string): 'ascending' | 'descending' | 'none' {
  if (current === key) return 'ascending'
  return current === `-${key}` ? 'descending' : 'none'
}
