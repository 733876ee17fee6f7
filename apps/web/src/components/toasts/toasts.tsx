import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { dismiss, type Toast, toasts } from '~/lib/notify.ts'
import { useStore } from '~/lib/store.ts'
import classes from './toasts.module.css'

/** So many at a time; the rest wait until there is room. */
const atOnce = 4

/** How long each stays, in milliseconds: an error has to be read, and says what to do. */
const staysFor = { done: 3_500, error: 10_000 }

/**
 * Where toasts appear. It is part of the first script and always on the page: what says that the network is gone has to be there
 * before it is, and screen readers announce what comes into a live region that they know already.
 */
export function Toasts() {
  const shown = useStore(toasts).slice(0, atOnce)
  const place = useRef<HTMLElement>(null)
  // While the pointer or the focus is on one, none goes.
  const [held, setHeld] = useState(false)
  // One that goes takes the pointer and the focus with it, and says nothing of either.
  useEffect(
    () => setHeld(shown.length > 0 && (place.current?.matches(':hover, :focus-within') ?? false)),
    [shown.length],
  )
  return (
    <section
      ref={place}
      aria-label="Messages"
      aria-live="polite"
      className={`${classes.place} fw-no-print`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {shown.map((toast) => (
        <OneToast key={toast.id} toast={toast} held={held} />
      ))}
    </section>
  )
}

function OneToast({ toast: { id, kind, message }, held }: { toast: Toast; held: boolean }) {
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismiss(id), staysFor[kind])
    return () => clearTimeout(timer)
  }, [id, kind, held])
  const Icon = kind === 'done' ? IconCheck : IconAlertTriangle
  return (
    <div className={classes.toast} data-kind={kind} role={kind === 'error' ? 'alert' : undefined}>
      <Icon size={18} aria-hidden className={classes.icon} />
      <div className={classes.message}>{message}</div>
      <button type="button" aria-label="Close the message" className={classes.close} onClick={() => dismiss(id)}>
        <IconX size={16} aria-hidden />
      </button>
    </div>
  )
}
