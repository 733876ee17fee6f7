import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Caller } from '@framewright/contracts/core/context'
import { type Engine, startEngine } from '@framewright/db/engine'
import { migrate } from '@framewright/db/migrate'
import { startReplica, type TestReplica } from '@framewright/db/testing/replica'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../testing/shop.ts'

const home = mkdtempSync(join(tmpdir(), 'framewright-primary-'))
let primary: Engine
let replica: TestReplica
/** Gives orders to the replica, about its replaying. */
let control: pg.Client
/** Two API processes on the same servers. */
let one: Shop
let two: Shop
let writer: Caller
let reader: Caller

/** Far more than a test takes, so that a paused replica stays in use. */
const mostLagMs = 600_000

beforeAll(async () => {
  primary = await startEngine({ home, own: true, durable: false })
  await migrate(primary.url)
  replica = await startReplica(primary.url)
  control = await connect()
  const open = () => openShop({ url: primary.url, replicas: { urls: [replica.url], lookMs: 50, mostLagMs } })
  one = await open()
  two = await open()
  writer = await one.person('MANAGER')
  reader = await one.person('MANAGER')
})
afterAll(async () => {
  await one?.close()
  await two?.close()
  await control?.end()
  await replica?.remove()
  await primary?.stop()
  rmSync(home, { recursive: true, force: true })
})

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: replica.url })
  // The replica is killed with this connection open.
  client.on('error', () => {})
  await client.connect()
  return client
}

const query = (caller: Caller, seen?: number) => ({
  caller,
  seen,
  kind: 'query' as const,
  requestId: 'test',
  procedure: 'test',
})

/** Which server answers a query of that caller now. */
async function whoAnswers(shop: Shop, caller: Caller, seen?: number): Promise<'replica' | 'primary'> {
  const work = () => sql<{ is: boolean }>`SELECT pg_is_in_recovery() AS is`.execute(shop.deps.read)
  const answer = (await shop.deps.replicas?.run(query(caller, seen), work)) as Awaited<ReturnType<typeof work>>
  return answer.rows[0]?.is ? 'replica' : 'primary'
}
const both = async (caller: Caller, seen?: number) => [
  await whoAnswers(one, caller, seen),
  await whoAnswers(two, caller, seen),
]
const eventually = { timeout: 20_000, interval: 50 }

async function paused(work: () => Promise<void>): Promise<void> {
  // What has been written up to now is there when the replica stops.
  await expect.poll(() => both(writer), eventually).toEqual(['replica', 'replica'])
  await control.query('SELECT pg_wal_replay_pause()')
  try {
    await work()
  } finally {
    await control.query('SELECT pg_wal_replay_resume()')
  }
}

