import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useLayoutEffect, useRef } from 'react'
import { placeBeside, type Side } from './place.ts'
import classes from './popover.module.css'

interface Props {
  opened: boolean
  onClose: () => void
  /** The button it belongs to: a press on it is its own affair, and it gets the focus back. */
  anchor: RefObject<HTMLElement | null>
  /** What it is, where no heading inside says so. */
  label?: string | undefined
  /** Below or above, and which edges stand together; the other side where there is more room. */
  position?: Side
  width?: number
  /** The id the button names with `aria-controls`. */
  id?: string
  children: ReactNode
}

/**
 * A small panel at a button, in the browser's top layer. It holds the focus until it is closed by Escape, by a press
 * outside or by what it holds. Of its own because lists need no more, and a library that places anything anywhere is a tenth of
 * what a first screen may weigh.
 */
export function Popover({ opened, ...rest }: Props) {
  return opened ? <Panel {...rest} /> : null
}

function Panel({ onClose, anchor, label, position = 'bottom-start', width, id, children }: Omit<Props, 'opened'>) {
  const panel = useRef<HTMLDivElement>(null)
  const ownId = useId()
  const close = useRef(onClose)
  close.current = onClose

  useLayoutEffect(() => {
    const { current: box } = panel
    const { current: button } = anchor
    if (!box || !button) return
    box.showPopover()
    const place = () => placeBeside(box, button.getBoundingClientRect(), position)
    place()
    const resized = new ResizeObserver(place)
    resized.observe(box)
    window.addEventListener('resize', place)
    window.addEventListener('scroll', place, { capture: true, passive: true })
    return () => {
      resized.disconnect()
      window.removeEventListener('resize', place)
      window.removeEventListener('scroll', place, { capture: true })
    }
  }, [anchor, position])

  useEffect(() => {
    const { current: box } = panel
    const { current: button } = anchor
    if (!box) return
    const focusFirst = () => {
      const first = box.querySelector<HTMLElement>('[data-autofocus]') ?? tabbable(box)[0]
      ;(first ?? box).focus({ preventScroll: true })
      return first !== undefined
    }
    // What it holds may come a moment after it.
    const filled = new MutationObserver(() => {
      if (document.activeElement !== box || focusFirst()) filled.disconnect()
    })
    if (!focusFirst()) filled.observe(box, { childList: true, subtree: true })
    const pressed = ({ target }: PointerEvent) => {
      if (target instanceof Node && !box.contains(target) && !button?.contains(target)) close.current()
    }
    document.addEventListener('pointerdown', pressed, true)
    return () => {
      filled.disconnect()
      document.removeEventListener('pointerdown', pressed, true)
      // Not when the focus has gone elsewhere by the person's own doing.
      const { activeElement } = document
      if (activeElement === null || activeElement === document.body || box.contains(activeElement)) button?.focus()
    }
  }, [anchor])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.stopPropagation()
      return close.current()
    }
    if (event.key !== 'Tab' || !panel.current) return
    const all = tabbable(panel.current)
    const [from, to] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]]
    if (to && document.activeElement === from) {
      event.preventDefault()
      to.focus()
    }
  }
  return (
    <div
      ref={panel}
      id={id ?? ownId}
      popover="manual"
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      className={classes.panel}
      style={width === undefined ? undefined : { width }}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  )
}

function tabbable(box: HTMLElement): HTMLElement[] {
  const all = box.querySelectorAll<HTMLElement>(
    'a[href], button:not(:disabled), input:not(:disabled), select, textarea, [tabindex]',
  )
  return [...all].filter((element) => element.tabIndex >= 0 && element.checkVisibility())
}
