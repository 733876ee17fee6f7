import { createStore } from '~/lib/store.ts'

/** How often the palette was asked for: its code is loaded at the first time, and it opens at each. */
export const paletteAsked = createStore(0)

/** Loads the palette's code ahead: on the way to the search box, and at the Ctrl of Ctrl K. */
export const preparePalette = (): void => void import('./command-palette.tsx').catch(() => undefined)

/** Opens the search over everything. */
export const openPalette = (): void => paletteAsked.set(paletteAsked.get() + 1)
