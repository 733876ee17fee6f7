import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { migrate } from '@framewright/db/migrate'
import pg from 'pg'
import type { Target } from './load.ts'
import { type Size, seed } from './seed.ts'

const repository = resolve(import.meta.dirname, '../..')
const admin = { email: 'bench@example.com', password: 'measured, not guessed' }

/** A database of that size, and a real server on it. */
export interface Shop extends Target {
  size: Size
  stop(): Promise<void>
}

/** Makes the database on the engine, fills it, and starts a server as `npm start` does. */
export async function openShop(engineUrl: string, home: string, size: Size): Promise<Shop> {
  const name = `bench_${size.items}_${size.orders}`
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
  const server = spawn(process.execPath, ['apps/api/src/main.ts'], {
    cwd: repository,
    env: {
      PORT: String(port),
      DATABASE_URL: database.href,
      FRAMEWRIGHT_HOME: home,
      FRAMEWRIGHT_ADMIN_EMAIL: admin.email,
      FRAMEWRIGHT_ADMIN_PASSWORD: admin.password,
      FRAMEWRIGHT_LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await ready(url, server)
  return { url, token: await signIn(url), size, stop: () => end(server) }
}

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: admin.email, password: admin.password }),
  })
  const { accessToken } = (await answer.json()) as { accessToken?: string }
  if (accessToken === undefined) throw new Error(`Sign-in answered ${answer.status}`)
  return accessToken
}

async function ready(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (server.exitCode !== null) throw new Error('The server ended while starting.')
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    if (answer?.ok) return
    await sleep(100)
  }
  throw new Error('The server was not ready within a minute.')
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise((done) => server.once('exit', done))
  server.kill('SIGTERM')
  await ended
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const address = probe.address()
  await new Promise((done) => probe.close(done))
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.')
  return address.port
}
