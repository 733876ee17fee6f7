import type { Caller } from '@framewright/contracts/core/context'
import type { LiveEvent } from '@framewright/contracts/event/event.schema'
import { createKysely, createPool, createPrisma } from '@framewright/db/client'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCommands } from '../core/commands.ts'
import { numbered } from '../testing/numbered.ts'
import { openShop, type Shop } from '../testing/shop.ts'
import { createEventFeed, type EventFeed } from './feed.ts'

let shop: Shop
/** Another API process on the same database, which hears of the first one by polling alone. */
let other: { feed: EventFeed; commit(name: string): Promise<void>; close(): Promise<void> }
let manager: Caller

beforeAll(async () => {
  shop = await openShop()
  const pool = createPool(shop.url, { max: 10 })
  const prisma = createPrisma(pool)
  const feed = createEventFeed({ prisma, read: createKysely(pool), pollMs: 100 })
  const commands = createCommands(prisma, feed.kick)
  other = {
    feed,
    commit: (name) => commit(commands, name),
    close: async () => {
      await feed.close()
      await prisma.$disconnect()
      await pool.end()
    },
  }
  manager = await shop.person('MANAGER')
})
afterAll(async () => {
  await other.close()
  await shop.close()
})

/** A change that takes its time, so that later ones overtake it. */
async function commit(commands: Shop['deps']['commands'], name: string): Promise<void> {
  const call = { caller: manager, requestId: 'test', procedure: 'supplier.create' }
  await commands.run(
    call,
    {},
    async (tx, emit) => {
      emit({ entity: 'supplier', id: 1, what: 'created', payload: { name } })
      if (Math.random() < 0.3) await tx.$executeRaw`SELECT pg_sleep(${Math.random() * 0.05})`
    },
    async () => ({}),
  )
}

/** Reads until it has so many. */
async function take(feed: EventFeed, count: number, after?: number, caller = manager): Promise<LiveEvent[]> {
  const events: LiveEvent[] = []
  for await (const event of feed.stream(caller, after, AbortSignal.timeout(20_000))) {
    events.push(event)
    if (events.length === count) break
  }
  return events
}

const positions = (events: LiveEvent[]) => events.map((event) => event.position)

