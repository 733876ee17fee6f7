import { useBlocker } from '@tanstack/react-router'
import { lazyDialog } from '~/lib/lazy-part.tsx'

const UnsavedDialog = lazyDialog(() => import('./unsaved-dialog.tsx').then((part) => part.UnsavedDialog), {
  opened: false,
})

/**
 * Asks before changes are lost, on the way to another page and on closing the tab. `dirty` is a function because a form
 * that has just been saved leaves in the same breath.
 */
export function UnsavedGuard({ dirty }: { dirty: () => boolean }) {
  const blocker = useBlocker({
    // The same page with another link (a filter, an opened drawer) loses nothing.
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && dirty(),
    enableBeforeUnload: dirty,
    withResolver: true,
  })
  return (
    <UnsavedDialog
      opened={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      onLeave={() => blocker.proceed?.()}
    />
  )
}
