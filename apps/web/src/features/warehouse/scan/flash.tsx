import { IconCheck, IconChecks, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { type ScanSignal, signal } from '~/components/scanning/scan-signal.ts'
import classes from './flash.module.css'

/** What the last scan came to, in as few words as one reads in passing. */
export interface Outcome {
  kind: ScanSignal
  words: string
}

const icons = { right: IconCheck, wrong: IconX, done: IconChecks } as const
/** A right scan must not stand in the way of the next; a wrong one has to be noticed and read. */
const shownForMs: Record<ScanSignal, number> = { right: 450, wrong: 4_000, done: 1_600 }

/** Says outcomes over the whole screen: colour, sign, sound and words. */
export function useFlash() {
  const [shown, setShown] = useState<Outcome | null>(null)
  useEffect(() => {
    if (shown === null) return
    const timer = setTimeout(() => setShown(null), shownForMs[shown.kind])
    return () => clearTimeout(timer)
  }, [shown])
  const say = (outcome: Outcome) => {
    signal(outcome.kind)
    setShown({ ...outcome })
  }
  return { shown, say, clear: () => setShown(null) }
}

/** The full-screen green or red. A touch anywhere clears it. */
export function Flash({ shown, onClear }: { shown: Outcome | null; onClear: () => void }) {
  const Icon = shown ? icons[shown.kind] : null
  return (
    <div role="alert" aria-live="assertive" className={classes.place}>
      {shown && Icon ? (
        <button type="button" className={classes.flash} data-kind={shown.kind} onClick={onClear}>
          <Icon size={140} stroke={2.5} aria-hidden />
          <span>{shown.words}</span>
        </button>
      ) : null}
    </div>
  )
}
