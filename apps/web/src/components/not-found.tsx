import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { usePageTitle } from '~/lib/page-title.ts'
import { EmptyState } from './empty-state.tsx'
import { Page } from './page.tsx'

/** No such page, or a document that does not exist or is not this person's to see. */
export function NotFound({ what = 'page' }: { what?: string }) {
  usePageTitle('Not found')
  return (
    <Page>
      <EmptyState
        title={`There is no such ${what}`}
        hint="The link may be old, or it is not yours to see."
        action={
          <Button component={Link} to="/" variant="default">
            Go home
          </Button>
        }
      />
    </Page>
  )
}
