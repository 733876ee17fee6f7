import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export const repository = resolve(import.meta.dirname, '../..')
export const admin = { username: 'admin@example.com', password: 'correct horse battery staple' }

/** A real server process, as `npm start` runs it, on a free port. */
export interface RunningServer {
  url: string
  pid: number
  /** What it has written so far. */
  printed(): string
  /** Ends it as Ctrl-C would, and waits. */
  stop(): Promise<void>
  /** Ends it as a power cut would: nothing is said to it. */
  kill(): Promise<void>
}

/** A folder for a database of the journey's own. */
export function temporaryHome(): { home: string; remove(): void } {
  const home = mkdtempSync(join(tmpdir(), 'framewright-e2e-'))
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) }
}

export async function startServer(options: {
  home: string
  port?: number
  databaseUrl?: string
  sample?: boolean
  /** Variables beside those every server here gets. */
  env?: Record<string, string>
  /** A module to load before the server. */
  importing?: string
}): Promise<RunningServer> {
  const port = options.port ?? (await freePort())
  const child = spawn(
    process.execPath,
    [...(options.importing ? ['--import', options.importing] : []), 'apps/api/src/main.ts'],
    {
      cwd: repository,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        PORT: String(port),
        FRAMEWRIGHT_HOME: options.home,
        FRAMEWRIGHT_ADMIN_EMAIL: admin.username,
        FRAMEWRIGHT_ADMIN_PASSWORD: admin.password,
        FRAMEWRIGHT_LOG_LEVEL: 'warn',
        ...(options.databaseUrl ? { DATABASE_URL: options.databaseUrl } : {}),
        ...(options.sample ? { FRAMEWRIGHT_SAMPLE: '1' } : {}),
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (piece: Buffer) => (printed += piece.toString()))
  const url = `http://127.0.0.1:${port}`
  try {
    await ready(url, child, () => printed)
  } catch (thrown) {
    // Nobody else knows of it yet: left alone it would outlive the journey, with its database.
    await end(child, 'SIGTERM')
    throw thrown
  }
  return {
    url,
    pid: child.pid ?? 0,
    printed: () => printed,
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  }
}

async function ready(url: string, child: ChildProcess, printed: () => string): Promise<void> {
  for (let attempt = 0; attempt < 900; attempt++) {
    if (child.exitCode !== null) throw new Error(`The server ended while starting:\n${printed()}`)
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    if (answer?.ok) return
    await sleep(100)
  }
  throw new Error(`The server was not ready within 90 s:\n${printed()}`)
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((done) => child.once('exit', done))
  child.kill(signal)
  await ended
}

export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const address = probe.address()
  await new Promise((done) => probe.close(done))
  if (typeof address !== 'object' || address === null) throw new Error('No free port')
  return address.port
}
