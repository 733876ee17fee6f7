import { useEffect, useRef } from 'react'

/** A scanner types a whole code faster than a person types two letters. */
const gapMs = 60
const shortest = 2

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input,textarea,select'))

/** Hears a scanner that types what it reads and ends with Enter, wherever the focus is but in a field. */
export function useKeyboardWedge(onCode: (code: string) => void): void {
  const heard = useRef(onCode)
  heard.current = onCode
  useEffect(() => {
    let code = ''
    let last = 0
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
      if (event.timeStamp - last > gapMs) code = ''
      last = event.timeStamp
      if (event.key.length === 1) code += event.key
      if (event.key !== 'Enter' && event.key !== 'Tab') return
      if (code.length >= shortest) {
        // Else the Enter would also press whatever button has the focus.
        event.preventDefault()
        event.stopPropagation()
        heard.current(code)
      }
      code = ''
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [])
}
