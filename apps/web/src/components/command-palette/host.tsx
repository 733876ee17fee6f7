import { lazy, Suspense } from 'react'
import { createStore, useStore } from '~/lib/store.ts'
import { ErrorBoundary } from '../error-boundary.tsx'
import { ShortcutsHelp } from '../shortcuts-help.tsx'

const CommandPalette = lazy(() => import('./command-palette.tsx'))

/** How often the palette was asked for: its code is loaded at the first time, and it opens at each. */
export const paletteAsked = createStore(0)

/** Opens the search over everything. */
export const openPalette = (): void => paletteAsked.set(paletteAsked.get() + 1)

/** Holds what opens over every page, so that none of it is loaded before it is asked for. */
export function CommandPaletteHost() {
  const asked = useStore(paletteAsked)
  return (
    <>
      <ShortcutsHelp />
      {asked > 0 ? (
        <ErrorBoundary label="Search">
          <Suspense fallback={null}>
            <CommandPalette />
          </Suspense>
        </ErrorBoundary>
      ) : null}
    </>
  )
}
