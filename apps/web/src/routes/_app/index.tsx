import { createFileRoute, Navigate } from '@tanstack/react-router'
import { Waiting } from '~/features/auth/waiting.tsx'
import { HomePage } from '~/features/home/home-page.tsx'
import { useSession } from '~/lib/session.ts'
import { may, session } from '~/lib/session-store.ts'
import { utils } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/')({
  loader: () => {
    // Asked for while the page's code still loads; the page waits for neither.
    if (session.get().status === 'signedIn' && may('statistics.read')) void utils.statistics.summary.prefetch()
  },
  component: Home,
})

/** The home screen for those whose menus hold it; others begin at their first menu. */
function Home() {
  const { menus } = useSession()
  const first = menus[0]
  if (first === undefined) return <Waiting />
  if (!menus.some((menu) => menu.path === '/')) return <Navigate to={first.path} replace />
  return <HomePage />
}
