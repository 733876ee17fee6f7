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
        page
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

/** The router's answer to an unknown path: it may stand outside the shell, whose main part it then has to be. */
export function NotFoundAnywhere() {
  const inShell = document.getElementById('main') !== null
  return inShell ? (
    <NotFound />
  ) : (
    <main>
      <NotFound />
    </main>
  )
}
