import { createFileRoute, redirect } from '@tanstack/react-router'
import { AppShell } from '~/components/shell/app-shell.tsx'
import { errorBody, mayRetry } from '~/lib/errors.ts'
import { restoreSession } from '~/lib/renew.ts'
import { session } from '~/lib/session-store.ts'

/** Every page for people signed in; strangers go to sign-in and come back to where they wanted to be. */
export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ location }) => {
    if (session.get().status === 'unknown') {
      try {
        await restoreSession()
      } catch (error) {
        if (errorBody(error).code === 'UNAUTHENTICATED') session.signOut()
        else if (!mayRetry(error) || !(await resumeOffline())) throw error
      }
    }
    if (session.get().status === 'signedIn') return
    const to = location.href === '/' ? undefined : location.href
    throw redirect({ to: '/sign-in', search: to === undefined ? {} : { to } })
  },
  component: AppShell,
})

/** Without a network, the person this device last knew goes on with what it kept for them. */
const resumeOffline = async () => (await import('~/lib/offline/offline.ts')).resume()
