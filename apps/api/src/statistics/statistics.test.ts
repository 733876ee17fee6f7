import type { Caller } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkInvariants } from '../invariants/invariants.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'
import { foldStatistics } from './fold.ts'

/** Half past ten in the evening in London, and already tomorrow in Tokyo. */
const now = new Date('2026-03-10T22:30:00Z')
const today = '2026-03-11'

let shop: Shop
let admin: Caller
let api: Api
beforeAll(async () => {
  shop = await openShop({ now: () => now, timeZone: 'Asia/Tokyo' })
  admin = await shop.person('ADMIN')
  api = shop.as(admin)
})
afterAll(() => shop.close())

const statisticsAreExact = async () => {
  const findings = await checkInvariants(shop.deps.readPool)
  expect(findings.filter((finding) => finding.violations > 0)).toEqual([])
}
const rows = () => shop.deps.prisma.statistic.count()
const window = { name: 'Window', material: 'Oak', widthMm: 900, heightMm: 900 }
const line = { itemName: 'Putty', quantity: '2', unitPrice: '10.25' }

describe('statistics', () => {
  it('name every state of an empty shop', async () => {
    const none = { PENDING: 0, PARTIALLY_RECEIVED: 0, COMPLETED: 0, CANCELLED: 0 }
    const orders = await api.statistics.orders()
    expect(orders).toMatchObject({ total: 0, byStatus: none, totalAmount: '0.00', openAmount: '0.00' })
    expect(orders.amountByStatus.COMPLETED).toBe('0.00')
    expect(orders.purchase?.byStatus).toEqual(none)
    expect(await api.statistics.frames()).toEqual({ total: 0, inStock: 0, assembled: 0, glazed: 0, installed: 0 })
    expect((await api.statistics.workOrders()).byStatus).toEqual({
      PENDING: 0,
      IN_PROGRESS: 0,
      COMPLETED: 0,
      CANCELLED: 0,
    })
    expect((await api.statistics.tasks()).byKind.GLAZING).toEqual({
      PENDING: 0,
      IN_PROGRESS: 0,
      PAUSED: 0,
      COMPLETED: 0,
      CANCELLED: 0,
    })
    const summary = await api.statistics.summary()
    expect(summary.attention).toEqual([])
    expect(summary.trends.framesMade).toHaveLength(14)
  })

  it('count orders and money by state', async () => {
    const order = (more: object = {}) => api.purchaseOrder.create({ supplierName: 'Glaswerk', lines: [line], ...more })
    const [, second, third] = [
      await order(),
      await order(),
      await order(),
      await order({ lines: [{ ...line, quantity: '0.01' }] }),
    ]
    await api.purchaseOrder.cancel({ id: second.id })
    await api.purchaseOrder.receive({ id: third.id, lines: [{ lineId: third.lines[0]?.id ?? 0, quantity: 1 }] })
    expect(await api.statistics.orders()).toMatchObject({
      total: 4,
      byStatus: { PENDING: 2, PARTIALLY_RECEIVED: 1, COMPLETED: 0, CANCELLED: 1 },
      totalAmount: '61.60',
      amountByStatus: { PENDING: '20.60', PARTIALLY_RECEIVED: '20.50', COMPLETED: '0.00', CANCELLED: '20.50' },
      openAmount: '41.10',
    })
  })

  it('count frames in stock and made, in pieces, and the days they were made on', async () => {
    const both = await api.frame.create({ ...window, openingStock: 5 })
    const unglazed = await api.frame.create({ ...window, stages: ['ASSEMBLY', 'INSTALLATION'] })
    const done = (
      frameId: number,
      kind: 'ASSEMBLY' | 'GLAZING' | 'INSTALLATION',
      quantity: number,
      day: string,
      hour = '10',
    ) =>
      api.task.create({ frameId, kind, quantity, startTime: `${day}T${hour}:00:00Z`, endTime: `${day}T${hour}:10:00Z` })
    await done(both.id, 'ASSEMBLY', 4, '2026-03-09')
    await done(both.id, 'GLAZING', 3, '2026-03-09')
    // After midnight in the shop, the evening before in UTC.
    await done(unglazed.id, 'ASSEMBLY', 2, '2026-03-09', '16')
    await done(both.id, 'INSTALLATION', 1, '2026-03-10')
    await done(unglazed.id, 'ASSEMBLY', 1, '2026-02-01')
    expect(await api.statistics.frames()).toEqual({
      total: 2,
      inStock: 5 + 3 + 2 - 1 + 1,
      assembled: 7,
      glazed: 3,
      installed: 1,
    })

    const { trends } = await api.statistics.summary()
    expect(trends.framesMade.at(0)?.day).toBe('2026-02-26')
    expect(trends.framesMade.at(-1)?.day).toBe(today)
    const on = (trend: { day: string; value: number }[], day: string) => trend.find((point) => point.day === day)?.value
    expect([on(trends.framesMade, '2026-03-09'), on(trends.framesMade, '2026-03-10')]).toEqual([3, 2])
    expect([on(trends.tasksCompleted, '2026-03-09'), on(trends.tasksCompleted, '2026-03-10')]).toEqual([2, 2])
    expect(on(trends.purchaseAmount, today)).toBe(41.1)
    expect(on(trends.workOrdersCompleted, today)).toBe(0)
  })

  it('say what is late or waits, the most urgent first, to whoever may read it', async () => {
    const { id: frameId } = await api.frame.create(window)
    const work = (more: object) => api.workOrder.create({ frameId, description: 'Make it', ...more })
    const late = await work({ dueDate: '2026-03-10', assignedToId: (await shop.person('ASSEMBLER')).userId })
    for (let i = 0; i < 6; i++) await work({ dueDate: today })
    const urgent = await work({ priority: 'URGENT' })
    const order = await api.purchaseOrder.create({
      supplierName: 'Glaswerk',
      expectedDate: '2026-03-01',
      lines: [line],
    })
    const { userId } = await shop.person('VIEWER')
    await shop.deps.prisma.user.update({ where: { id: userId }, data: { roleAssigned: false, dateJoined: now } })
    const made = await api.productionOrder.create({ itemId: frameId, quantity: 1, dueDate: '2026-03-09' })
    const customer = await api.customer.create({ name: 'Waits' })
    const lines = [{ itemId: frameId, quantity: 1, unitPrice: '10' }]
    const short = await api.salesOrder.create({ customerId: customer.id, lines })
    await api.salesOrder.create({ customerId: customer.id, lines })
    await expect(api.salesOrder.confirm({ id: short.id })).rejects.toMatchObject({ domainCode: 'INSUFFICIENT_STOCK' })

    const { attention } = await api.statistics.summary()
    expect(attention).toMatchObject([
      { kind: 'SHORT_SALES_ORDER', count: 1, examples: [{ id: short.id, title: short.number, detail: 'Waits' }] },
      {
        kind: 'LATE_PRODUCTION_ORDER',
        count: 1,
        examples: [{ id: made.id, title: made.number, detail: 'Window', day: '2026-03-09' }],
      },
      {
        kind: 'LATE_WORK_ORDER',
        count: 1,
        examples: [{ id: late.id, title: late.number, detail: 'Window', day: '2026-03-10' }],
      },
      {
        kind: 'LATE_PURCHASE_ORDER',
        count: 1,
        examples: [{ id: order.id, title: order.number, detail: 'Glaswerk', day: '2026-03-01' }],
      },
      { kind: 'UNASSIGNED_WORK_ORDER', count: 7 },
      { kind: 'WAITING_USER', count: 1, examples: [{ id: userId, day: today }] },
    ])
    expect(attention[4]?.examples).toHaveLength(5)
    expect(attention[4]?.examples[0]?.id).toBe(urgent.id)

    const some = shop.as({ ...admin, permissions: new Set(['statistics.read', 'purchaseOrder.read']) })
    const summary = await some.statistics.mobileSummary()
    expect(summary).toMatchObject({ frames: null, workOrders: null, tasks: null })
    expect(summary.attention.map((one) => one.kind)).toEqual(['LATE_PURCHASE_ORDER'])
    expect(summary.trends.tasksCompleted).toEqual([])
    expect(summary.trends.purchaseAmount).toHaveLength(14)
    await expect((await shop.role('GLAZER')).api.statistics.summary()).rejects.toMatchObject({
      domainCode: 'FORBIDDEN',
    })
  })

  it('equal a full recount after whatever many people do at once, while rows are folded', async () => {
    const frames = await Promise.all([1, 2, 3].map(() => api.frame.create({ ...window, openingStock: 20 })))
    const random = generator(7)
    const pick = <T>(of: readonly T[]): T => of[random(of.length)] as T
    const orders: number[] = []
    const workOrders = [(await api.workOrder.create({ frameId: pick(frames).id, description: 'x' })).id]
    const acts: (() => Promise<unknown>)[] = [
      async () => {
        const lines = [{ itemId: pick(frames).id, quantity: 1 + random(5), unitPrice: `${random(90)}.${random(99)}` }]
        orders.push((await api.purchaseOrder.create({ supplierName: `Supplier ${random(4)}`, lines })).id)
      },
      async () => {
        const order = await api.purchaseOrder.get({ id: pick(orders) })
        const open = order.lines.find((one) => Number(one.outstanding) > 0)
        if (open) await api.purchaseOrder.receive({ id: order.id, lines: [{ lineId: open.id, quantity: 1 }] })
      },
      () => api.purchaseOrder.receive({ id: pick(orders) }),
      () => api.purchaseOrder.cancel({ id: pick(orders) }),
      () => api.purchaseOrder.closeShort({ id: pick(orders) }),
      () => api.purchaseOrder.update({ id: pick(orders), lines: [line] }),
      async () => {
        const made = await api.workOrder.create({ frameId: pick(frames).id, description: 'x', quantity: 1 + random(3) })
        workOrders.push(made.id)
      },
      () => api.workOrder.start({ id: pick(workOrders) }),
      () => api.workOrder.cancel({ id: pick(workOrders) }),
      () => api.task.create({ frameId: pick(frames).id, kind: pick(['ASSEMBLY', 'GLAZING'] as const) }),
      () =>
        api.task.create({
          frameId: pick(frames).id,
          kind: pick(['ASSEMBLY', 'GLAZING', 'INSTALLATION'] as const),
          startTime: '2026-03-09T10:00:00Z',
          endTime: '2026-03-09T11:00:00Z',
        }),
      () => api.supplier.create({ name: 'Another' }),
      () => foldStatistics(shop.deps.prisma, 1 + random(50)),
    ]
    let refused = 0
    for (let round = 0; round < 40; round++) {
      const answers = await Promise.allSettled(
        Array.from({ length: 8 }, () => (orders.length < 4 ? acts[0] : pick(acts))?.()),
      )
      for (const answer of answers) {
        if (answer.status === 'fulfilled') continue
        // Refusals are part of it; faults are not.
        expect(answer.reason).toHaveProperty('domainCode')
        refused++
      }
    }
    expect(refused).toBeGreaterThan(0)
    await statisticsAreExact()
    const before = [await api.statistics.orders(), await api.statistics.frames(), await api.statistics.tasks()]
    while ((await foldStatistics(shop.deps.prisma)) > 0);
    expect(await rows()).toBeLessThan(40)
    await statisticsAreExact()
    expect([await api.statistics.orders(), await api.statistics.frames(), await api.statistics.tasks()]).toEqual(before)
  })

  it('are the same for every reader while many fold and many append', async () => {
    const { prisma } = shop.deps
    const before = (await api.statistics.orders()).totalAmount
    // Money that moves from one state to another, so that the sum is the same at every instant.
    const orders = await prisma.purchaseOrder.findMany({ take: 6, select: { id: true } })
    let going = true
    const append = async (id: number) => {
      while (going) {
        await prisma.purchaseOrder.update({ where: { id }, data: { importRunId: null, status: 'COMPLETED' } })
        await prisma.purchaseOrder.update({ where: { id }, data: { status: 'PENDING' } })
      }
    }
    const fold = async () => {
      while (going) await foldStatistics(prisma, 20)
    }
    const seen = new Set<string>()
    const read = async () => {
      for (let i = 0; i < 150; i++) seen.add((await api.statistics.orders()).totalAmount)
      going = false
    }
    await Promise.all([...orders.map((order) => append(order.id)), fold(), fold(), read()])
    expect([...seen]).toEqual([before])
  })

  it('fold down to a row a bucket and leave out what came to nothing', async () => {
    const { prisma } = shop.deps
    await prisma.statistic.createMany({ data: [1n, -1n].map((count) => ({ metric: 'item', bucket: 'gone', count })) })
    while ((await foldStatistics(prisma)) > 0);
    expect(await prisma.statistic.count({ where: { bucket: 'gone' } })).toBe(0)
    const groups = await prisma.statistic.groupBy({ by: ['metric', 'bucket'], _count: true })
    expect(groups.every((group) => group._count === 1)).toBe(true)
    expect(decimal.compare((await api.statistics.orders()).totalAmount, 0)).toBe(1)
  })
})

/** Numbers below a bound, the same in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
