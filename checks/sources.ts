import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const repository = resolve(import.meta.dirname, '..')

/** The paths git knows or would add, below a folder, relative to the repository. */
export function filesIn(folder: string, pattern: RegExp = /./): string[] {
  const listed = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', folder],
    {
      cwd: repository,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  )
  return listed.split('\n').filter((path) => path !== '' && pattern.test(path))
}

export function read(path: string): string {
  try {
    return readFileSync(join(repository, path), 'utf8')
  } catch {
    // Deleted in the work tree, still in the index.
    return ''
  }
}

/** What a TypeScript source imports, exports from or loads, by specifier. */
export function importsOf(source: string): string[] {
  const statements =
    /(?:^|[\s;])(?:import|export)\s(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g
  return [...source.matchAll(statements)].map((match) => match[1] ?? match[2] ?? '')
}
