import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/**
 * Gives Mantine's pickers and popovers what they use and no more: a tenth of the script of every screen that has one.
 *
 * - The placing (`@floating-ui/react-dom`) instead of all that goes with it in `@floating-ui/react`: hovering, lists, trees and
 *   roles, which Mantine has of its own.
 * - Nothing of the drawn scroll bars: a picker's list scrolls itself (`theme.ts`).
 *
 * A name they begin to use and do not get stops the build.
 */
export function lighterPickers(): Plugin {
  const own = (name: string) => fileURLToPath(new URL(`../src/lib/${name}`, import.meta.url))
  const placing = own('placing.ts')
  const scrolling = own('plain-scroll-area.ts')
  return {
    name: 'framewright:lighter-pickers',
    apply: 'build',
    enforce: 'pre',
    resolveId(source, importer = '') {
      if (source === '@floating-ui/react' && /[\\/]components[\\/]Popover[\\/]/.test(importer)) return placing
      if (source.endsWith('/ScrollArea.mjs') && /[\\/]OptionsDropdown\.mjs$/.test(importer)) return scrolling
      return null
    },
  }
}
