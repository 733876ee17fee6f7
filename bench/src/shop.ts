import { type ChildProcess, fork, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { migrate } from '@framewright/db/migrate'
import pg from 'pg'
import type { FloorSetup } from './floor/server.ts'
import type { Target } from './load/load.ts'
import { type Size, seed } from './seed.ts'

export const repository = resolve(import.meta.dirname, '../..')
export const admin = { email: 'bench@example.com', password: 'measured, not guessed' }
/** Connections of each server's pool. */
export const poolSize = 16

/** A database of some size, and a real server on it. */
export interface Shop extends Target {
  size: Size
  database: string
  /** The server's process. */
  pid: number
  userId: number
  /** A new access token, where the one at hand comes to its end. */
  renew(): Promise<void>
  stop(): Promise<void>
}

/** Makes the database on the engine, fills it, and starts a server as `npm start` does. */
export async function openShop(engineUrl: string, home: string, size: Size, nodeOptions: string[] = []): Promise<Shop> {
  const name = `bench_${size.items}_${size.orders}_${size.linesPerOrder ?? 'usual'}${size.profiled ? '_profiled' : ''}`
  const engine = new pg.Client({ connectionString: engineUrl })
  await engine.connect()
  await engine.query(`CREATE DATABASE ${name}`)
  await engine.end()
  const database = new URL(engineUrl)
  database.pathname = `/${name}`
  await migrate(database.href)
  await seed(database.href, size)

  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = spawn(process.execPath, [...nodeOptions, 'apps/api/src/main.ts'], {
    cwd: repository,
    env: {
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: database.href,
      DATABASE_POOL_SIZE: String(poolSize),
      FRAMEWRIGHT_HOME: home,
      FRAMEWRIGHT_ADMIN_EMAIL: admin.email,
      FRAMEWRIGHT_ADMIN_PASSWORD: admin.password,
      FRAMEWRIGHT_LOG_LEVEL: 'warn',
      // All the load comes from one address.
      FRAMEWRIGHT_REQUESTS_PER_MINUTE: '100000000',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await ready(url, server)
  const { accessToken, user } = await signIn(url)
  const shop: Shop = {
    url,
    size,
    token: accessToken,
    userId: user.id,
    database: database.href,
    pid: server.pid ?? 0,
    async renew() {
      shop.token = (await signIn(url)).accessToken
    },
    stop: () => end(server),
  }
  return shop
}

/** The floor on the database of a shop: what is measured beside it. */
export async function openFloor(shop: Shop): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort()
  const jwks = (await (await fetch(`${shop.url}/.well-known/jwks.json`)).json()) as FloorSetup['jwks']
  const setup: FloorSetup = { port, database: shop.database, poolSize, jwks, userId: shop.userId }
  const server = fork(join(import.meta.dirname, 'floor/server.ts'), [JSON.stringify(setup)], {
    env: { NODE_ENV: 'production' },
  })
  await new Promise((done, fail) => {
    server.once('message', done)
    server.once('exit', () => fail(new Error('The floor ended while starting.')))
  })
  return { url: `http://127.0.0.1:${port}`, stop: () => end(server) }
}

async function signIn(url: string): Promise<{ accessToken: string; user: { id: number } }> {
  const answer = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: admin.email, password: admin.password }),
  })
  if (!answer.ok) throw new Error(`Sign-in answered ${answer.status}`)
  return (await answer.json()) as { accessToken: string; user: { id: number } }
}

export async function ready(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (server.exitCode !== null) throw new Error('The server ended while starting.')
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    if (answer?.ok) return
    await sleep(100)
  }
  throw new Error('The server was not ready within a minute.')
}

export async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise((done) => server.once('exit', done))
  server.kill('SIGTERM')
  await ended
}

export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const address = probe.address()
  await new Promise((done) => probe.close(done))
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.')
  return address.port
}
