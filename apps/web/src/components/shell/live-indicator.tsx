import { UnstyledButton } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { type LiveStatus, liveStatus } from '~/lib/live.ts'
import { queueState } from '~/lib/offline/queue-state.ts'
import { useStore } from '~/lib/store.ts'
import classes from './app-shell.module.css'

const load = () => import('~/features/offline/queue-drawer.tsx')
const QueueDrawer = lazy(load)

const words: Record<LiveStatus, { word: string; tip: string }> = {
  connected: { word: 'Live', tip: 'This screen updates itself as things happen' },
  catchingUp: { word: 'Catching up', tip: 'Connecting, and fetching what happened meanwhile' },
  offline: { word: 'Offline', tip: 'The server cannot be reached; what you see may be out of date' },
}

/** Whether the screen follows the shop, and what was pressed here that the shop does not know yet. */
export function LiveIndicator() {
  const status = useStore(liveStatus)
  const { word, tip } = words[status]
  return (
    <>
      <span className={classes.live} data-status={status} role="status" title={tip}>
        <span className={classes.dot} aria-hidden />
        <span className={classes.liveWord}>{word}</span>
      </span>
      <QueueBadge />
    </>
  )
}

/** How many presses wait or were refused; opens their list. */
function QueueBadge() {
  const { actions } = useStore(queueState)
  const [open, setOpen] = useState<boolean | null>(null)
  const refused = actions.filter((action) => action.refused !== null).length
  const waiting = actions.length - refused
  const said = [waiting > 0 ? `${waiting} not sent` : '', refused > 0 ? `${refused} refused` : ''].filter(Boolean)
  return (
    <>
      {actions.length > 0 ? (
        <UnstyledButton
          className={classes.queued}
          data-refused={refused > 0 || undefined}
          aria-haspopup="dialog"
          onPointerEnter={() => void load()}
          onClick={() => setOpen(true)}
        >
          {said.join(', ')}
        </UnstyledButton>
      ) : null}
      {open === null ? null : (
        <Suspense fallback={null}>
          <QueueDrawer opened={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
