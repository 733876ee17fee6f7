import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Binaries } from './binaries.ts'
import { freePort, isPortFree } from './port.ts'
import { findProcess } from './process.ts'
import type { SystemUser } from './user.ts'

const run = promisify(execFile)

/** Name of the superuser and of the database that the engine makes. */
export const databaseName = 'framewright'

/** One PostgreSQL data folder and what it takes to run a server on it. */
export interface Cluster {
  /** Folder that holds `data`, `password` and `postgres.log`. */
  instance: string
  binaries: Binaries
  user: SystemUser | null
  /** Off only for databases that may be lost with the machine, such as those of tests. */
  durable: boolean
}

/** A server that accepts connections. */
export interface Server {
  pid: number
  port: number
}

/** What the children see of the environment: no secret of ours, and no language but the one we know. */
const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', ...windowsEnvironment() }

function windowsEnvironment(): NodeJS.ProcessEnv {
  return process.platform === 'win32' ? { SystemRoot: process.env.SystemRoot, TEMP: process.env.TEMP } : {}
}

/**
 * Makes the data folder and its password unless they exist. Both appear in one step, so that an interrupted or a second
 * simultaneous attempt leaves nothing half done.
 *
 * @throws when the existing data were written by another major release.
 */
export async function initialise(cluster: Cluster): Promise<void> {
  const { instance, binaries, user } = cluster
  const data = join(instance, 'data')
  const version = await readFile(join(data, 'cluster', 'PG_VERSION'), 'utf8').catch(() => null)
  if (version !== null) {
    if (Number(version) === binaries.major) return
    throw new Error(
      `The data in ${data} are of PostgreSQL ${version.trim()}, the installed engine is ${binaries.major}. ` +
        'Dump them with the old release and restore them into the new one (see docs/operations.md).',
    )
  }
  const draft = join(instance, `data.${randomBytes(6).toString('hex')}`)
  await mkdir(draft, { mode: 0o700 })
  const password = join(draft, 'password')
  await writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (user) for (const path of [draft, password]) await chown(path, user.uid, user.gid)
  // The built-in locale needs nothing of the operating system and sorts the same on all of them, now and after upgrades.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const access = ['--auth=scram-sha-256', `--username=${databaseName}`, `--pwfile=${password}`]
  const sync = cluster.durable ? [] : ['--no-sync']
  try {
    const target = `--pgdata=${join(draft, 'cluster')}`
    await run(binaries.initdb, [target, ...locale, ...access, ...sync], { ...user, cwd: draft, env: environment })
    await rename(draft, data)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** The server that now runs on this data folder and accepts connections, if there is one. */
export async function findServer({ instance }: Cluster): Promise<Server | null> {
  const lines = (await readPidFile(instance)).split('\n')
  const pid = Number(lines[0])
  if (lines[7]?.trim() !== 'ready' || !(await isOurServer(pid, instance))) return null
  return { pid, port: Number(lines[3]) }
}

/** Waits while a server is half way through starting, recovering or stopping for a process that may have died meanwhile. */
export async function settle(cluster: Cluster): Promise<void> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const lines = (await readPidFile(cluster.instance)).split('\n')
    if (lines[7]?.trim() === 'ready' || !(await isOurServer(Number(lines[0]), cluster.instance))) return
    if (Date.now() > deadline) return await shutDown(cluster)
    await sleep(20)
  }
}

async function readPidFile(instance: string): Promise<string> {
  return await readFile(pidFile(instance), 'utf8').catch(() => '')
}

function pidFile(instance: string): string {
  return join(instance, 'data', 'cluster', 'postmaster.pid')
}

/** Whether that process is a server on this folder, rather than one that got its number later. */
async function isOurServer(pid: number, instance: string): Promise<boolean> {
  const found = await findProcess(pid)
  return found !== null && (found.command === '' || found.command.includes(join(instance, 'data', 'cluster')))
}

