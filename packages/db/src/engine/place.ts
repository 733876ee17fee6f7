import { randomBytes } from 'node:crypto'
import { chown, mkdir, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import type { SystemUser } from './user.ts'

/** Where root's engines live when their home lies behind a folder that only root may enter. */
export const systemFolder = '/var/lib/framewright'

/** The folders of one engine. */
export interface Place {
  /** Holds the data, the password and the log; belongs to the engine's account. */
  instance: string
  /** Where a copy of the binaries goes if one is needed. */
  binaries: string
}

/**
 * Decides where the engine of this home keeps its things, and makes the folders. That is `<home>/postgres`, except where
 * the engine's account cannot reach it: then a folder of its own below `/var/lib/framewright`, to which
 * `<home>/engine.json` points, so that deleting the home still means starting from nothing.
 */
export async function findPlace(home: string, user: SystemUser | null): Promise<Place> {
  await mkdir(home, { recursive: true })
  const near = join(await realpath(home), 'postgres')
  if (!user) return { instance: await make(near, user), binaries: join(home, 'engine') }
  const pointer = join(home, 'engine.json')
  const pointed = await readPointer(pointer)
  if (pointed) return { instance: await make(pointed, user), binaries: systemFolder }
  if ((await exists(join(near, 'data'))) || (await canReach(dirname(near), user))) {
    return { instance: await make(near, user), binaries: systemFolder }
  }
  await mkdir(systemFolder, { recursive: true, mode: 0o755 })
  await removeAbandoned()
  const name = basename(dirname(resolve(home))).replace(/[^\w.-]/g, '_')
  const instance = join(systemFolder, `${name}-${randomBytes(6).toString('hex')}`)
  await make(instance, user)
  await writeFile(join(instance, 'home'), `${resolve(home)}\n`)
  await writeFile(pointer, `${JSON.stringify({ instance }, null, 2)}\n`, { mode: 0o600 })
  return { instance, binaries: systemFolder }
}

/**
 * Removes what belonged to homes in the temporary folder that are gone. Others stay: a home that cannot be seen now may lie
 * on a disk that is not attached.
 */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(systemFolder)) {
    const instance = join(systemFolder, name)
    const home = (await readFile(join(instance, 'home'), 'utf8').catch(() => '')).trim()
    const temporary = home.startsWith(join(tmpdir(), '/'))
    if (!temporary || (await exists(home)) || (await exists(join(instance, 'data', 'cluster', 'postmaster.pid'))))
      continue
    await rm(instance, { recursive: true, force: true })
  }
}

async function make(folder: string, user: SystemUser | null): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { uid } = await stat(folder)
  if (user && uid === 0) await chown(folder, user.uid, user.gid)
  else if (!user && process.getuid !== undefined && uid !== process.getuid()) {
    throw new Error(
      `${folder} was made by another account (${uid}), root perhaps. Start Framewright as that account, ` +
        'or give this one a FRAMEWRIGHT_HOME of its own.',
    )
  }
  return folder
}

async function readPointer(file: string): Promise<string | null> {
  try {
    const { instance } = JSON.parse(await readFile(file, 'utf8')) as { instance?: string }
    return instance ?? null
  } catch {
    return null
  }
}

/** Whether every folder down to this one may be entered by that account. */
async function canReach(folder: string, user: SystemUser): Promise<boolean> {
  const { mode, uid, gid } = await stat(folder)
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
  if (!(mode & bit)) return false
  return folder === dirname(folder) || (await canReach(dirname(folder), user))
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  )
}
