import { lazy, Suspense, useRef } from 'react'
import { asking } from '~/lib/confirm.ts'
import { toasted } from '~/lib/notify.tsx'
import { useStore } from '~/lib/store.ts'
import { paletteAsked } from './command-palette/palette-store.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { shortcutsOpen } from './shortcuts-store.ts'

const CommandPalette = lazy(() => import('./command-palette/command-palette.tsx'))
const ShortcutsHelp = lazy(() => import('./shortcuts-help.tsx'))
const ConfirmDialog = lazy(() => import('./confirm-dialog.tsx'))
const Notifications = lazy(() => import('~/lib/notifications.tsx'))

/** Holds what opens over every page; the code of each is loaded when it is first asked for, and stays. */
export function Overlays() {
  const palette = useStore(paletteAsked) > 0
  const shortcuts = useEver(useStore(shortcutsOpen))
  const question = useEver(useStore(asking) !== null)
  const toasts = useStore(toasted)
  return (
    <ErrorBoundary label="What opens over the page">
      <Suspense fallback={null}>{palette ? <CommandPalette /> : null}</Suspense>
      <Suspense fallback={null}>{shortcuts ? <ShortcutsHelp /> : null}</Suspense>
      <Suspense fallback={null}>{question ? <ConfirmDialog /> : null}</Suspense>
      <Suspense fallback={null}>{toasts ? <Notifications /> : null}</Suspense>
    </ErrorBoundary>
  )
}

/** True from the first time on. */
function useEver(now: boolean): boolean {
  const ever = useRef(now)
  if (now) ever.current = true
  return ever.current
}
