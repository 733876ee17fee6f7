import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let planner: Api
let frameId: number

beforeAll(async () => {
  shop = await openShop({ now: () => new Date('2026-03-02T23:30:00Z'), timeZone: 'Europe/Berlin' })
  planner = (await shop.role('PLANNER')).api
  frameId = (await planner.frame.create({ name: 'Door', material: 'Steel', widthMm: 1000, heightMm: 2100 })).id
})
afterAll(() => shop.close())

const create = (extra: object = {}) => planner.workOrder.create({ frameId, description: 'One door', ...extra })

describe('a work order', () => {
  it('takes the steps of its lifecycle and refuses the others, naming what it can do', async () => {
    const order = await create()
    expect(order).toMatchObject({
      status: 'PENDING',
      quantity: '1',
      priority: 'NORMAL',
      allowedActions: ['start', 'cancel'],
    })
    expect(order.number).toMatch(/^WO-\d{6}$/)
    await expect(planner.workOrder.complete({ id: order.id })).rejects.toMatchObject({
      domainCode: 'WRONG_STATE',
      details: { status: 'PENDING', allowed: ['start', 'cancel'] },
    })
    expect(await planner.workOrder.update({ id: order.id, status: 'IN_PROGRESS' })).toMatchObject({
      status: 'IN_PROGRESS',
    })
    expect(await planner.workOrder.update({ id: order.id, status: 'COMPLETED' })).toMatchObject({
      allowedActions: ['reopen'],
    })
    await expect(planner.workOrder.update({ id: order.id, status: 'IN_PROGRESS' })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    expect(await planner.workOrder.reopen({ id: order.id })).toMatchObject({ status: 'PENDING', completedAt: null })
  })

  it('is started once by ten at once', async () => {
    const order = await create()
    const starts = await Promise.allSettled(Array.from({ length: 10 }, () => planner.workOrder.start({ id: order.id })))
    expect(starts.filter((start) => start.status === 'fulfilled')).toHaveLength(1)
    const events = await shop.deps.prisma.event.findMany({ where: { entity: 'workOrder', entityId: order.id } })
    expect(events.map((event) => event.type)).toEqual(['workOrder.created', 'workOrder.started'])
  })

  it('is late by the shop’s calendar, not by UTC', async () => {
    const order = await create({ dueDate: '2026-03-02' })
    expect(order.late).toBe(true)
    expect((await create({ dueDate: '2026-03-03' })).late).toBe(false)
    expect((await planner.workOrder.list({ late: true })).items.map((one) => one.id)).toEqual([order.id])
  })

  it('changes in bulk, each on its own terms', async () => {
    const [a, b, c] = [await create(), await create(), await create()]
    await planner.workOrder.cancel({ id: b.id })
    const result = await planner.workOrder.bulk({ ids: [c.id, a.id, b.id, 999_999], action: 'start' })
    expect(result.updated.sort()).toEqual([a.id, c.id].sort())
    expect(result.refused).toMatchObject([
      { id: b.id, code: 'WRONG_STATE' },
      { id: 999_999, code: 'NOT_FOUND' },
    ])
    await expect(planner.workOrder.bulk({ ids: [a.id] })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  it('cancels its waiting tasks with it', async () => {
    const order = await create()
    const task = await planner.assembly.create({ frameId, workOrderId: order.id })
    await planner.workOrder.cancel({ id: order.id })
    expect(await planner.task.get({ id: task.id })).toMatchObject({ status: 'CANCELLED' })
  })

  it('suggests the least loaded who may do its next stage', async () => {
    const order = await create()
    const [busy, free, glazer] = [await shop.role('ASSEMBLER'), await shop.role('ASSEMBLER'), await shop.role('GLAZER')]
    await create({ assignedToId: busy.caller.userId })
    const { stage, candidates } = await planner.workOrder.suggestAssignee({ id: order.id })
    expect(stage).toBe('ASSEMBLY')
    const ids = candidates.map((candidate) => candidate.id)
    expect(ids.indexOf(free.caller.userId)).toBeLessThan(ids.indexOf(busy.caller.userId))
    expect(ids).not.toContain(glazer.caller.userId)
    expect(await planner.workOrder.assign({ id: order.id, assignedToId: free.caller.userId })).toMatchObject({
      assignedTo: { id: free.caller.userId },
    })
  })

  it('is found by number, frame and person, sorted by due date with the undated last', async () => {
    const order = await create({ description: 'Needle in the haystack', dueDate: '2026-05-01' })
    expect((await planner.workOrder.list({ search: 'needle' })).items.map((one) => one.id)).toEqual([order.id])
    expect((await planner.workOrder.count({ search: 'needle' })).total).toBe(1)
    const dates = (await planner.workOrder.list({ sort: 'dueDate', limit: 200 })).items.map(
      (one) => one.dueDate ?? '9999',
    )
    expect(dates).toEqual([...dates].sort())
  })

  it('may be started only by who performs, assigned only by who assigns', async () => {
    const order = await create()
    const { api } = await shop.role('ASSEMBLER')
    await expect(api.workOrder.start({ id: order.id })).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
    await expect(api.workOrder.assign({ id: order.id, assignedToId: null })).rejects.toMatchObject({
      domainCode: 'FORBIDDEN',
    })
    expect((await api.workOrder.get({ id: order.id })).allowedActions).toEqual([])
  })
})