describe('the live stream', () => {
  it('gives every process every event once, in one order, under concurrent commits', async () => {
    const here = take(shop.deps.feed, 200)
    const there = take(other.feed, 200)
    await new Promise((resolve) => setTimeout(resolve, 50))
    await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        i % 2 ? other.commit(`There ${i}`) : commit(shop.deps.commands, `Here ${i}`),
      ),
    )
    const [a, b] = await Promise.all([here, there])
    expect(new Set(a.map((event) => event.payload.name)).size).toBe(200)
    expect(positions(a)).toEqual(positions(b))
    expect(positions(a)).toEqual(positions(a).toSorted((x, y) => Number(x) - Number(y)))
    expect(a[0]?.actor).toEqual({ id: manager.userId, name: expect.stringContaining('Tester'), avatar: null })
  })

  it('resumes behind any id without losing or repeating one', async () => {
    const all = await take(shop.deps.feed, 200, 0)
    for (const seen of [1, 17, 100, 199]) {
      const rest = await take(other.feed, 200 - seen, all[seen - 1]?.position ?? 0)
      expect(positions(rest)).toEqual(positions(all).slice(seen))
    }
  })

  it('resumes while events keep coming', async () => {
    const before = (await take(shop.deps.feed, 200, 0)).at(-1)?.position ?? 0
    const writing = (async () => {
      for (let i = 0; i < 60; i++) await other.commit(`Later ${i}`)
    })()
    const seen: (number | null)[] = []
    let cursor = before
    while (seen.length < 60) {
      const some = await take(shop.deps.feed, Math.min(7, 60 - seen.length), cursor)
      seen.push(...positions(some))
      cursor = some.at(-1)?.position ?? cursor
    }
    await writing
    expect(seen).toEqual(Array.from({ length: 60 }, (_, i) => before + i + 1))
  })

  it('gives a slow subscriber everything, from the table where it fell behind', async () => {
    const start = await numbered(shop.deps)
    const stream = shop.deps.feed.stream(manager, start, AbortSignal.timeout(20_000))
    const first = stream.next()
    await Promise.all(Array.from({ length: 100 }, (_, i) => commit(shop.deps.commands, `Slow ${i}`)))
    const seen = [(await first).value as LiveEvent]
    for (let i = 1; i < 100; i++) {
      if (i % 25 === 0) await new Promise((resolve) => setTimeout(resolve, 30))
      seen.push((await stream.next()).value as LiveEvent)
    }
    await stream.return()
    expect(positions(seen)).toEqual(Array.from({ length: 100 }, (_, i) => start + i + 1))
  })

  it('goes on when a sequencer dies in the middle of its work', async () => {
    const start = await numbered(shop.deps)
    const dying = new pg.Client({ connectionString: shop.url })
    dying.on('error', () => {})
    await dying.connect()
    await dying.query('BEGIN')
    await dying.query('SELECT pg_advisory_xact_lock(7226010)')
    const { rows } = await dying.query('SELECT pg_backend_pid() AS pid')
    const committed = commit(shop.deps.commands, 'Waits')
    await committed
    await dying.query(`UPDATE event SET position = ${start} + 1 WHERE position IS NULL`)
    const reading = take(other.feed, 1, start)
    await shop.deps.prisma.$executeRaw`SELECT pg_terminate_backend(${rows[0].pid}::int)`
    const [event] = await reading
    expect(event).toMatchObject({ position: start + 1, payload: { name: 'Waits' } })
    await dying.end().catch(() => {})
  })

  it('ends when its signal aborts', async () => {
    const ending = new AbortController()
    const stream = shop.deps.feed.stream(manager, await numbered(shop.deps), ending.signal)
    const next = stream.next()
    setTimeout(() => ending.abort(), 20)
    expect(await next).toEqual({ done: true, value: undefined })
  })

  it('ends within seconds of its session', async () => {
    const { id } = await shop.deps.prisma.session.create({
      data: { id: crypto.randomUUID(), userId: manager.userId, expiresAt: new Date(Date.now() + 60_000) },
    })
    const stream = shop.deps.feed.stream({ ...manager, sessionId: id }, await numbered(shop.deps), undefined)
    const next = stream.next()
    await shop.deps.prisma.session.update({ where: { id }, data: { revokedAt: new Date() } })
    await expect(next).rejects.toMatchObject({ domainCode: 'UNAUTHENTICATED' })
  })

  it('passes on what one may hear, as permissions are at that moment', async () => {
    const role = await shop.deps.prisma.role.create({
      data: { code: 'TEMP', name: 'Temp', permissions: ['supplier.read'] },
    })
    const temp = await shop.person('TEMP')
    const start = await numbered(shop.deps)
    const heard: string[] = []
    const stream = shop.deps.feed.stream(temp, start, AbortSignal.timeout(10_000))
    const hearing = (async () => {
      for await (const event of stream) {
        heard.push(String(event.payload.name))
        if (event.payload.name === 'Last') break
      }
    })()
    const call = { caller: manager, requestId: 'test', procedure: 'role.update' }
    const change = (permissions: string[], entity: 'role' | 'frame') =>
      shop.deps.commands.run(
        call,
        {},
        async (tx, emit) => {
          await tx.role.update({ where: { id: role.id }, data: { permissions } })
          emit({ entity, id: role.id, what: 'updated', payload: { name: entity } })
        },
        async () => ({}),
      )
    await commit(shop.deps.commands, 'Heard')
    await expect.poll(() => heard).toEqual(['Heard'])
    await change([], 'role')
    await commit(shop.deps.commands, 'Not heard')
    await take(shop.deps.feed, 1, (await numbered(shop.deps)) - 1)
    await change(['supplier.read'], 'role')
    await commit(shop.deps.commands, 'Last')
    await hearing
    // Of changes of one's own role everybody hears, whatever else they may read.
    expect(heard).toEqual(['Heard', 'role', 'role', 'Last'])
  })

  it('numbers events without gaps', async () => {
    await numbered(shop.deps)
    const [row] = await shop.deps.prisma.$queryRaw<{ highest: bigint; count: bigint }[]>`
      SELECT max(position) AS highest, count(*) AS count FROM event`
    expect(row?.highest).toBe(row?.count)
  })
})
