import { useEffect, useState } from 'react'
import { liveStatus } from '~/lib/live.ts'
import { useStore } from '~/lib/store.ts'

function useIsOffline(): boolean {
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
  return !online || status === 'offline'
}

/** Why nothing can be looked up now, as a sentence; null when it can. */
export const useBlocked = (): string | null =>
  useIsOffline() ? 'Offline. This works again as soon as the connection is back.' : null

/** What a press comes to without a network, as a sentence; null with one. */
export const useOfflineNote = (): string | null =>
  useIsOffline()
    ? 'Offline. What you press is kept on this device with its time, and sent when the connection is back.'
    : null
