import type { ErrorComponentProps } from '@tanstack/react-router'
import { errorBody } from '~/lib/errors.ts'
import { NotFound } from './not-found.tsx'
import { Page } from './page.tsx'
import { WidgetError } from './widget-error.tsx'

/** A page whose loading or drawing failed; the frame around it stays. */
export function PageError({ error, reset }: ErrorComponentProps) {
  if (errorBody(error).code === 'NOT_FOUND') return <NotFound what="document" />
  return (
    <Page>
      <WidgetError error={error} retry={reset} />
    </Page>
  )
}
