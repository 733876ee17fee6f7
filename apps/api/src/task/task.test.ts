import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let planner: Api
let now = new Date('2026-03-02T08:00:00Z')
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000)
}

beforeAll(async () => {
  shop = await openShop({ now: () => now })
  planner = (await shop.role('MANAGER')).api
})
afterAll(() => shop.close())

const newFrame = (extra: object = {}) =>
  planner.frame.create({ name: 'Window', material: 'Oak', widthMm: 900, heightMm: 1200, ...extra })
const stockOf = async (id: number) => (await planner.item.get({ id })).stock.onHand
const at = async (itemId: number, code: string) => {
  const balance = await shop.deps.prisma.stockBalance.findFirst({ where: { itemId, location: { code } } })
  return balance?.onHand.toString() ?? '0'
}

describe('a task', () => {
  it('goes from start over pause to completion, and counts only the time worked', async () => {
    const { api, caller } = await shop.role('ASSEMBLER')
    const frame = await newFrame({ stages: ['ASSEMBLY'] })
    const task = await api.assembly.create({ frameId: frame.id })
    expect(task).toMatchObject({ status: 'PENDING', userId: caller.userId, quantity: '1', allowedActions: ['start'] })

    expect(await api.task.start({ id: task.id })).toMatchObject({ status: 'IN_PROGRESS', duration: 0 })
    later(60)
    expect(await api.task.pause({ id: task.id })).toMatchObject({ status: 'PAUSED', duration: 60 })
    later(600)
    expect(await api.task.resume({ id: task.id })).toMatchObject({ status: 'IN_PROGRESS', duration: 60 })
    later(30)
    const done = await api.task.complete({ id: task.id })
    expect(done).toMatchObject({ status: 'COMPLETED', duration: 90, endTime: now.toISOString(), allowedActions: [] })
    expect(await stockOf(frame.id)).toBe('1')
    await expect(api.task.complete({ id: task.id })).rejects.toMatchObject({ domainCode: 'WRONG_STATE' })
  })

  it('counts a press that was kept without a network as made when it was made', async () => {
    const { api } = await shop.role('ASSEMBLER')
    const frame = await newFrame({ stages: ['ASSEMBLY'] })
    const [first, second] = [
      await api.assembly.create({ frameId: frame.id }),
      await api.assembly.create({ frameId: frame.id }),
    ]
    const began = now.getTime()
    const after = (seconds: number) => new Date(began + seconds * 1000).toISOString()
    later(3600)
    expect(await api.task.start({ id: first.id, at: after(0) })).toMatchObject({ startTime: after(0), duration: 3600 })
    expect(await api.task.pause({ id: first.id, at: after(60) })).toMatchObject({ duration: 60 })
    await api.task.resume({ id: first.id, at: after(100) })
    await api.task.start({ id: second.id, pauseCurrent: true, at: after(160) })
    expect(await api.task.get({ id: first.id })).toMatchObject({ status: 'PAUSED', duration: 120 })
    const done = await api.task.complete({ id: second.id, at: after(200) })
    expect(done).toMatchObject({ startTime: after(160), endTime: after(200), duration: 40 })
    expect(await api.task.complete({ id: first.id, at: after(220) })).toMatchObject({ endTime: after(220) })
  })

  it('takes no press for one to come, for one before the last, or for one too long ago', async () => {
    const { api } = await shop.role('ASSEMBLER')
    const frame = await newFrame({ stages: ['ASSEMBLY'] })
    const task = await api.assembly.create({ frameId: frame.id })
    const from = (seconds: number) => new Date(now.getTime() + seconds * 1000).toISOString()
    await expect(api.task.start({ id: task.id, at: from(120) })).rejects.toMatchObject({ domainCode: 'INVALID_INPUT' })
    await expect(api.task.start({ id: task.id, at: from(-8 * 86_400) })).rejects.toMatchObject({
      domainCode: 'RULE_VIOLATED',
    })
    const started = now.toISOString()
    expect(await api.task.start({ id: task.id, at: from(30) })).toMatchObject({ startTime: started })
    later(60)
    expect(await api.task.pause({ id: task.id, at: from(-3600) })).toMatchObject({ duration: 0 })

    // One who worked on something else until now did not begin this before.
    const other = await api.assembly.create({ frameId: frame.id })
    await api.task.start({ id: other.id })
    later(60)
    await api.task.complete({ id: other.id })
    expect(await api.task.resume({ id: task.id, at: from(-50) })).toMatchObject({ duration: 0 })
    later(10)
    expect(await api.task.complete({ id: task.id })).toMatchObject({ duration: 10 })
  })

  it('makes a frame by assembly and glazing, consuming each stage’s parts, and installation takes it away', async () => {
    const { api } = await shop.role('ADMIN')
    const profile = await planner.item.create({
      sku: 'PROFILE-1',
      name: 'Profile',
      kind: 'PROFILE',
      unit: 'm',
      openingStock: '20',
    })
    const glass = await planner.item.create({ sku: 'GLASS-1', name: 'Pane', kind: 'GLASS', openingStock: '3' })
    const frame = await newFrame()
    await planner.frame.saveBom({
      id: frame.id,
      lines: [
        { componentId: profile.id, quantity: '420', unit: 'cm', scrapPercent: '5', stage: 'ASSEMBLY' },
        { componentId: glass.id, quantity: '1', unit: 'each', stage: 'GLAZING' },
      ],
    })
    const work = async (kind: 'assembly' | 'glazing' | 'installation', quantity = '2') => {
      const task = await api[kind].create({ frameId: frame.id, quantity })
      await api[kind].start({ id: task.id })
      return api[kind].complete({ id: task.id })
    }

    await expect(work('glazing')).rejects.toMatchObject({ domainCode: 'INSUFFICIENT_STOCK' })
    await planner.task.cancel({ id: (await api.task.bench()).current?.id ?? 0 })

    await work('assembly')
    expect(await stockOf(profile.id)).toBe('11.18')
    expect([await at(frame.id, 'ASSEMBLED'), await stockOf(frame.id)]).toEqual(['2', '0'])

    await work('glazing')
    expect([await at(frame.id, 'ASSEMBLED'), await stockOf(frame.id), await stockOf(glass.id)]).toEqual(['0', '2', '1'])

    await work('installation')
    expect([await stockOf(frame.id), await at(frame.id, 'CUSTOMERS')]).toEqual(['0', '2'])
    expect(await at(profile.id, 'PRODUCTION')).toBe('8.82')
  })

  it('is split by the whole piece: what is done in part leaves a task for the rest, and half a piece is none', async () => {
    const { api: worker, caller } = await shop.role('ASSEMBLER')
    const frame = await newFrame()
    const task = await planner.task.create({ kind: 'ASSEMBLY', frameId: frame.id, userId: caller.userId, quantity: 5 })
    await worker.task.start({ id: task.id })
    for (const part of [{ quantity: '1.5' }, { quantity: 1, scrap: '0.5', reason: 'Cracked' }]) {
      await expect(worker.task.complete({ id: task.id, ...part })).rejects.toMatchObject({
        domainCode: 'INVALID_INPUT',
        message: expect.stringMatching(/whole pieces; a task of 5 is split by the piece/),
      })
    }
    await expect(worker.task.complete({ id: task.id, quantity: 6 })).rejects.toMatchObject({
      domainCode: 'RULE_VIOLATED',
      details: { rule: 'task.tooMany' },
    })
    const done = await worker.task.complete({ id: task.id, quantity: 2, scrap: 1, reason: 'Cracked' })
    expect(done).toMatchObject({ status: 'COMPLETED', quantity: '3' })
    const open = await shop.deps.prisma.task.findMany({ where: { itemId: frame.id, status: 'PENDING' } })
    expect(open.map(({ quantity, userId }) => [quantity.toString(), userId])).toEqual([['2', caller.userId]])
  })

  it('names every short item and changes nothing when stock is missing', async () => {
    const { api } = await shop.role('ASSEMBLER')
    const [a, b] = [
      await planner.item.create({ sku: 'SHORT-A', name: 'Short A', openingStock: '1' }),
      await planner.item.create({ sku: 'SHORT-B', name: 'Short B' }),
    ]
    const frame = await newFrame({ stages: ['ASSEMBLY'] })
    const line = (componentId: number) => ({ componentId, quantity: '2', unit: 'each', stage: 'ASSEMBLY' as const })
    await planner.frame.saveBom({ id: frame.id, lines: [line(a.id), line(b.id)] })
    const task = await api.assembly.create({ frameId: frame.id })
    await api.task.start({ id: task.id })
    const refusal = await api.task.complete({ id: task.id }).catch((error: unknown) => error)
    expect(refusal).toMatchObject({
      domainCode: 'INSUFFICIENT_STOCK',
      details: {
        items: [
          { sku: 'SHORT-A', requested: '2', available: '1' },
          { sku: 'SHORT-B', requested: '2', available: '0' },
        ],
      },
    })
    expect(await api.task.get({ id: task.id })).toMatchObject({ status: 'IN_PROGRESS' })
    expect(await stockOf(a.id)).toBe('1')
  })

  it('is one at a time for a person, also when two starts come together', async () => {
    const { api } = await shop.role('ASSEMBLER')
    const frame = await newFrame()
    const tasks = await Promise.all([1, 2, 3, 4].map(() => api.assembly.create({ frameId: frame.id })))
    const starts = await Promise.allSettled(tasks.map((task) => api.task.start({ id: task.id })))
    expect(starts.filter((start) => start.status === 'fulfilled')).toHaveLength(1)
    for (const start of starts) {
      if (start.status === 'rejected') expect(start.reason).toMatchObject({ domainCode: 'CONFLICT' })
    }
    const running = (await api.task.bench()).current
    const other = tasks.find((task) => task.id !== running?.id)
    await api.task.start({ id: other?.id ?? 0, pauseCurrent: true })
    expect(await api.task.bench()).toMatchObject({ current: { id: other?.id } })
    expect(await api.task.get({ id: running?.id ?? 0 })).toMatchObject({ status: 'PAUSED' })
  })

  it('can be finished and paused at a process whose clock is behind that of the one that started it', async () => {
    const ahead = await openShop({ url: shop.url, now: () => new Date(Date.now() + 120_000) })
    try {
      const { api: manager } = await shop.role('MANAGER')
      const frame = await manager.frame.create({ name: 'Skewed', material: 'PVC', widthMm: 1, heightMm: 1 })
      const { caller, api } = await shop.role('ASSEMBLER')
      const first = await manager.assembly.create({ frameId: frame.id, userId: caller.userId })
      await ahead.as(caller).assembly.start({ id: first.id })
      const done = await api.assembly.complete({ id: first.id })
      expect(done).toMatchObject({ status: 'COMPLETED', duration: 0, endTime: done.startTime })
      const second = await manager.assembly.create({ frameId: frame.id, userId: caller.userId })
      await ahead.as(caller).assembly.start({ id: second.id })
      expect((await api.assembly.pause({ id: second.id })).status).toBe('PAUSED')
    } finally {
      await ahead.close()
    }
  })

  it('is recorded as done when both times are given, with its stock', async () => {
    const { api } = await shop.role('ASSEMBLER')
    const frame = await newFrame({ stages: ['ASSEMBLY'] })
    const [startTime, endTime] = ['2026-03-01T10:00:00+02:00', '2026-03-01T11:30:00+02:00']
    const task = await api.assembly.create({ frameId: frame.id, quantity: 3, startTime, endTime })
    expect(task).toMatchObject({
      status: 'COMPLETED',
      duration: 5400,
      startTime: '2026-03-01T08:00:00.000Z',
      quantity: '3',
    })
    expect(await stockOf(frame.id)).toBe('3')
    await expect(api.assembly.create({ frameId: frame.id, endTime })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(api.assembly.create({ frameId: frame.id, startTime: '2036-01-01T00:00:00Z' })).rejects.toMatchObject({
      domainCode: 'INVALID_INPUT',
    })
  })

  it('belongs to its person: others of the trade neither see nor touch it', async () => {
    const [mine, other, glazer] = [
      await shop.role('ASSEMBLER'),
      await shop.role('ASSEMBLER'),
      await shop.role('GLAZER'),
    ]
    const frame = await newFrame()
    const task = await mine.api.assembly.create({ frameId: frame.id })
    await expect(other.api.task.get({ id: task.id })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
    await expect(other.api.task.start({ id: task.id })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
    await expect(glazer.api.assembly.create({ frameId: frame.id })).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
    await expect(mine.api.assembly.create({ frameId: frame.id, userId: other.caller.userId })).rejects.toMatchObject({
      domainCode: 'FORBIDDEN',
    })
    expect((await other.api.task.list({})).items.map((one) => one.id)).not.toContain(task.id)
    await expect(mine.api.glazing.start({ id: task.id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('waits for anybody of the trade when a planner makes it, and is theirs once started', async () => {
    const [first, second] = [await shop.role('GLAZER'), await shop.role('GLAZER')]
    const frame = await newFrame()
    const task = await planner.glazing.create({ frameId: frame.id })
    expect(task.userId).toBeNull()
    expect((await first.api.task.bench()).open.map((one) => one.id)).toContain(task.id)
    await first.api.glazing.start({ id: task.id })
    expect((await second.api.task.bench()).open.map((one) => one.id)).not.toContain(task.id)
    await expect(second.api.glazing.start({ id: task.id })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
  })

  it('starts its work order and counts towards it with the last stage', async () => {
    const { api } = await shop.role('ASSEMBLER')
    const frame = await newFrame({ stages: ['ASSEMBLY'] })
    const order = await planner.workOrder.create({ frameId: frame.id, description: 'Two windows', quantity: 2 })
    const task = await api.assembly.create({ frameId: frame.id, workOrderId: order.id, quantity: 2 })
    await api.assembly.start({ id: task.id })
    expect(await planner.workOrder.get({ id: order.id })).toMatchObject({ status: 'IN_PROGRESS' })
    await expect(planner.workOrder.complete({ id: order.id })).rejects.toMatchObject({ domainCode: 'RULE_VIOLATED' })
    await api.assembly.complete({ id: task.id })
    expect(await planner.workOrder.complete({ id: order.id })).toMatchObject({
      status: 'COMPLETED',
      completedQuantity: '2',
    })
  })

  /** A hundred at once may wait longer for a connection than the server lets anybody wait: they come again, as clients do. */
  async function whileBusy<T>(act: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await act()
      } catch (error) {
        if ((error as { domainCode?: string }).domainCode !== 'UNAVAILABLE' || attempt === 20) throw error
      }
    }
  }

  it('is completed a hundred times at once without a deadlock, a lost piece or a piece too many', async () => {
    const part = await planner.item.create({ sku: 'BUSY-PART', name: 'Busy part', openingStock: '60' })
    const frame = await newFrame({ stages: ['ASSEMBLY'] })
    await planner.frame.saveBom({
      id: frame.id,
      lines: [{ componentId: part.id, quantity: '1', unit: 'each', stage: 'ASSEMBLY' }],
    })
    const people = await Promise.all(Array.from({ length: 100 }, () => shop.role('ASSEMBLER')))
    const work = await Promise.all(
      people.map(async ({ api }) => {
        const task = await api.assembly.create({ frameId: frame.id })
        await api.task.start({ id: task.id })
        return () => whileBusy(() => api.task.complete({ id: task.id }))
      }),
    )
    const results = await Promise.allSettled(work.map((complete) => complete()))
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(60)
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ domainCode: 'INSUFFICIENT_STOCK' })
    }
    expect([await stockOf(part.id), await stockOf(frame.id)]).toEqual(['0', '60'])
  })
})
