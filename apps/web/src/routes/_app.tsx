import { createFileRoute, redirect } from '@tanstack/react-router'
import { AppShell } from '~/components/shell/app-shell.tsx'
import { errorBody } from '~/lib/errors.ts'
import { restoreSession } from '~/lib/renew.ts'
import { session } from '~/lib/session-store.ts'

/** Every page for people signed in; strangers go to sign-in and come back to where they wanted to be. */
export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ location }) => {
    if (session.get().status === 'unknown') {
      try {
        await restoreSession()
      } catch (error) {
        if (errorBody(error).code !== 'UNAUTHENTICATED') throw error
        session.signOut()
      }
    }
    if (session.get().status === 'signedIn') return
    const to = location.href === '/' ? undefined : location.href
    throw redirect({ to: '/sign-in', search: to === undefined ? {} : { to } })
  },
  component: AppShell,
})
