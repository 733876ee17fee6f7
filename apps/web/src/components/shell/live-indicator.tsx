import { type LiveStatus, liveStatus } from '~/lib/live.ts'
import { useStore } from '~/lib/store.ts'
import classes from './app-shell.module.css'

const words: Record<LiveStatus, { word: string; tip: string }> = {
  connected: { word: 'Live', tip: 'This screen updates itself as things happen' },
  catchingUp: { word: 'Catching up', tip: 'Connecting, and fetching what happened meanwhile' },
  offline: { word: 'Offline', tip: 'The server cannot be reached; what you see may be out of date' },
}

/** Whether the screen follows the shop. */
export function LiveIndicator() {
  const status = useStore(liveStatus)
  const { word, tip } = words[status]
  return (
    <span className={classes.live} data-status={status} role="status" title={tip}>
      <span className={classes.dot} aria-hidden />
      <span className={classes.liveWord}>{word}</span>
    </span>
  )
}
