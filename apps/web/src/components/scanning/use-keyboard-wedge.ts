import { useEffect, useRef } from 'react'

/**
 * A longer silence within a code begins another. Scanners without a cable pause up to a tenth of a second between two letters, a
 * busy tablet longer; half a code taken for a whole one could be another item's.
 */
export const scannerGapMs = 250
const shortest = 2

let listening = 0
/** Whether a scanner is listened to here: then a letter may be the beginning or the middle of a code. */
export const scannerListens = (): boolean => listening > 0

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
      if (event.timeStamp - last > scannerGapMs) code = ''
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
    listening += 1
    return () => {
      window.removeEventListener('keydown', onKey, { capture: true })
      listening -= 1
    }
  }, [])
}
