import { useEffect } from 'react'
import { useCapabilities } from './capabilities.ts'

/** Keeps the screen from going dark while `on`: hands in gloves do not wake it. Taken again when the page comes back into sight. */
export function useWakeLock(on: boolean): void {
  const { wakeLock } = useCapabilities()
  useEffect(() => {
    if (!on || !wakeLock) return
    let ended = false
    let held: WakeLockSentinel | undefined
    const take = async () => {
      if (document.visibilityState !== 'visible' || ended) return
      const lock = await navigator.wakeLock.request('screen')
      if (ended) await lock.release()
      else held = lock
    }
    // A battery that runs low refuses: then the screen goes dark as it would have.
    const again = () => void take().catch(() => undefined)
    again()
    document.addEventListener('visibilitychange', again)
    return () => {
      ended = true
      document.removeEventListener('visibilitychange', again)
      void held?.release().catch(() => undefined)
    }
  }, [on, wakeLock])
}
