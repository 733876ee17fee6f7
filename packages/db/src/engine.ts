import { readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { findBinaries } from './engine/binaries.ts'
import {
  type Cluster,
  databaseName,
  findServer,
  initialise,
  launch,
  rotateLog,
  settle,
  shutDown,
} from './engine/cluster.ts'
import { Holders } from './engine/holders.ts'
import { withLock } from './engine/lock.ts'
import { findPlace } from './engine/place.ts'
import { engineUser } from './engine/user.ts'

/** What `startEngine` may be told. */
export interface EngineOptions {
  /** Folder that the engine belongs to; one engine each. */
  home: string
  /** Receives a line for everything worth knowing. */
  log?: (line: string) => void
  /**
   * For a process that the engine is there for, such as the server: it counts as a holder even when the engine already
   * ran, and brings the engine back, on the same port, should it die. Without it, a process that finds the engine
   * running leaves it running.
   */
  own?: boolean
  /** `false` gives up safety against a crash of the machine for speed. For tests. Default `true`. */
  durable?: boolean
  /** Delete everything on stopping. For tests. Default `false`. */
  ephemeral?: boolean
}

/** A running PostgreSQL. */
export interface Engine {
  /** Connection string of the engine's own database, with its password: keep it out of logs. */
  url: string
  /** Whether the engine already ran. */
  attached: boolean
  /** Lets go of the engine. It stops when no live process holds it any more; a second call does nothing. */
  stop(): Promise<void>
}

/**
 * Starts the embedded PostgreSQL of this home, or attaches to it where it already runs, whoever started it and whether or
 * not that process still lives. It listens on the loopback address only, on a free port, with a password of its own.
 *
 * @throws with a sentence a person can act on when the engine cannot run here.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const home = resolve(options.home)
  const user = await engineUser()
  const place = await findPlace(home, user)
  const cluster: Cluster = {
    instance: place.instance,
    binaries: await findBinaries(user, place.binaries),
    user,
    durable: options.durable ?? true,
  }
  const lock = join(home, 'engine.lock')
  const holders = new Holders(place.instance)
  const log = options.log ?? (() => {})

  const { port, attached, release } = await withLock(lock, async () => {
    await settle(cluster)
    const running = await findServer(cluster)
    const server = running ?? (await bringUp(cluster, log))
    await ensureDatabase(await urlOf(cluster, server.port))
    const holds = options.own === true || running === null
    return { port: server.port, attached: running !== null, release: holds ? await holders.add() : null }
  })
  if (attached) log('Attached to the embedded PostgreSQL that was already running.')
  const guard = options.own ? superviseEvery(250, cluster, lock, port, log) : null

  let stopped: Promise<void> | null = null
  const stop = async (): Promise<void> => {
    await guard?.end()
    await withLock(lock, async () => {
      if (release === null || (await release())) return
      await shutDown(cluster)
      if (options.ephemeral) await rm(place.instance, { recursive: true, force: true })
    })
  }
  return {
    url: await urlOf(cluster, port),
    attached,
    stop: () => {
      stopped ??= stop()
      return stopped
    },
  }
}

async function bringUp(cluster: Cluster, log: (line: string) => void, port?: number): Promise<{ port: number }> {
  const began = performance.now()
  await initialise(cluster)
  await rotateLog(cluster)
  const portFile = join(cluster.instance, 'port')
  const last = Number(await readFile(portFile, 'utf8').catch(() => ''))
  const server = await launch(cluster, port ?? (last || undefined))
  await writeFile(portFile, String(server.port))
  log(`Embedded PostgreSQL ready on 127.0.0.1:${server.port} in ${Math.round(performance.now() - began)} ms.`)
  return server
}

/** Brings the engine back, on the port its users know, when it has died under a process that holds it. */
function superviseEvery(
  intervalMs: number,
  cluster: Cluster,
  lock: string,
  port: number,
  log: (line: string) => void,
): { end(): Promise<void> } {
  let check: Promise<void> = Promise.resolve()
  let busy = false
  const look = async (): Promise<void> => {
    if (await findServer(cluster)) return
    await withLock(lock, async () => {
      await settle(cluster)
      if (await findServer(cluster)) return
      log('The embedded PostgreSQL is gone; bringing it back.')
      await bringUp(cluster, log, port)
    })
  }
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    check = look()
      .catch((error: unknown) => log(error instanceof Error ? error.message : String(error)))
      .finally(() => {
        busy = false
      })
  }, intervalMs)
  timer.unref()
  return {
    end: async () => {
      clearInterval(timer)
      await check
    },
  }
}

async function urlOf(cluster: Cluster, port: number): Promise<string> {
  const password = await readFile(join(cluster.instance, 'data', 'password'), 'utf8')
  return `postgresql://${databaseName}:${password}@127.0.0.1:${port}/${databaseName}`
}

async function ensureDatabase(url: string): Promise<void> {
  if (await answers(url)) return
  const maintenance = new URL(url)
  maintenance.pathname = '/postgres'
  const client = new pg.Client({ connectionString: maintenance.href })
  await client.connect()
  try {
    await client.query(`CREATE DATABASE ${databaseName}`)
  } finally {
    await client.end()
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    return true
  } catch (error) {
    if ((error as { code?: string }).code === '3D000') return false
    throw error
  } finally {
    await client.end()
  }
}
