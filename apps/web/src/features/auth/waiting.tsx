import { Button } from '@mantine/core'
import { EmptyState } from '~/components/empty-state.tsx'
import { Page } from '~/components/page.tsx'
import { usePageTitle } from '~/lib/page-title.ts'
import { signOut, useSession } from '~/lib/session.ts'

/** For somebody who registered and has no role yet, and for a role that opens no menu. */
export function Waiting() {
  const { user } = useSession()
  usePageTitle('Waiting for a role')
  return (
    <Page>
      <EmptyState
        page
        title={user.roleAssigned ? 'Your role opens no page yet' : 'You are registered'}
        hint={
          user.roleAssigned
            ? `An administrator can give the role “${user.role.name}” more permissions, or you another role.`
            : 'An administrator still has to give you a role. This page changes by itself once they have.'
        }
        action={
          <Button variant="default" onClick={() => void signOut()}>
            Sign out
          </Button>
        }
      />
    </Page>
  )
}
