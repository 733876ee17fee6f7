import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkInvariants } from '../invariants/invariants.ts'
import { openShop, type Shop } from '../testing/shop.ts'

/** A minute that passes midnight in Berlin while fifty people create. */
const midnight = Date.parse('2026-06-30T22:00:00Z')
let asked = 0
let shop: Shop
beforeAll(async () => {
  shop = await openShop({ timeZone: 'Europe/Berlin', now: () => new Date(midnight - 30_000 + 600 * asked++) })
})
afterAll(() => shop.close())

describe('the numbers of production orders', () => {
  it('are unique and consecutive by day when fifty people create across midnight in the shop’s zone', async () => {
    const { api: admin } = await shop.role('ADMIN')
    const { id: itemId } = await admin.item.create({ sku: 'TABLE', name: 'Table' })
    const planners = await Promise.all(Array.from({ length: 50 }, () => shop.role('PLANNER')))
    // Each creates twice at once, and every fifth of these finds no such item: what it would have been numbered goes to
    // somebody else.
    const orders = await Promise.all(
      planners.flatMap(({ api }, n) =>
        [2 * n, 2 * n + 1].map((one) =>
          api.productionOrder.create({ itemId: one % 5 === 4 ? 999_999 : itemId, quantity: 1 }).catch(() => null),
        ),
      ),
    )
    const numbers = orders.flatMap((order) => order?.number ?? [])
    expect(numbers).toHaveLength(80)
    expect(new Set(numbers).size).toBe(80)
    const byDay = Map.groupBy(numbers, (number) => number.split('-')[1] ?? '')
    expect([...byDay.keys()].sort()).toEqual(['20260630', '20260701'])
    for (const [day, of] of byDay) {
      expect(of.length).toBeGreaterThan(5)
      const expected = of.map((_, n) => `JO-${day}-${String(n + 1).padStart(4, '0')}`)
      expect(of.toSorted()).toEqual(expected)
    }
    const findings = await checkInvariants(shop.deps.readPool)
    expect(findings.filter((finding) => finding.violations > 0)).toEqual([])
  })

  it('grow longer than four digits rather than begin again', async () => {
    const { api } = await shop.role('PLANNER')
    const { id: itemId } = await shop.deps.prisma.item.findFirstOrThrow()
    await shop.deps.prisma.productionDay.updateMany({ data: { last: 9999 } })
    const { number } = await api.productionOrder.create({ itemId, quantity: 1 })
    expect(number).toMatch(/^JO-\d{8}-10000$/)
  })
})
