import { useEffect } from 'react'
import { createStore } from './store.ts'

/** The title of the page on the screen, for the top bar. */
export const pageTitle = createStore('')

/** Names the page in the browser's tab and the top bar. `PageHeader` does it already. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    pageTitle.set(title)
    document.title = title === '' ? 'Framewright' : `${title} · Framewright`
  }, [title])
}
