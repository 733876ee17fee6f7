import { redirect } from '@tanstack/react-router'
import { takeBegunQuery } from './begun.ts'
import { errorBody, mayRetry } from './errors.ts'
import { restoreSession } from './renew.ts'
import { session } from './session-store.ts'

/** A route's `beforeLoad` for people signed in: strangers go to sign-in and come back to where they wanted to be. */
export async function requireSignedIn({ location }: { location: { href: string } }): Promise<void> {
  if (session.get().status === 'unknown') {
    try {
      await restoreSession()
      takeBegunQuery()
    } catch (error) {
      if (errorBody(error).code === 'UNAUTHENTICATED') session.signOut()
      else if (!mayRetry(error) || !(await resumeOffline())) throw error
    }
  }
  if (session.get().status === 'signedIn') return
  const to = location.href === '/' ? undefined : location.href
  throw redirect({ to: '/sign-in', search: to === undefined ? {} : { to } })
}

/** Without a network, the person this device last knew goes on with what it kept for them. */
const resumeOffline = async () => (await import('./offline/offline.ts')).resume()