/**
 * Starts a server and waits until it accepts connections. It does not depend on this process: it survives its death, and
 * an interrupt from the terminal does not reach it.
 *
 * @param preferredPort tried first.
 * @throws with the end of the log when the server does not come up within a minute.
 */
export async function launch(cluster: Cluster, preferredPort?: number): Promise<Server> {
  const deadline = Date.now() + 60_000
  await removeStalePidFile(cluster.instance)
  let port = preferredPort !== undefined && (await isPortFree(preferredPort)) ? preferredPort : await freePort()
  for (;;) {
    const failure = await tryLaunch(cluster, port, deadline)
    if (typeof failure !== 'string') return failure
    if (/Address already in use/i.test(failure)) port = await freePort()
    // Left by a server that was killed: its children notice within moments, and only then may another one start.
    else if (/is still in use|lock file .* already exists/.test(failure)) await sleep(200)
    else throw new Error(`The embedded PostgreSQL did not start:\n${failure}`)
    if (Date.now() > deadline) throw new Error(`The embedded PostgreSQL did not start within a minute:\n${failure}`)
  }
}

async function tryLaunch(cluster: Cluster, port: number, deadline: number): Promise<Server | string> {
  const { instance, binaries, user } = cluster
  const path = join(instance, 'postgres.log')
  const log = await open(path, 'a', 0o600)
  const { size } = await log.stat()
  const child = spawn(binaries.postgres, ['-D', join(instance, 'data', 'cluster'), ...settings(cluster, port)], {
    ...user,
    cwd: instance,
    env: environment,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  let ended: string | null = null
  child.once('error', (error) => {
    ended = error.message
  })
  child.once('exit', (code, signal) => {
    ended ??= `it ended with ${signal ?? code}`
  })
  child.unref()
  try {
    while (ended === null && Date.now() < deadline) {
      const server = await findServer(cluster)
      if (server && server.pid === child.pid) return server
      await sleep(5)
    }
    if (ended === null) child.kill('SIGQUIT')
    const written = await readFile(path, 'utf8')
    return `${Buffer.from(written).subarray(size).toString('utf8').slice(-2_000)}${ended ?? 'it did not become ready'}`
  } finally {
    await log.close()
  }
}

function settings({ durable }: Cluster, port: number): string[] {
  const values: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    jit: 'off',
    // After a crash, one call makes the disk certain of what was written, instead of one for each of thousands of files.
    ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** PostgreSQL keeps out when the file names any living process of the same account; we know whether it is a server. */
async function removeStalePidFile(instance: string): Promise<void> {
  const pid = Number((await readPidFile(instance)).split('\n')[0])
  if (pid && (await findProcess(pid)) && !(await isOurServer(pid, instance)))
    await rm(pidFile(instance), { force: true })
}

/** Keeps the log from growing for ever: one old file of it is kept beside the present one. */
export async function rotateLog({ instance }: Cluster): Promise<void> {
  const path = join(instance, 'postgres.log')
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  )
  if (size > 4 * 1024 * 1024) await rename(path, `${path}.old`)
}

/**
 * Stops the server the fast way: open transactions are rolled back, what was committed is written out. After half a
 * minute it is stopped at once, and the next start recovers from the log.
 */
export async function shutDown(cluster: Cluster): Promise<void> {
  const pid = Number((await readPidFile(cluster.instance)).split('\n')[0])
  if (!pid || !(await isOurServer(pid, cluster.instance))) return
  const started = Date.now()
  signal(pid, 'SIGINT')
  while (await isOurServer(pid, cluster.instance)) {
    const elapsed = Date.now() - started
    if (elapsed > 30_000) signal(pid, 'SIGQUIT')
    if (elapsed > 40_000) throw new Error(`PostgreSQL (process ${pid}) does not stop; see ${cluster.instance}`)
    await sleep(elapsed > 30_000 ? 500 : 10)
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended in between, which is what was wanted.
  }
}
