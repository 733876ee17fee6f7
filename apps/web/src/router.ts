import { createRouter } from '@tanstack/react-router'
import { NotFoundAnywhere } from './components/not-found.tsx'
import { PageError } from './components/page-error.tsx'
import { PagePending } from './components/page-pending.tsx'
import { routeTree } from './routeTree.gen'

/** The pages, by path: `src/routes`. Hovering a link loads its code and data. */
export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPreloadDelay: 50,
  // The query cache decides what is fresh, not the router.
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 300,
  defaultPendingMinMs: 200,
  scrollRestoration: true,
  scrollToTopSelectors: ['#main > div'],
  defaultNotFoundComponent: NotFoundAnywhere,
  defaultErrorComponent: PageError,
  defaultPendingComponent: PagePending,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
