import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient, type FramewrightClient, isFramewrightError } from '../src/index.ts'

const main = join(import.meta.dirname, '..', '..', '..', 'apps', 'api', 'src', 'main.ts')
const password = 'correct horse battery'
const frame = { name: 'Window', material: 'Oak', widthMm: 500, heightMm: 500 }

let home: string
let port: number
let server: ChildProcess
let client: FramewrightClient

/** The real server, as a process of its own, on an embedded database. */
async function start(): Promise<void> {
  server = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      PORT: String(port),
      FRAMEWRIGHT_HOME: home,
      FRAMEWRIGHT_ADMIN_EMAIL: 'admin@example.com',
      FRAMEWRIGHT_ADMIN_PASSWORD: password,
      FRAMEWRIGHT_LOG_LEVEL: 'error',
      DATABASE_URL: '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of server.stdout ?? []) if (String(line).includes('is ready')) return
  throw new Error('The server did not start')
}

async function end(signal: NodeJS.Signals): Promise<number | null> {
  if (server.exitCode !== null || server.signalCode !== null) return server.exitCode
  const exit = once(server, 'exit')
  server.kill(signal)
  return (await exit)[0]
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'framewright-sdk-home-'))
  // The database's account must get here where we are root.
  chmodSync(home, 0o755)
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  port = (probe.address() as { port: number }).port
  probe.close()
  await start()
  const url = `http://127.0.0.1:${port}`
  const { accessToken } = await createClient({ url }).auth.login.mutate({ username: 'admin@example.com', password })
  const { key } = await createClient({ url, token: accessToken }).apiKey.create.mutate({
    name: 'Test',
    scopes: ['frame.read', 'frame.write', 'purchaseOrder.read'],
  })
  client = createClient({ url, apiKey: key, retries: { attempts: 30, firstWaitMs: 50, longestWaitMs: 500 } })
}, 60_000)

afterAll(async () => {
  expect(await end('SIGTERM')).toBe(0)
  rmSync(home, { recursive: true, force: true })
}, 30_000)

describe('the client', () => {
  it('calls, streams, and tells errors by their code', async () => {
    const made = await client.frame.create.mutate({ ...frame, openingStock: 3 })
    expect((await client.frame.get.query({ id: made.id })).stock.available).toBe('3')
    let csv = ''
    for await (const piece of await client.purchaseOrder.export.query({})) csv += piece
    expect(csv).toContain('number')
    const error: unknown = await client.frame.get.query({ id: 2_000_000_000 }).catch((thrown: unknown) => thrown)
    expect(isFramewrightError(error, 'NOT_FOUND')).toBe(true)
  })

  it('does everything once, and hears of everything once, while the server is killed and comes back', async () => {
    const heard: number[] = []
    const subscribed = Promise.withResolvers<void>()
    const live = client.live.events.subscribe(
      {},
      {
        onStarted: () => subscribed.resolve(),
        onData: ({ data }) => {
          if (data.type === 'frame.created') heard.push(data.entityId)
        },
      },
    )
    await subscribed.promise
    const made: number[] = []
    const work = Array.from({ length: 4 }, async (_, worker) => {
      for (let i = 0; i < 25; i++) {
        const { id } = await client.frame.create.mutate({ ...frame, name: `Worker ${worker} ${i}`, material: 'Once' })
        made.push(id)
      }
    })
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      const until = made.length + 20
      await expect.poll(() => made.length, { timeout: 20_000 }).toBeGreaterThan(until)
      await end(signal)
      await start()
    }
    await Promise.all(work)
    expect(new Set(made).size).toBe(100)
    expect((await client.frame.count.query({ material: 'Once' })).total).toBe(100)
    await expect.poll(() => heard.length, { timeout: 20_000 }).toBe(100)
    expect(heard.toSorted((a, b) => a - b)).toEqual(made.toSorted((a, b) => a - b))
    live.unsubscribe()
  }, 90_000)

  it('is told when its key is not good', async () => {
    const stranger = createClient({ url: `http://127.0.0.1:${port}`, apiKey: 'fwk_wrong' })
    const error: unknown = await stranger.frame.list.query({}).catch((thrown: unknown) => thrown)
    expect(isFramewrightError(error, 'UNAUTHENTICATED')).toBe(true)
    const ended = await new Promise<Error>((resolve) => {
      stranger.live.events.subscribe({}, { onData: () => {}, onError: resolve })
    })
    expect(isFramewrightError(ended, 'UNAUTHENTICATED')).toBe(true)
  })
})
