// Remembers, below node_modules, what has been done for which inputs, so that it is not done again.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

const folder = join(root, 'node_modules', '.cache', 'framewright')

/** Where Node keeps what the sources are compiled to, as the server names it too. */
export const compiled = join(folder, 'compiled')

/** The text kept under that name, or null. */
export function recall(name) {
  const file = join(folder, name)
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

/** Keeps a text under that name; null forgets it. */
export function remember(name, text) {
  if (text === null) return rmSync(join(folder, name), { force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), text)
}

const skipped = new Set(['node_modules', 'dist', '.turbo', 'generated', 'routeTree.gen.ts'])

/** A fingerprint of the contents of files and of whole folders, given relative to the root. */
export function fingerprint(paths) {
  const hash = createHash('sha256')
  const add = (path) => {
    const full = join(root, path)
    if (!existsSync(full)) return
    for (const entry of readdirSync(full, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (skipped.has(entry.name)) continue
      const inner = join(path, entry.name)
      if (entry.isDirectory()) add(inner)
      else if (entry.isFile()) addFile(inner)
    }
  }
  const addFile = (path) => hash.update(`${path}\0`).update(readFileSync(join(root, path)))
  for (const path of paths) {
    if (path.endsWith('/')) add(path)
    else if (existsSync(join(root, path))) addFile(path)
  }
  return hash.digest('hex')
}
