import type { ReactNode } from 'react'
import { errorBody } from '~/lib/errors.ts'
import { NotFound } from './not-found.tsx'
import { Page } from './page.tsx'
import { PagePending } from './page-pending.tsx'
import { WidgetError } from './widget-error.tsx'

interface Query<T> {
  data: T | undefined
  error: unknown
  refetch: () => unknown
}

/**
 * A document's page over its `get` query: skeleton, not found, error with another try, and else the document. A refetch
 * that fails leaves what is on the screen.
 */
export function DocumentQuery<T>({
  query,
  noun,
  children,
}: {
  query: Query<T>
  noun: string
  children: (document: T) => ReactNode
}) {
  if (query.data !== undefined) return children(query.data)
  if (!query.error) return <PagePending />
  if (errorBody(query.error).code === 'NOT_FOUND') return <NotFound what={noun} />
  return (
    <Page>
      <WidgetError error={query.error} retry={() => void query.refetch()} />
    </Page>
  )
}
