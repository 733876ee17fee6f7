import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cli } from './support/processes.ts'
import { type Rest, restAs } from './support/rest.ts'
import { type Order, openSales, type Sales, type Wanted } from './support/sales.ts'
import { type RunningServer, startServer, temporaryHome } from './support/server.ts'

/** Two API processes on one database, as behind a load balancer. */
const place = temporaryHome()
const servers: RunningServer[] = []
let processes: [Rest, Rest]
let sales: Sales

beforeAll(async () => {
  // The second finds the engine of the first running, and uses it too.
  for (let process = 0; process < 2; process++) servers.push(await startServer({ home: place.home }))
  const [one, two] = await Promise.all(servers.map(({ url }) => restAs(url)))
  if (!one || !two) throw new Error('Two servers were started')
  processes = [one, two]
  sales = await openSales(processes)
})
afterAll(async () => {
  for (const server of servers.toReversed()) await server.stop()
  place.remove()
})

/** Drafts the orders, confirms them at once, and gives how many were and what is reserved of each item. */
async function rush(wanted: readonly Wanted[]): Promise<{ confirmed: number; reserved: string[] }> {
  const orders = await Promise.all(wanted.map((lines, turn) => sales.draft(lines, turn)))
  const confirmed = await sales.confirmAtOnce(orders)
  const itemIds = [...new Set(wanted.flat().map((line) => line.itemId))]
  const stocks = await Promise.all(itemIds.map((itemId) => sales.stock(itemId)))
  return { confirmed, reserved: stocks.map((stock) => stock.reserved) }
}

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at))

describe('stock that several orders want at once, over two processes', () => {
  it('goes to one of two that want 5 of 5, forty times', async () => {
    for (let round = 0; round < 40; round++) {
      const itemId = await sales.item(5)
      const order = [{ itemId, quantity: 5 }]
      expect(await rush([order, order])).toEqual({ confirmed: 1, reserved: ['5'] })
    }
  })

  it('goes to exactly ten of twenty that want 1 of 10, twenty-five times', async () => {
    for (let round = 0; round < 25; round++) {
      const itemId = await sales.item(10)
      expect(await rush(times(20, () => [{ itemId, quantity: 1 }]))).toEqual({ confirmed: 10, reserved: ['10'] })
    }
  })

  it('is reserved for no line of an order that wants 2 + 2 of 3, alone or beside its like, fifteen times', async () => {
    for (let round = 0; round < 15; round++) {
      const itemId = await sales.item(3)
      const order = times(2, () => ({ itemId, quantity: 2 }))
      expect(await rush(times(1 + (round % 3), () => order))).toEqual({ confirmed: 0, reserved: ['0'] })
    }
  })

  it('locks no two orders in each other whose lines name the same items in another order, twenty times', async () => {
    for (let round = 0; round < 20; round++) {
      const items = await Promise.all(times(4, () => sales.item(6)))
      const order = items.map((itemId) => ({ itemId, quantity: 1 }))
      const turned = (by: number) => [...order.slice(by % 4), ...order.slice(0, by % 4)]
      const wanted = times(10, (at) => (at % 2 === 0 ? turned(at) : turned(at).toReversed()))
      expect(await rush(wanted)).toEqual({ confirmed: 6, reserved: ['6', '6', '6', '6'] })
    }
  })
})

describe('a request that is sent twice with one idempotency key', () => {
  const ordersOf = async (itemId: number) =>
    (await processes[0]<{ items: Order[] }>('GET', `/sales/orders?itemId=${itemId}`)).body.items
  const happened = async (id: number, type: string) => {
    const events = await processes[0]<{ items: { type: string }[] }>('GET', `/events?entity=salesOrder&entityId=${id}`)
    return events.body.items.filter((event) => event.type === type).length
  }
  const keyed = () => ({ 'idempotency-key': randomUUID() })
  const create = (rest: Rest, itemId: number, headers: HeadersInit, signal?: AbortSignal) =>
    rest<Order>(
      'POST',
      '/sales/orders',
      { customerId: sales.customerId, lines: [{ itemId, quantity: 1 }] },
      headers,
      signal,
    )
  const confirm = (rest: Rest, id: number, headers: HeadersInit, signal?: AbortSignal) =>
    rest<Order>('POST', `/sales/orders/${id}/confirm`, undefined, headers, signal)

  it('creates and confirms once, together over both processes and once more afterwards', async () => {
    for (let round = 0; round < 10; round++) {
      const itemId = await sales.item(2)
      const key = keyed()
      const made = await Promise.all(times(4, (turn) => create(sales.at(turn), itemId, key)))
      made.push(await create(sales.at(round), itemId, key))
      expect(made.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201])
      expect(new Set(made.map(({ body }) => body.number)).size).toBe(1)
      expect(await ordersOf(itemId)).toHaveLength(1)

      const id = made[0]?.body.id ?? 0
      const again = keyed()
      const confirmed = await Promise.all(times(4, (turn) => confirm(sales.at(turn), id, again)))
      confirmed.push(await confirm(sales.at(round), id, again))
      expect(confirmed.map(({ status, body }) => `${status} ${body.status}`)).toEqual(times(5, () => '200 CONFIRMED'))
      expect((await sales.stock(itemId)).reserved).toBe('1')
      expect(await happened(id, 'salesOrder.confirmed')).toBe(1)
    }
  })

  it('creates and confirms once when the first answer is lost, however early', async () => {
    for (let round = 0; round < 24; round++) {
      const itemId = await sales.item(2)
      const lost = async (send: (signal: AbortSignal) => Promise<unknown>) => {
        const controller = new AbortController()
        const sent = send(controller.signal).catch(() => 'lost')
        await sleep(round)
        controller.abort()
        await sent
      }
      const key = keyed()
      await lost((signal) => create(sales.at(round), itemId, key, signal))
      // The next in turn is the other process.
      const order = await create(sales.at(round + 1), itemId, key)
      expect(order.status, JSON.stringify(order.body)).toBe(201)
      expect((await ordersOf(itemId)).map((one) => one.id)).toEqual([order.body.id])

      const again = keyed()
      await lost((signal) => confirm(sales.at(round), order.body.id, again, signal))
      const confirmed = await confirm(sales.at(round + 1), order.body.id, again)
      expect(confirmed, JSON.stringify(confirmed.body)).toMatchObject({ status: 200, body: { status: 'CONFIRMED' } })
      expect((await sales.stock(itemId)).reserved).toBe('1')
      expect(await happened(order.body.id, 'salesOrder.confirmed')).toBe(1)
    }
  })

  it('is refused with another body, and leaves all invariants standing', async () => {
    const [one, two] = [await sales.item(1), await sales.item(1)]
    const key = keyed()
    expect((await create(processes[0], one, key)).status).toBe(201)
    const other = await create(processes[1], two, key)
    expect(other).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_MISMATCH' } })
    expect(await cli(place.home, ['check'])).toMatchObject({ code: 0 })
  })
})
