import { compressed, type SiteFile } from './site-files.ts'

/** What the build says of each of its screens: the path of its route, and what its page names in its head. */
export type ScreenHeads = Record<string, string>

/**
 * The page for each screen: the one of the build, with the scripts of the screen asked for named in its head. The browser then fetches
 * them beside the first script rather than after it has run.
 */
export function sitePages(): (path: string, page: SiteFile, heads: SiteFile | undefined) => SiteFile {
  let from: readonly unknown[] = []
  let screens: Screen[] = []
  const made = new Map<Screen, SiteFile>()
  return (path, page, heads) => {
    if (from[0] !== page || from[1] !== heads) {
      from = [page, heads]
      screens = heads ? readScreens(heads) : []
      made.clear()
    }
    const screen = screenOf(screens, path)
    if (screen === undefined) return page
    const before = made.get(screen)
    if (before) return before
    const whole = page.plain.toString().replace('<title>', () => `${screen.head}\n    <title>`)
    const file = compressed(page.type, Buffer.from(whole))
    made.set(screen, file)
    return file
  }
}

interface Screen {
  parts: string[]
  head: string
}

function readScreens(heads: SiteFile): Screen[] {
  const all = JSON.parse(heads.plain.toString()) as ScreenHeads
  const isAny = (part: string) => part.startsWith('$')
  return (
    Object.entries(all)
      .map(([path, head]) => ({ parts: partsOf(path), head }))
      // "new" before "$id".
      .sort((a, b) => a.parts.filter(isAny).length - b.parts.filter(isAny).length)
  )
}

const partsOf = (path: string) => path.split('/').filter((part) => part !== '')

function screenOf(screens: readonly Screen[], path: string): Screen | undefined {
  const asked = partsOf(path)
  return screens.find(
    ({ parts }) =>
      parts.length === asked.length && parts.every((part, at) => part.startsWith('$') || part === asked[at]),
  )
}
