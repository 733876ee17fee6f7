import type { LiveEvent } from '@framewright/contracts/event/event.schema'
import { createKysely, createPool, createPrisma } from '@framewright/db/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCommands } from '../core/commands.ts'
import { createEventFeed } from '../event/feed.ts'
import { createServices } from '../services.ts'
import { numbered } from '../testing/numbered.ts'
import { openServer, type TestServer } from '../testing/server.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let admin: Api
let url: string
const opened: { close(): Promise<unknown> }[] = []

beforeAll(async () => {
  shop = await openShop()
  admin = (await shop.role('ADMIN')).api
  // Services: their invoices have no goods whose fulfilment would be told of too.
  await admin.item.create({ kind: 'SERVICE', sku: 'W-1', name: 'Window', unitPrice: '10' })
  url = (await process()).url
})
afterAll(async () => {
  for (const one of opened.toReversed()) await one.close()
  await shop.close()
})

/** An API process of its own on the shop's database; what it closes is its own too. */
async function process(): Promise<TestServer> {
  const pool = createPool(shop.url, { max: 6 })
  const prisma = createPrisma(pool)
  const feed = createEventFeed({ prisma, read: createKysely(pool), url: shop.url })
  const deps = { ...shop.deps, prisma, feed, commands: createCommands(prisma, feed.kick) }
  const server = await openServer({ ...shop, deps, services: createServices(deps) })
  const close = async () => {
    await server.close()
    await feed.close()
    await prisma.$disconnect()
    await pool.end()
  }
  opened.push({ close })
  return { ...server, close: close as TestServer['close'] }
}

let numbers = 0
const bring = (change: object = {}) =>
  admin.invoice.import({
    invoiceNo: `L-${++numbers}`,
    invoiceDate: '2026-03-31',
    customer: { name: 'Haus am See' },
    items: [{ sku: 'W-1', quantity: '2', unitPrice: '10' }],
    ...change,
  })

interface Told {
  id: string
  event: LiveEvent
}

/** Follows the stream until it is told so many, or the connection ends. */
async function follow(
  headers: Record<string, string>,
  lastId: string | undefined,
  enough: (told: Told) => boolean,
  signal = AbortSignal.timeout(30_000),
): Promise<void> {
  const response = await fetch(`${url}/api/sales/sse/invoices`, {
    headers: { ...headers, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) },
    signal,
  })
  expect(response.headers.get('content-type')).toMatch('text/event-stream')
  let text = ''
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    text += piece.value
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const fields = Object.fromEntries(
        text
          .slice(0, end)
          .split('\n')
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
      )
      text = text.slice(end + 2)
      if (fields.data === undefined) continue
      if (!enough({ id: fields.id ?? '', event: JSON.parse(fields.data) as LiveEvent })) continue
      await reader?.cancel()
      return
    }
  }
}

/** What a stream tells until that many have come. */
async function take(headers: Record<string, string>, count: number, lastId?: string): Promise<Told[]> {
  const told: Told[] = []
  await follow(headers, lastId, (one) => told.push(one) === count)
  return told
}

async function keyOf(api: Api, scope: 'invoice.read'): Promise<Record<string, string>> {
  const { key } = await api.apiKey.create({ name: `Stream ${scope}`, scopes: [scope] })
  return { 'x-api-key': key }
}

