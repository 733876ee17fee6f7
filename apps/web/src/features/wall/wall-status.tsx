import { type LiveStatus, liveStatus } from '~/lib/live.ts'
import { useStore } from '~/lib/store.ts'
import classes from './wall.module.css'

const words: Record<LiveStatus, string> = {
  connected: 'Live',
  catchingUp: 'Catching up',
  offline: 'No connection: these figures are old',
}

/** Whether what hangs there is true now. */
export function WallStatus() {
  const status = useStore(liveStatus)
  return (
    <span className={classes.status} data-status={status} role="status">
      <span className={classes.dot} aria-hidden /> {words[status]}
    </span>
  )
}
