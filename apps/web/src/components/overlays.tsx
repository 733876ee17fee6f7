import { useRef } from 'react'
import { asking } from '~/lib/confirm.ts'
import { lazyPart } from '~/lib/lazy-part.tsx'
import { useStore } from '~/lib/store.ts'
import { paletteAsked } from './command-palette/palette-store.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { shortcutsOpen } from './shortcuts-store.ts'
import { Toasts } from './toasts/toasts.tsx'

const CommandPalette = lazyPart(() => import('./command-palette/command-palette.tsx').then((part) => part.default))
const ShortcutsHelp = lazyPart(() => import('./shortcuts-help.tsx').then((part) => part.default))
const ConfirmDialog = lazyPart(() => import('./confirm-dialog.tsx').then((part) => part.default))

/** Holds what opens over every page; but for toasts, the code of each is loaded when it is first asked for, and stays. */
export function Overlays() {
  const palette = useStore(paletteAsked) > 0
  const shortcuts = useEver(useStore(shortcutsOpen))
  const question = useEver(useStore(asking) !== null)
  return (
    <>
      <ErrorBoundary label="What opens over the page">{palette ? <CommandPalette /> : null}</ErrorBoundary>
      <ErrorBoundary label="What opens over the page">{shortcuts ? <ShortcutsHelp /> : null}</ErrorBoundary>
      <ErrorBoundary label="What opens over the page">{question ? <ConfirmDialog /> : null}</ErrorBoundary>
      <Toasts />
    </>
  )
}

/** True from the first time on. */
function useEver(now: boolean): boolean {
  const ever = useRef(now)
  if (now) ever.current = true
  return ever.current
}