describe('queries where there is a replica', () => {
  it('go to it, and nothing can be written there', async () => {
    await expect.poll(() => both(reader), eventually).toEqual(['replica', 'replica'])
    const write = () => sql`UPDATE app_user SET first_name = 'x'`.execute(one.deps.read)
    await expect(one.deps.replicas?.run(query(reader), write)).rejects.toMatchObject({ code: '25006' })
    await expect(write()).rejects.toMatchObject({ code: '25006' })
  })

  it('know what their caller has written, at every process, while the replica stands still', async () => {
    await paused(async () => {
      const { id } = await one.as(writer).supplier.create({ name: 'Written here' })
      for (const shop of [one, two]) {
        expect(await shop.as(writer).supplier.get({ id })).toMatchObject({ name: 'Written here' })
        expect((await shop.as(writer).supplier.list({ search: 'Written here' })).items).toHaveLength(1)
      }
      expect(await both(writer)).toEqual(['primary', 'primary'])
      await two.as(writer).supplier.update({ id, version: 1, name: 'Changed there' } as never)
      expect((await one.as(writer).supplier.get({ id })).name).toBe('Changed there')
      // Somebody else is answered as of a moment ago, which the replica can do.
      expect(await both(reader)).toEqual(['replica', 'replica'])
      expect((await two.as(reader).supplier.list({ search: 'there' })).items).toEqual([])
    })
    await expect.poll(() => both(writer), eventually).toEqual(['replica', 'replica'])
    expect((await two.as(reader).supplier.list({ search: 'there' })).items).toHaveLength(1)
  })

  it('know what their caller has heard of, while the replica stands still', async () => {
    await paused(async () => {
      const events = two.deps.feed.stream(reader, undefined, AbortSignal.timeout(20_000))
      const heard = events.next()
      await new Promise((resolve) => setTimeout(resolve, 100))
      const { id } = await one.as(writer).supplier.create({ name: 'Heard of' })
      const seen = ((await heard).value as { position: number }).position
      await events.return()
      expect((await one.as(reader, { seen }).supplier.get({ id })).name).toBe('Heard of')
      expect(await both(reader, seen)).toEqual(['primary', 'primary'])
      expect(await both(reader, seen - 1)).toEqual(['replica', 'replica'])
      await expect(one.as(reader).supplier.get({ id })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
    })
  })

  it('stream exports from it', async () => {
    await expect.poll(() => both(writer), eventually).toEqual(['replica', 'replica'])
    const before = await statements()
    let csv = ''
    for await (const piece of (await two.as(writer).supplier.export({})) as AsyncIterable<string>) csv += piece
    expect(csv).toContain('Heard of')
    await expect.poll(statements, eventually).toBeGreaterThan(before)

    async function statements(): Promise<number> {
      const { rows } = await control.query<{ rows: number }>(
        'SELECT tup_returned::float8 AS rows FROM pg_stat_database WHERE datname = current_database()',
      )
      return rows[0]?.rows ?? 0
    }
  })

  it('go to the primary when it is too far behind for anybody', async () => {
    const strict = await openShop({
      url: primary.url,
      replicas: { urls: [replica.url], lookMs: 50, mostLagMs: 300 },
    })
    try {
      await expect.poll(() => whoAnswers(strict, reader), eventually).toBe('replica')
      await paused(async () => {
        await one.as(writer).supplier.create({ name: 'Nobody waits' })
        await expect.poll(() => whoAnswers(strict, reader), eventually).toBe('primary')
      })
      await expect.poll(() => whoAnswers(strict, reader), eventually).toBe('replica')
    } finally {
      await strict.close()
    }
  })

  it('are all answered while the replica dies, and go there again when it is back', async () => {
    await expect.poll(() => both(reader), eventually).toEqual(['replica', 'replica'])
    let ended = false
    const asking = Array.from({ length: 4 }, async (_, turn) => {
      let answered = 0
      for (; !ended; answered++) {
        const shop = turn % 2 ? one : two
        await shop.as(reader).supplier.list({ limit: 50 })
        await shop.as(reader).supplier.get({ id: 1 })
      }
      return answered
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    replica.kill()
    await expect.poll(() => both(reader), eventually).toEqual(['primary', 'primary'])
    await new Promise((resolve) => setTimeout(resolve, 300))
    ended = true
    for (const answered of await Promise.all(asking)) expect(answered).toBeGreaterThan(0)

    await replica.start()
    await expect.poll(() => both(reader), eventually).toEqual(['replica', 'replica'])
  })

  it('fail no more than they would elsewhere when a statement is cut off on the replica', async () => {
    const work = async () => {
      const { rows } = await sql<{ is: boolean }>`SELECT pg_is_in_recovery() AS is, pg_sleep(0.5)`.execute(
        one.deps.read,
      )
      return rows[0]?.is
    }
    const running = one.deps.replicas?.run(query(reader), work)
    await new Promise((resolve) => setTimeout(resolve, 200))
    const ordering = await connect()
    await ordering.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()",
    )
    await ordering.end()
    expect(await running).toBe(false)
  })
})
