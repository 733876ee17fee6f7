import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { identify, isAlive } from './process.ts'

/**
 * Runs `work` while no other process on this machine runs work under the same lock file. The lock of a process that
 * died is taken over.
 *
 * @throws when the lock is still held by a live process after `timeoutMs`.
 */
export async function withLock<T>(file: string, work: () => Promise<T>, timeoutMs = 60_000): Promise<T> {
  const mine = `${await identify(process.pid)} ${randomUUID()}`
  await acquire(file, mine, Date.now() + timeoutMs)
  try {
    return await work()
  } finally {
    if ((await read(file)) === mine) await rm(file, { force: true })
  }
}

async function acquire(file: string, mine: string, deadline: number): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  while (!(await create(file, mine))) {
    const holder = await read(file)
    if (holder !== null && !(await isHolderAlive(holder))) await breakStale(file, holder)
    else if (Date.now() > deadline) throw new Error(`${file} is held by another process (${holder ?? 'unknown'})`)
    else await sleep(15)
  }
}

/** Creates the file with its content in one step, so that nobody ever reads an empty one. */
async function create(file: string, content: string): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`
  await writeFile(draft, content)
  try {
    await link(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

/** Removes a dead holder's lock. A second file makes sure that two processes do not remove each other's fresh one. */
async function breakStale(file: string, holder: string): Promise<void> {
  const breaker = `${file}.break`
  if (!(await create(breaker, holder))) {
    // Held for a few milliseconds; older means that its process died in between.
    const age = await stat(breaker).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    )
    if (age > 5_000) await rm(breaker, { force: true })
    else await sleep(15)
    return
  }
  try {
    if ((await read(file)) !== holder) return
    const aside = `${file}.${randomUUID()}`
    await rename(file, aside)
    await rm(aside, { force: true })
  } finally {
    await rm(breaker, { force: true })
  }
}

async function isHolderAlive(holder: string): Promise<boolean> {
  return await isAlive(holder.slice(0, holder.lastIndexOf(' ')))
}

async function read(file: string): Promise<string | null> {
  return await readFile(file, 'utf8').catch(() => null)
}
