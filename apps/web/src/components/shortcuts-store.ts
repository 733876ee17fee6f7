import { createStore } from '~/lib/store.ts'

/** Whether the keyboard shortcuts are shown. */
export const shortcutsOpen = createStore(false)

/** Shows the keyboard shortcuts. */
export const openShortcuts = (): void => shortcutsOpen.set(true)
