import { type ComponentType, type ReactNode, useEffect, useState } from 'react'
import { errorSentence } from './errors.ts'
import { notifyError } from './notify.ts'

type Load<P> = () => Promise<ComponentType<P>>

/**
 * A part of a page whose code comes when it is first shown, with `fallback` in its place until then. A load that failed is
 * thrown to the nearest boundary, and made anew when that tries again; React's own `lazy` keeps the failure for ever.
 */
export function lazyPart<P extends object>(load: Load<P>): ComponentType<P & { fallback?: ReactNode }> {
  let kept: ComponentType<P> | undefined
  // biome-ignore lint/correctness/noComponentHookFactories: made once for each part, at module scope
  return function LazyPart({ fallback = null, ...props }) {
    const [state, setState] = useState<{ Part?: ComponentType<P> | undefined; error?: unknown }>({ Part: kept })
    useEffect(() => {
      if (kept) return
      let left = false
      load().then(
        (Part) => {
          kept = Part
          if (!left) setState({ Part })
        },
        (error: unknown) => {
          if (!left) setState({ error: error ?? new Error('It did not load.') })
        },
      )
      return () => {
        left = true
      }
    }, [])
    if (state.error !== undefined) throw state.error
    const { Part } = state
    return Part ? <Part {...(props as unknown as P)} /> : fallback
  }
}

/**
 * A dialog or drawer whose code comes when it is first opened: most pages are read without any. When it cannot come, the
 * person is told and the dialog counts as closed, so that pressing the button again tries again.
 *
 * @param closed the props with which it is closed: `{ opened: false }`.
 */
export function lazyDialog<P extends { onClose: () => void }>(load: Load<P>, closed: Partial<P>): ComponentType<P> {
  let kept: ComponentType<P> | undefined
  const isOpen = (props: P) => Object.entries(closed).some(([key, value]) => props[key as keyof P] !== value)
  // biome-ignore lint/correctness/noComponentHookFactories: made once for each dialog, at module scope
  return function LazyDialog(props) {
    const open = isOpen(props)
    const [Dialog, setDialog] = useState(() => kept)
    // Shown closed at first: a dialog gives the focus back to what had it when it was opened.
    const [begun, setBegun] = useState(false)
    const { onClose } = props
    // biome-ignore lint/correctness/useExhaustiveDependencies: loaded once per opening, whatever closing means by then
    useEffect(() => {
      if (!open || Dialog) return
      let left = false
      load().then(
        (part) => {
          kept = part
          if (!left) setDialog(() => part)
        },
        (error: unknown) => {
          if (left) return
          notifyError(errorSentence(error))
          onClose()
        },
      )
      return () => {
        left = true
      }
    }, [open, Dialog])
    useEffect(() => {
      if (Dialog) setBegun(true)
    }, [Dialog])
    return Dialog ? <Dialog {...props} {...(begun ? {} : closed)} /> : null
  }
}
