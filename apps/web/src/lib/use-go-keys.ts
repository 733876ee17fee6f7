import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { openPalette, preparePalette } from '~/components/command-palette/palette-store.ts'
import { scannerGapMs, scannerListens } from '~/components/scanning/use-keyboard-wedge.ts'
import { openShortcuts } from '~/components/shortcuts-store.ts'
import { session } from './session-store.ts'

/** The keys that work on every page, for the help and for the palette. "g" then the letter goes to a menu. */
export const goKeys: Record<string, string> = {
  h: '/',
  b: '/bench',
  t: '/tasks',
  w: '/work-orders',
  o: '/sales-orders',
  c: '/customers',
  f: '/frames',
  i: '/items',
  p: '/purchase-orders',
  s: '/suppliers',
}

/** How long after "g" its letter may come. */
const pauseMs = 1200

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input,textarea,select'))

/**
 * Ctrl K searches, ? helps, / goes to the list's search, g and a letter to a menu. Where a scanner is listened to, letters that
 * come one upon the other are a code: there a key counts once a silence has come before it and after it.
 */
export function useGoKeys(): void {
  const navigate = useNavigate()
  useEffect(() => {
    let goSince = 0
    let lastKey = 0
    let inCode = false
    let waiting: ReturnType<typeof setTimeout> | undefined
    const soon = (act: () => void) => {
      if (!scannerListens()) act()
      else if (!inCode) waiting = setTimeout(act, scannerGapMs)
    }
    /** Before anybody handles the key, so that the Enter which ends a code is seen too. */
    const onAnyKey = ({ timeStamp }: KeyboardEvent) => {
      clearTimeout(waiting)
      inCode = timeStamp - lastKey < scannerGapMs
      lastKey = timeStamp
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Control' || event.key === 'Meta') return preparePalette()
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        return openPalette()
      }
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
      if (event.key === '?') return soon(openShortcuts)
      if (event.key === '/') {
        const search = document.querySelector<HTMLInputElement>('[data-list-search]')
        if (search) event.preventDefault()
        return soon(() => search?.focus())
      }
      const path = goKeys[event.key]
      const current = session.get()
      if (path !== undefined && Date.now() - goSince < pauseMs && current.status === 'signedIn') {
        goSince = 0
        // The letter follows its g as fast as one types; it is the g that nothing came before.
        inCode = false
        if (current.menus.some((menu) => menu.path === path)) soon(() => void navigate({ to: path }))
        return
      }
      goSince = event.key === 'g' && !(inCode && scannerListens()) ? Date.now() : 0
    }
    window.addEventListener('keydown', onAnyKey, { capture: true })
    window.addEventListener('keydown', onKey)
    return () => {
      clearTimeout(waiting)
      window.removeEventListener('keydown', onAnyKey, { capture: true })
      window.removeEventListener('keydown', onKey)
    }
  }, [navigate])
}
