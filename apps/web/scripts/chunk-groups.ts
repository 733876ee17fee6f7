/**
 * Which modules travel together. Left to itself, the build makes a file of every icon that two pages share, ninety for one page,
 * and each costs its headers and compresses worse than in company. A group brings what its modules need along, unless a group
 * before it has that already: what is needed everywhere therefore comes first, and no later group is pulled in by it.
 *
 * `scripts/first-screens.ts` says what a change here does to every page; a test holds each under its budget.
 */

/** Of Mantine's components, these. */
const mantine = (...folders: string[]) =>
  new RegExp(`@mantine[\\\\/]core[\\\\/].*[\\\\/](?:${folders.join('|')})[\\\\/]`)
const web = (...paths: string[]) => new RegExp(`web[\\\\/]src[\\\\/](?:${paths.join('|')})`)
const either = (...tests: RegExp[]) => new RegExp(tests.map(({ source }) => source).join('|'))

const mantineBase = either(
  /@mantine[\\/]core[\\/]esm[\\/]core|@mantine[\\/]hooks[\\/](?!.*(?:use-drag|use-focus-trap|use-long-press|use-element-size|use-resize-observer))/,
  mantine(
    'Transition',
    'Portal',
    'Input',
    'InputBase',
    'TextInput',
    'ActionIcon',
    'Checkbox',
    'InlineInput',
    'Badge',
    'ScrollArea[\\\\/]utils',
  ),
)
const shell = web(
  'components/shell/(?:app-shell|top-bar|side-menu|bottom-bar|person-menu|live-indicator|offline|brand|use-shop)',
  'components/menu-icon',
  'components/popover',
  'components/person-avatar',
  'lib/live\\.ts',
)
const picker = either(
  /@floating-ui[\\/](?!react[\\/])/,
  mantine('Popover', 'Combobox', 'Select'),
  web('lib/placing', 'lib/plain-scroll'),
)
const document = web('components/timeline', 'state/event-')
/** How a file of the API is saved: lists do so, and pages that have none, which must not load a list for it. */
const files = web('lib/(?:fetch-file|save-file|download|export-url)')
const filters = web('components/filter-bar/(?!filter-editor)')
const rows = either(/@tanstack[\\/](?:react-virtual|virtual-core)[\\/]/, web('components/data-table/use-load-more'))
const list = either(
  /@tanstack[\\/](?:react-table|table-core)[\\/]/,
  web('components/data-table', 'components/export-menu', 'components/csv-import/import-button'),
)

/** With the icon that nothing else shows: the heaviest pages would load all the common ones for it. */
const lines = either(web('components/(?:line-grid|party/party-picker)', 'lib/use-lines-form'), /IconCopyPlus\./)

/** In the order in which they take their modules. */
const inOrder = [
  // There from the start.
  { name: 'start', tags: ['$initial'] },
  // The frame of those signed in, and what Mantine's components and ours stand on.
  { name: 'frame', test: either(mantineBase, shell) },
  // What nearly all pages show.
  // However many pages show a list or a history: those that show none must not load them.
  {
    name: 'common',
    test: /icons-react|web[\\/]src[\\/](?!components[\\/](?:data-table|filter-bar|export-menu|csv-import|timeline)|state[\\/]event-)/,
    minShareCount: 26,
  },
  { name: 'icons', test: /icons-react(?!.*IconCopyPlus\.)/, minShareCount: 4 },
  { name: 'picker', test: picker },
  { name: 'dialog', test: mantine('ModalBase', 'Modal', 'Drawer') },
  { name: 'form', test: /@mantine[\\/]form/ },
  { name: 'document', test: document },
  { name: 'files', test: files },
  { name: 'filters', test: filters },
  { name: 'rows', test: rows },
  { name: 'list', test: list },
  { name: 'area', test: mantine('Textarea'), minShareCount: 2 },
  { name: 'written', test: /[\\/]SimpleGrid[\\/]|lib[\\/]typed-number/, minShareCount: 2 },
  { name: 'lines', test: lines },
  { name: 'plots', test: web('components/plots') },
  // Of the rest, what the same pages share.
  { name: 'shared', test: /icons-react|@mantine|apps[\\/]web[\\/]src/, minShareCount: 2, entriesAware: true },
]

export const chunkGroups = inOrder.map((group, index) => ({ ...group, priority: inOrder.length - index }))