describe('the stream of invoices', () => {
  it('tells of each invoice with its summary, and of nothing else', async () => {
    const headers = await keyOf(admin, 'invoice.read')
    const start = String(await numbered(shop.deps))
    await admin.item.create({ kind: 'SERVICE', sku: 'W-2', name: 'Another', unitPrice: '1' })
    const made = await bring({ salesman: 'Nobody' })
    await admin.item.create({ kind: 'SERVICE', sku: 'W-3', name: 'A third', unitPrice: '1' })
    const second = await bring()
    const told = await take(headers, 2, start)
    expect(told.map(({ event }) => [event.type, event.entityId])).toEqual([
      ['invoice.imported', made.id],
      ['invoice.imported', second.id],
    ])
    expect(told[0]?.id).toBe(String(told[0]?.event.position))
    expect(told[0]?.event.payload).toMatchObject({
      invoiceNo: made.invoiceNo,
      source: 'IMPORT',
      customer: 'Haus am See',
      salesman: 'Nobody',
      total: '20.00',
      to: 'CREATED',
    })
  })

  it('is for who may see invoices: by API key, or by token; and for nobody else', async () => {
    const status = async (headers: Record<string, string>) => {
      const abort = new AbortController()
      const response = await fetch(`${url}/api/sales/sse/invoices`, { headers, signal: abort.signal })
      abort.abort()
      return response.status
    }
    const server = await process()
    const token = await server.as('SALES_EXECUTIVE')
    expect(await status(await keyOf(admin, 'invoice.read'))).toBe(200)
    expect(await status({ authorization: `Bearer ${token}` })).toBe(200)
    expect(await status({})).toBe(401)
    expect(await status({ authorization: `Bearer ${await server.as('DRIVER')}` })).toBe(403)
  })

  it('tells a salesperson of their own alone, whatever they resume behind', async () => {
    const [anna, berta] = [await shop.role('SALES_EXECUTIVE'), await shop.role('SALES_EXECUTIVE')]
    const server = await process()
    const headers = { authorization: `Bearer ${await server.token(anna.caller)}` }
    const before = String((await bring()).id && (await numbered(shop.deps)))
    const mine: number[] = []
    for (let i = 0; i < 6; i++) {
      const made = await bring({ salesman: (i % 2 ? anna : berta).caller.username })
      if (i % 2) mine.push(made.id)
    }
    const told = await take(headers, 3, before)
    expect(told.map(({ event }) => event.entityId)).toEqual(mine)
    expect((await take(headers, 3, '0')).map(({ event }) => event.entityId)).toEqual(mine)
  })

  it('tells a thousand subscribers of one process each event once, in order, and the same object to all', async () => {
    const manager = await shop.person('MANAGER')
    const start = await numbered(shop.deps)
    const ends = new AbortController()
    const heard: LiveEvent[][] = []
    const following = Array.from({ length: 1_000 }, async (_, index) => {
      const events: LiveEvent[] = []
      heard[index] = events
      for await (const event of shop.deps.feed.stream(manager, start, ends.signal, 'invoices')) {
        events.push(event)
        if (events.length === 50) return
      }
    })
    const made: number[] = []
    for (let i = 0; i < 50; i++) made.push((await bring()).id)
    await Promise.all(following)
    ends.abort()
    const [first = []] = heard
    expect(first.map((event) => event.entityId)).toEqual(made)
    // Written out once: what is kept of an event by its object is kept once.
    for (const events of heard) expect(events.every((event, index) => event === first[index])).toBe(true)
  })

  it('gives those who drop out at random every event once, in order, across the end of the server', async () => {
    const headers = await keyOf(admin, 'invoice.read')
    const start = String(await numbered(shop.deps))
    const total = 80
    const subscribers = Array.from({ length: 6 }, async () => {
      const seen: number[] = []
      let last = start
      while (seen.length < total) {
        const until = Math.random() < 0.5 ? 1 + Math.floor(Math.random() * 12) : total
        let now = 0
        const abort = AbortSignal.any([
          AbortSignal.timeout(60_000),
          AbortSignal.timeout(200 + Math.floor(Math.random() * 800)),
        ])
        await follow(
          headers,
          last,
          ({ id, event }) => {
            seen.push(event.entityId)
            last = id
            return ++now >= until || seen.length >= total
          },
          abort,
        ).catch(() => {})
      }
      return seen
    })
    const made: number[] = []
    for (let i = 0; i < total; i++) {
      made.push((await bring()).id)
      // Between them, much that is no invoice.
      if (i % 4 === 0) await admin.item.create({ sku: `X-${i}`, name: 'Other', unitPrice: '1' })
      if (i === total / 2) {
        const next = await process()
        const before = opened[0]
        url = next.url
        if (before) opened.splice(0, 1)
        await before?.close()
      }
    }
    for (const seen of await Promise.all(subscribers)) expect(seen).toEqual(made)
  })
})
