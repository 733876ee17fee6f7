import { setTimeout } from 'node:timers/promises'
import { createPool } from '@framewright/db/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkInvariants } from '../invariants/invariants.ts'
import { foldStatistics } from '../statistics/fold.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let api: Api
let customerId: number
beforeAll(async () => {
  shop = await openShop()
  api = (await shop.role('ADMIN')).api
  customerId = (await shop.deps.prisma.customer.create({ data: { code: 'B', name: 'Builders' } })).id
})
afterAll(() => shop.close())

const holds = async () => {
  const findings = await checkInvariants(shop.deps.readPool)
  expect(findings.filter((finding) => finding.violations > 0)).toEqual([])
}
const item = async (more: object = {}) =>
  (await api.item.create({ sku: `V${Math.random()}`, name: 'Item', cost: '10', ...more })).id
const value = async () => (await api.statistics.stock()).value
const deliver = async (itemIds: readonly number[], quantity: number | string, unitPrice: number | string) => {
  const lines = itemIds.map((itemId) => ({ itemId, quantity, unitPrice }))
  const order = await api.purchaseOrder.create({ supplierName: 'Glaswerk', lines })
  await api.purchaseOrder.receive({ id: order.id })
}

describe('the value of stock', () => {
  it('follows every receipt, cost, issue and kind to the last place', async () => {
    const id = await item({ cost: '0', unit: 'm' })
    const costs: string[] = []
    for (const [quantity, price] of [
      [1, 100],
      [1, 200],
      [2, 200],
    ] as const) {
      await deliver([id], quantity, price)
      costs.push((await api.item.get({ id })).cost)
    }
    expect(costs).toEqual(['100.00', '150.00', '175.00'])
    expect(await value()).toBe('700.00')
    await api.stock.scrap({ itemId: id, quantity: '0.333333', reason: 'Broken' })
    await deliver([id], '0.000001', '0.0001')
    await holds()
    await api.item.update({ id, kind: 'GLASS' })
    await holds()
    const { valueByKind } = await api.stock.overview()
    expect(valueByKind.map((one) => one.kind)).toEqual(['GLASS'])
  })

  it.each(['posting', 'cost'] as const)(
    'is exact when a %s has not committed yet as the other begins',
    async (first) => {
      const id = await item({ openingStock: 4 })
      const pool = createPool(shop.url, { max: 2 })
      const [one, other] = [await pool.connect(), await pool.connect()]
      const statements = {
        // Not to STORAGE, where the shortages take a lock of their own.
        posting: `INSERT INTO stock_movement (item_id, from_id, to_id, quantity, source_type, operation_key)
        SELECT ${id}, a.id, q.id, 5, 'test', 'test-${id}' FROM location a, location q WHERE a.code = 'ADJUSTMENTS' AND q.code = 'QUARANTINE'`,
        cost: `UPDATE item SET cost = 12 WHERE id = ${id}`,
      }
      try {
        await one.query('BEGIN')
        await one.query(statements[first])
        const second = other.query(statements[first === 'posting' ? 'cost' : 'posting'])
        const waits = await Promise.race([second.then(() => false), setTimeout(200, true)])
        await one.query('COMMIT')
        await second
        expect(waits).toBe(true)
      } finally {
        one.release()
        other.release()
        await pool.end()
      }
      await holds()
    },
  )

  it('is what a recount says after postings, cost changes and reservations of the same items at once', async () => {
    const items = [
      await item({ openingStock: 50, reorderPoint: 45 }),
      await item({ openingStock: 50, reorderPoint: 55 }),
    ]
    const [a = 0, b = 0] = items
    const racks = await Promise.all(
      [1, 2].map(async (n) => (await api.stock.createLocation({ code: `RACK-${n}`, name: `Rack ${n}` })).id),
    )
    const { id: stock } = await shop.deps.prisma.location.findUniqueOrThrow({ where: { code: 'STOCK' } })
    const [rackA = 0, rackB = 0] = racks
    const acts: ((n: number) => Promise<unknown>)[] = [
      (n) => deliver(n % 2 ? [a, b] : [b, a], 1 + (n % 3), 5 + n),
      // Whatever else changes a cost, an import or a person with psql.
      (n) => shop.deps.prisma.item.update({ where: { id: n % 2 ? a : b }, data: { cost: 3 + n } }),
      (n) => api.item.update({ id: n % 2 ? b : a, reorderPoint: String(40 + n) }),
      (n) => api.stock.transfer({ itemId: n % 2 ? a : b, fromId: stock, toId: n % 3 ? rackA : rackB, quantity: 1 }),
      (n) =>
        api.stock.adjust({ itemId: n % 2 ? a : b, direction: 'UP', quantity: 2, unitCost: 7 + n, reason: 'Found' }),
      (n) =>
        api.stock.adjust({ itemId: n % 2 ? b : a, locationId: rackB, direction: 'UP', quantity: 1, reason: 'Found' }),
      () => api.stock.scrap({ itemId: a, quantity: 2, reason: 'Broken' }),
      async () => {
        const lines = items.map((itemId) => ({ itemId, quantity: 2 }))
        const order = await api.salesOrder.create({ customerId, lines })
        await api.salesOrder.confirm({ id: order.id })
        await (order.id % 2 ? api.salesOrder.ship({ id: order.id }) : api.salesOrder.cancel({ id: order.id }))
      },
      () => foldStatistics(shop.deps.prisma, 20),
    ]
    for (let round = 0; round < 6; round++) {
      await Promise.all(
        Array.from({ length: acts.length * 2 }, (_, n) =>
          acts[(n + round) % acts.length]?.(n + round).catch((error: unknown) =>
            expect(error).toHaveProperty('domainCode', 'INSUFFICIENT_STOCK'),
          ),
        ),
      )
      await holds()
    }
    const { rows } = await shop.deps.readPool.query<{ deadlocks: number }>(
      'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
    )
    expect(rows[0]?.deadlocks).toBe(0)
  })
})
