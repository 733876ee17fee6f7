import { useEffect, useState } from 'react'

/** The time, to the minute's change. */
export function useClock(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 5_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** True when nobody has touched anything for a while: pointer and controls are then out of the way. */
export function useIdle(afterMs = 4_000): boolean {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    let timer = setTimeout(() => setIdle(true), afterMs)
    const awake = () => {
      setIdle(false)
      clearTimeout(timer)
      timer = setTimeout(() => setIdle(true), afterMs)
    }
    const signs = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const
    for (const sign of signs) window.addEventListener(sign, awake)
    return () => {
      clearTimeout(timer)
      for (const sign of signs) window.removeEventListener(sign, awake)
    }
  }, [afterMs])
  return idle
}

/** Keeps the screen from going dark, where the device lets a page do so. */
export function useAwake(): void {
  useEffect(() => {
    let lock: { release(): Promise<void> } | undefined
    let left = false
    const keep = async () => {
      if (document.visibilityState !== 'visible') return
      try {
        const kept = await navigator.wakeLock?.request('screen')
        if (left) await kept?.release()
        else lock = kept
      } catch {
        // Low battery, or not allowed here: the display's own settings decide.
      }
    }
    void keep()
    document.addEventListener('visibilitychange', keep)
    return () => {
      left = true
      document.removeEventListener('visibilitychange', keep)
      void lock?.release().catch(() => undefined)
    }
  }, [])
}

/** Dark or bright while the display stands, whatever the person chose for the rest. */
export function useScheme(scheme: 'light' | 'dark'): void {
  useEffect(() => {
    const { documentElement: root } = document
    const before = root.getAttribute('data-mantine-color-scheme')
    root.setAttribute('data-mantine-color-scheme', scheme)
    return () => {
      if (before !== null) root.setAttribute('data-mantine-color-scheme', before)
    }
  }, [scheme])
}
