import { type KeyboardEvent, useState } from 'react'

interface Options {
  count: number
  scrollTo: (index: number) => void
  open: (index: number) => void
  toggle: (index: number) => void
}

export interface RowFocus {
  /** The one row that Tab reaches. */
  active: number
  setActive: (index: number) => void
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

/** Arrows, Home, End and page keys move between rows; Enter opens, Space selects. */
export function useRowFocus({ count, scrollTo, open, toggle }: Options): RowFocus {
  const [active, setActive] = useState(0)
  const move = (container: HTMLElement, index: number) => {
    const next = Math.max(0, Math.min(count - 1, index))
    setActive(next)
    scrollTo(next)
    // The row may come into the page only after the scroll.
    requestAnimationFrame(() => container.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus())
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement
    if (!target.matches('[data-index]')) return
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 12,
      PageUp: active - 12,
      Home: 0,
      End: count - 1,
    }
    const step = steps[event.key]
    if (step !== undefined) move(event.currentTarget, step)
    else if (event.key === 'Enter') open(active)
    else if (event.key === ' ') toggle(active)
    else return
    event.preventDefault()
  }
  return { active: Math.min(active, Math.max(count - 1, 0)), setActive, onKeyDown }
}
