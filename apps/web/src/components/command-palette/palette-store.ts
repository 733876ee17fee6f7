import { createStore } from '~/lib/store.ts'

/** How often the palette was asked for: its code is loaded at the first time, and it opens at each. */
export const paletteAsked = createStore(0)

/** Opens the search over everything. */
export const openPalette = (): void => paletteAsked.set(paletteAsked.get() + 1)
