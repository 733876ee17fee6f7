import { createTheme, type MantineColorsTuple, type MantineThemeOverride } from '@mantine/core'
import { recall, remember } from './lib/storage.ts'
import { createStore } from './lib/store.ts'

/** The one accent: a deep glass blue-green. Shade 7 carries white text at AA, shade 4 dark grounds. */
const glass: MantineColorsTuple = [
  '#e9f8f7',
  '#d3efed',
  '#a6dedb',
  '#74ccc8',
  '#48b6b2',
  '#259c99',
  '#128280',
  '#0d6e6e',
  '#0a5959',
  '#064545',
]

/** Mantine's dark greys with a trace of the accent, so that fields and menus sit on our grounds. */
const dark: MantineColorsTuple = [
  '#d5dddd',
  '#b6c2c3',
  '#8d9c9e',
  '#66777a',
  '#3a4648',
  '#2c3536',
  '#1b2122',
  '#171c1d',
  '#121718',
  '#0b0e0f',
]

/** How much fits on a screen: dense for a desk, roomy for fingers. */
export type Density = 'dense' | 'roomy'

const densityKey = 'density'
export const density = createStore<Density>(recall<Density>(densityKey, 'dense') === 'roomy' ? 'roomy' : 'dense')

export function setDensity(next: Density): void {
  remember(densityKey, next)
  density.set(next)
}

/** What dialogs have alike: a named close button, and a head that is no second banner of the page. */
const dialog = {
  transitionProps: { duration: 120 },
  closeButtonProps: { 'aria-label': 'Close' },
  attributes: { header: { role: 'presentation' } },
}

/**
 * The list of a picker scrolls itself, with no box in between: the one thing that scrolls is then the list that the field
 * says it controls, and the arrow keys of the field are how it is scrolled.
 */
const scrollingList = { options: { maxHeight: 220, overflowY: 'auto', overscrollBehavior: 'contain' } } as const

/** Row height of lists in pixels, on the 4-pixel grid. */
export const rowHeight: Record<Density, number> = { dense: 36, roomy: 48 }

/** Mantine's theme for a density: Inter, the glass accent, and inputs and buttons of one size. */
export function makeTheme(chosen: Density): MantineThemeOverride {
  const size = chosen === 'dense' ? 'sm' : 'md'
  const sized = { defaultProps: { size } }
  const picker = { defaultProps: { size, withScrollArea: false }, styles: scrollingList }
  return createTheme({
    primaryColor: 'glass',
    primaryShade: 7,
    autoContrast: true,
    luminanceThreshold: 0.36,
    colors: { glass, dark },
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, monospace',
    headings: { fontWeight: '600', sizes: { h1: { fontSize: '1.25rem', lineHeight: '1.4' } } },
    defaultRadius: 'sm',
    cursorType: 'pointer',
    respectReducedMotion: true,
    components: {
      Button: sized,
      TextInput: sized,
      NumberInput: sized,
      PasswordInput: sized,
      Select: picker,
      MultiSelect: picker,
      Autocomplete: picker,
      Textarea: { defaultProps: { size, autosize: true, minRows: 2 } },
      DateInput: sized,
      DatePickerInput: sized,
      Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
      Modal: { defaultProps: { centered: true, ...dialog } },
      Drawer: { defaultProps: dialog },
      Menu: { defaultProps: { transitionProps: { duration: 80 }, shadow: 'md' } },
    },
  })
}
