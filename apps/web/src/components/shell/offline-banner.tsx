import { IconWifiOff } from '@tabler/icons-react'
import { liveStatus } from '~/lib/live.ts'
import { useStore } from '~/lib/store.ts'
import classes from './app-shell.module.css'

/** Says that the connection is gone, for as long as it is. */
export function OfflineBanner() {
  if (useStore(liveStatus) !== 'offline') return null
  return (
    <div className={classes.offline} role="alert">
      <IconWifiOff size={18} aria-hidden style={{ flex: 'none' }} />
      Offline. You see what was last read. Presses at the bench and in the warehouse are kept and sent later; nothing
      else is saved.
    </div>
  )
}
