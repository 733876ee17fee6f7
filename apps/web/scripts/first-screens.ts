import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

interface Built {
  file: string
  isEntry?: boolean
  imports?: string[]
}

export interface FirstScreen {
  /** The route's file, below `src/routes`. */
  route: string
  /** Of all scripts the page needs when it is opened cold, as they are sent. */
  bytes: number
  /** Names of those scripts. */
  scripts: string[]
}

/**
 * What each page of a build loads when it is the first one opened: what the page itself names, the entry, the frame of those signed in, the page, and all
 * that these import. What a page loads later (a dialog, a menu) is not in it.
 *
 * @param dist folder of the build, whose files stand compressed beside themselves.
 */
export function firstScreens(dist: string): FirstScreen[] {
  const manifest: Record<string, Built> = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'))
  const page = /^src\/routes\/(.+)\?tsr-split=component$/
  const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry)
  const frame = Object.keys(manifest).find((key) => page.exec(key)?.[1] === '_app.tsx')
  if (entry === undefined || frame === undefined) throw new Error('The build has no entry.')

  // Named in the page, and no part of the build's modules.
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const heads = [...html.matchAll(/<script src="\/([^"]+)">/g)].flatMap(([, file]) => file ?? [])

  const screens: FirstScreen[] = []
  for (const key of Object.keys(manifest)) {
    const route = page.exec(key)?.[1]
    if (route === undefined || key === frame) continue
    const needed = new Set<string>()
    const need = (name: string) => {
      if (needed.has(name)) return
      needed.add(name)
      for (const imported of manifest[name]?.imports ?? []) need(imported)
    }
    for (const part of route.startsWith('_app/') ? [entry, frame, key] : [entry, key]) need(part)
    const parts = [...needed].flatMap((name) => manifest[name] ?? [])
    const scripts = [...heads, ...parts.map(({ file }) => file)]
    const bytes = scripts.reduce((sum, file) => sum + sent(join(dist, file)), 0)
    screens.push({ route, bytes, scripts })
  }
  return screens.sort((a, b) => b.bytes - a.bytes)
}

/** The path of a route's file: "/sales-orders/$id/edit" of "_app/sales-orders/$id_.edit.tsx". */
export function routePath(route: string): string {
  const parts = route
    .replace(/\.tsx$/, '')
    .split(/[/.]/)
    .filter((part) => !part.startsWith('_') && part !== 'index')
  return `/${parts.map((part) => part.replace(/_$/, '')).join('/')}`
}

/** Small files have no compressed version: it would not be smaller. */
function sent(path: string): number {
  return (statSync(`${path}.br`, { throwIfNoEntry: false }) ?? statSync(path)).size
}

if (import.meta.main) {
  const dist = fileURLToPath(new URL('../dist', import.meta.url))
  if (process.argv.includes('--json')) console.log(JSON.stringify(firstScreens(dist)))
  else {
    for (const { route, bytes, scripts } of firstScreens(dist)) {
      console.log(`${(bytes / 1000).toFixed(1).padStart(7)} kB ${String(scripts.length).padStart(3)} files  ${route}`)
    }
  }
}
