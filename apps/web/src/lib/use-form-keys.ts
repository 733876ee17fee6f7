import { useEffect, useRef } from 'react'

interface Keys {
  /** Ctrl Enter. */
  send: () => void
  /** Ctrl S. */
  save: () => void
}

/** A page's form by keyboard, wherever the focus is. What is typed in a dialog above it is the dialog's. */
export function useFormKeys(keys: Keys): void {
  const current = useRef(keys)
  current.current = keys
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      const what = event.key === 'Enter' ? 'send' : event.key.toLowerCase() === 's' ? 'save' : undefined
      if (what === undefined || document.querySelector('[role="dialog"]') !== null) return
      event.preventDefault()
      event.stopPropagation()
      if (!event.repeat) current.current[what]()
    }
    // Ahead of what is focused: an open list would take Enter for itself.
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [])
}
