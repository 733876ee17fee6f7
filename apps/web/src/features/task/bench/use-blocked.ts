import { useEffect, useState } from 'react'
import { liveStatus } from '~/lib/live.ts'
import { useStore } from '~/lib/store.ts'

/** Why the bench cannot send anything now, as a sentence; null when it can. */
export function useBlocked(): string | null {
  const status = useStore(liveStatus)
  const [online, setOnline] = useState(() => navigator.onLine)
  useEffect(() => {
    const look = () => setOnline(navigator.onLine)
    window.addEventListener('online', look)
    window.addEventListener('offline', look)
    return () => {
      window.removeEventListener('online', look)
      window.removeEventListener('offline', look)
    }
  }, [])
  return online && status !== 'offline' ? null : 'Offline. This works again as soon as the connection is back.'
}
