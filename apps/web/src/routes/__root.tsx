import { createRootRoute, Outlet } from '@tanstack/react-router'
import { Overlays } from '~/components/overlays.tsx'

/** Above everything: pages for strangers (`sign-in`, `register`) and those for people signed in (`_app`). */
export const Route = createRootRoute({
  component: () => (
    <>
      <Outlet />
      <Overlays />
    </>
  ),
})
