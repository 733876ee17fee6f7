import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../testing/shop.ts'
import { checkOnSchedule } from './check-invariants.ts'
import { foldStatistics } from './fold-statistics.ts'
import { pruneIdempotencyKeys } from './prune.ts'
import { startJobs } from './schedule.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

describe('folding statistics', () => {
  const total = async () => {
    const [row] = await shop.deps.prisma.$queryRaw<{ count: bigint; amount: string }[]>`
      SELECT sum(count) AS count, sum(amount)::text AS amount FROM statistic WHERE metric = 'test' AND bucket = 'a'`
    return `${row?.count} ${row?.amount}`
  }

  it('keeps every sum, at every instant, while rows come in and several processes fold', async () => {
    const { prisma } = shop.deps
    // Each statement adds and takes away: whenever somebody looks, the sum must be the same.
    const pair = () => prisma.$executeRaw`
      INSERT INTO statistic (metric, bucket, count, amount) VALUES ('test', 'a', 1, 2.5), ('test', 'a', -1, -2.5)`
    await prisma.$executeRaw`
      INSERT INTO statistic (metric, bucket, count, amount) SELECT 'test', 'a', 1, 0.000001 FROM generate_series(1, 1000)`
    const seen = new Set<string>()
    let done = false
    const reading = (async () => {
      while (!done) seen.add(await total())
    })()
    const folding = [1, 2].map(async () => {
      while (!done) await foldStatistics(prisma)
    })
    for (let i = 0; i < 400; i++) await pair()
    done = true
    await Promise.all([reading, ...folding])
    await foldStatistics(prisma)
    expect([...seen]).toEqual(['1000 0.0010000000'])
    expect(await prisma.statistic.count()).toBeLessThan(310)
  })

  it('leaves few rows alone', async () => {
    await shop.deps.prisma.$executeRaw`DELETE FROM statistic WHERE metric = 'test'`
    expect(await foldStatistics(shop.deps.prisma)).toBe(0)
  })
})

describe('pruning', () => {
  it('forgets idempotency keys after two weeks', async () => {
    const { prisma } = shop.deps
    const { userId } = await shop.person('VIEWER')
    const key = (name: string, daysAgo: number) =>
      prisma.idempotencyKey.create({
        data: {
          actorId: userId,
          key: name,
          procedure: 'x',
          bodyHash: 'x',
          createdAt: new Date(Date.now() - daysAgo * 24 * 3_600_000),
        },
      })
    await key('old', 15)
    await key('new', 13)
    expect(await pruneIdempotencyKeys(prisma)).toBe(1)
    expect(await prisma.idempotencyKey.findMany({ select: { key: true } })).toEqual([{ key: 'new' }])
  })
})

describe('checking the invariants', () => {
  it('is done by one process at a time it is due, and recorded', async () => {
    const { prisma } = shop.deps
    await prisma.invariantRun.deleteMany()
    expect(await checkOnSchedule(shop.deps, 3_600_000)).toEqual([])
    expect(await checkOnSchedule(shop.deps, 3_600_000)).toBeUndefined()
    await prisma.$executeRaw`UPDATE invariant_run SET started_at = now() - interval '2 hours'`
    await prisma.$executeRaw`INSERT INTO statistic (metric, bucket, count) VALUES ('item', '', 5)`
    expect(await checkOnSchedule(shop.deps, 3_600_000)).toMatchObject([{ name: 'statistics-equal-recount' }])
    expect(await prisma.invariantRun.findMany({ orderBy: { id: 'desc' } })).toMatchObject([
      { violations: 1, violated: ['statistics-equal-recount'] },
      { violations: 0, violated: [] },
    ])
  })
})

describe('jobs', () => {
  it('go on after a failure, never run twice at once, and end', async () => {
    let runs = 0
    let atOnce = 0
    const failures: string[] = []
    const end = startJobs(
      [
        {
          name: 'slow',
          everyMs: 2,
          run: async () => {
            expect(++atOnce).toBe(1)
            await new Promise((resolve) => setTimeout(resolve, 10))
            atOnce--
            if (++runs === 1) throw new Error('once')
          },
        },
      ],
      { ran: () => {}, failed: (name) => failures.push(name) },
    )
    await expect.poll(() => runs).toBeGreaterThan(2)
    await end()
    const before = runs
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect([failures, runs, atOnce]).toEqual([['slow'], before, 0])
  })
})
