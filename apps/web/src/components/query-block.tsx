import { Skeleton, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { WidgetError } from './widget-error.tsx'

export interface Query<T> {
  data: T | undefined
  error: unknown
  refetch: () => unknown
}

/** A part of a page over its own query: skeleton, error with another try, and else what it shows. */
export function QueryBlock<T>({ query, children }: { query: Query<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <WidgetError error={query.error} retry={() => void query.refetch()} />
  return (
    <Stack gap="sm" role="status" aria-label="Loading">
      <Skeleton height={14} width="80%" />
      <Skeleton height={14} width="60%" />
      <Skeleton height={14} width="70%" />
    </Stack>
  )
}
