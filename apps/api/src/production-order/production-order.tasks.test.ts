import type { ProductionOrder } from '@framewright/contracts/production-order/production-order.schema'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Api } from '../testing/shop.ts'
import { openStockedShop, refused, type StockedShop } from '../testing/stocked-shop.ts'

let shop: StockedShop
let assembler: Api
let glazer: Api
let clock = Date.parse('2026-05-04T07:00:00Z')
beforeAll(async () => {
  shop = await openStockedShop(() => new Date(clock))
  assembler = (await shop.role('ASSEMBLER')).api
  glazer = (await shop.role('GLAZER')).api
})
afterEach(() => shop.expectInvariants())
afterAll(() => shop.close())

const minutes = (count: number) => {
  clock += count * 60_000
}
const stock = async (id: number) => (await shop.api.item.get({ id })).stock
const get = (order: { id: number }) => shop.api.productionOrder.get({ id: order.id })

/** A window of 2 bars at 3 (assembly) and 1 pane at 5 (glazing). */
async function window() {
  const [bar, pane] = [await shop.item(100, { cost: '3' }), await shop.item(100, { cost: '5' })]
  const { id } = await shop.api.frame.create({
    name: `Window ${bar}`,
    material: 'Oak',
    widthMm: 900,
    heightMm: 900,
    stages: ['ASSEMBLY', 'GLAZING', 'INSTALLATION'],
  })
  const line = (componentId: number, quantity: number, stage: TaskKind) => ({
    componentId,
    quantity,
    unit: 'each',
    stage,
  })
  await shop.api.frame.saveBom({ id, lines: [line(bar, 2, 'ASSEMBLY'), line(pane, 1, 'GLAZING')] })
  return { id, bar, pane }
}

async function released(itemId: number, quantity: number): Promise<ProductionOrder> {
  const { id } = await shop.api.productionOrder.create({ itemId, quantity, dueDate: '2026-05-08', priority: 'HIGH' })
  return shop.api.productionOrder.release({ id })
}

const tasksOf = async (order: { id: number }) =>
  (await shop.api.task.list({ productionOrderId: order.id, sort: 'id' })).items

async function taskOf(order: { id: number }, kind: TaskKind): Promise<number> {
  const open = (await tasksOf(order)).filter((task) => task.kind === kind && task.status === 'PENDING')
  return open[0]?.id ?? 0
}

/** Somebody takes the stage's waiting task, works ten minutes, and finishes it. */
async function work(api: Api, order: { id: number }, kind: TaskKind, part: object = {}) {
  const id = await taskOf(order, kind)
  await api.task.start({ id })
  minutes(10)
  return api.task.complete({ id, ...part })
}

describe('a production order that is released', () => {
  it('hands its making stages to the people who may do them, with a job card for a frame', async () => {
    const { id: itemId } = await window()
    const order = await released(itemId, 4)
    expect(order.stages).toMatchObject([
      { stage: 'ASSEMBLY', good: '0', left: '4', ready: '4' },
      { stage: 'GLAZING', good: '0', left: '4', ready: '0' },
    ])
    const tasks = await tasksOf(order)
    expect(tasks.map(({ kind, quantity, status, userId }) => [kind, quantity, status, userId])).toEqual([
      ['ASSEMBLY', '4', 'PENDING', null],
      ['GLAZING', '4', 'PENDING', null],
    ])
    expect(order.workOrder?.number).toMatch(/^WO-/)
    const card = await shop.api.workOrder.get({ id: order.workOrder?.id ?? 0 })
    expect(card).toMatchObject({ quantity: '4', priority: 'HIGH', dueDate: '2026-05-08', status: 'PENDING' })
    expect((await assembler.task.bench()).open.map((task) => task.productionOrder?.number)).toContain(order.number)
    expect((await glazer.task.bench()).open.map((task) => task.kind)).not.toContain('ASSEMBLY')
    await expect(shop.api.workOrder.cancel({ id: card.id })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'workOrder.jobCard' }),
    )
  })

  it('of anything but a frame is assembled, lines without a stage with it', async () => {
    const [leg, top] = [await shop.item(9), await shop.item(9)]
    const itemId = await shop.item(0, { cost: '0' })
    await shop.api.bom.create({
      itemId,
      lines: [
        { componentId: leg, quantity: 4, unit: 'each' },
        { componentId: top, quantity: 1, unit: 'each' },
      ],
    })
    const order = await released(itemId, 2)
    const [task] = await tasksOf(order)
    expect(task).toMatchObject({ kind: 'ASSEMBLY', quantity: '2', frame: null, frameId: null, item: { id: itemId } })
    expect(order.workOrder).toBeNull()
    await work(assembler, order, 'ASSEMBLY')
    expect(await get(order)).toMatchObject({ produced: '2', left: '0', status: 'IN_PROGRESS', unitCost: '50.00' })
    expect(await stock(itemId)).toMatchObject({ onHand: '2' })
    expect((await shop.api.item.get({ id: itemId })).cost).toBe('50.00')
    expect(await shop.api.productionOrder.complete({ id: order.id })).toMatchObject({ status: 'COMPLETED' })
  })
})

describe('a stage at the bench', () => {
  it('starts the order, takes its materials from what is reserved, and moves the product on', async () => {
    const { id: itemId, bar, pane } = await window()
    const order = await released(itemId, 4)
    const id = await taskOf(order, 'ASSEMBLY')
    await assembler.task.start({ id })
    expect(await get(order)).toMatchObject({ status: 'IN_PROGRESS', startedAt: new Date(clock).toISOString() })
    minutes(20)
    const done = await assembler.task.complete({ id })
    expect(done).toMatchObject({ status: 'COMPLETED', quantity: '4', duration: 1200 })
    const after = await get(order)
    expect(after).toMatchObject({
      produced: '0',
      left: '4',
      materialCost: '24.00',
      unitCost: null,
      stages: [
        { stage: 'ASSEMBLY', good: '4', left: '0', ready: '0', seconds: 1200 },
        { stage: 'GLAZING', good: '0', left: '4', ready: '4', seconds: 0 },
      ],
      outputs: [{ stage: 'ASSEMBLY', finished: false, taskId: id, good: '4', materialCost: '24.00' }],
    })
    expect(await stock(bar)).toEqual({ onHand: '92', reserved: '0', available: '92' })
    expect(await stock(pane)).toEqual({ onHand: '100', reserved: '4', available: '96' })
    expect(await shop.stockOf(itemId)).toMatchObject({ 'Assembled, not glazed': '4' })
    await work(glazer, order, 'GLAZING')
    const made = await get(order)
    expect(made).toMatchObject({ produced: '4', left: '0', materialCost: '44.00', unitCost: '11.00' })
    expect(made.allowedActions).toContain('complete')
    expect(await stock(itemId)).toMatchObject({ onHand: '4' })
    expect((await shop.api.item.get({ id: itemId })).cost).toBe('11.00')
    expect(await shop.api.workOrder.get({ id: order.workOrder?.id ?? 0 })).toMatchObject({
      status: 'IN_PROGRESS',
      completedQuantity: '4',
    })
    await shop.api.productionOrder.complete({ id: order.id })
    expect(await shop.api.workOrder.get({ id: order.workOrder?.id ?? 0 })).toMatchObject({ status: 'COMPLETED' })
    const { items } = await shop.api.event.list({ entity: 'productionOrder', entityId: order.id })
    expect(items.map((event) => event.type).reverse()).toEqual([
      'productionOrder.created',
      'productionOrder.released',
      'productionOrder.started',
      'productionOrder.produced',
      'productionOrder.produced',
      'productionOrder.completed',
    ])
  })

  it('waits for the one before it, and does no more than has come', async () => {
    const { id: itemId } = await window()
    const order = await released(itemId, 4)
    await expect(glazer.task.start({ id: await taskOf(order, 'GLAZING') })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'productionOrder.stageBefore' }),
    )
    await work(assembler, order, 'ASSEMBLY', { quantity: 1 })
    await expect(work(glazer, order, 'GLAZING')).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'productionOrder.stageBefore', ready: '1', requested: '4' }),
    )
    const [running] = (await tasksOf(order)).filter((task) => task.kind === 'GLAZING')
    await glazer.task.complete({ id: running?.id ?? 0, quantity: 1 })
    expect(await get(order)).toMatchObject({ produced: '1', left: '3' })
  })

  it('done in part leaves a task for the rest, its person’s', async () => {
    const { id: itemId } = await window()
    const order = await released(itemId, 5)
    const first = await work(assembler, order, 'ASSEMBLY', { quantity: 2 })
    const rest = (await tasksOf(order)).find((task) => task.kind === 'ASSEMBLY' && task.status === 'PENDING')
    expect(first).toMatchObject({ quantity: '2' })
    expect(rest).toMatchObject({ quantity: '3', userId: first.userId })
    await work(assembler, order, 'ASSEMBLY')
    expect(await get(order)).toMatchObject({ stages: [{ good: '5' }, { ready: '5' }] })
  })

  it('that loses some says why, and the stages after it have fewer to do', async () => {
    const { id: itemId } = await window()
    const order = await released(itemId, 5)
    await expect(work(assembler, order, 'ASSEMBLY', { scrap: 2 })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    const [running] = await tasksOf(order)
    await assembler.task.complete({ id: running?.id ?? 0, scrap: 2, reason: 'Warped' })
    expect(await get(order)).toMatchObject({
      produced: '0',
      scrapped: '2',
      left: '3',
      stages: [
        { good: '3', scrapped: '2', left: '0' },
        { left: '3', ready: '3' },
      ],
    })
    expect((await tasksOf(order)).find((task) => task.kind === 'GLAZING')).toMatchObject({ quantity: '3' })
    await work(glazer, order, 'GLAZING', { scrap: 1, reason: 'Cracked' })
    const after = await get(order)
    // Five times two bars and three panes; what is finished, good or lost, came to 11 each.
    expect(after).toMatchObject({ produced: '2', scrapped: '3', left: '0', materialCost: '45.00', unitCost: '11.00' })
    expect(await shop.stockOf(itemId)).toMatchObject({ Stock: '2', Scrap: '3' })
    expect(await shop.api.workOrder.get({ id: order.workOrder?.id ?? 0 })).toMatchObject({
      completedQuantity: '2',
      scrappedQuantity: '3',
    })
    await shop.api.productionOrder.complete({ id: order.id })
  })

  it('makes no more than is left, at the bench as at a machine, but for what the shop tolerates', async () => {
    const { id: itemId } = await window()
    const order = await released(itemId, 10)
    const over = refused('RULE_VIOLATED', { rule: 'productionOrder.overProduced', left: '10', requested: '11' })
    await expect(work(assembler, order, 'ASSEMBLY', { quantity: 11 })).rejects.toMatchObject(over)
    const output = (quantity: number) =>
      shop.api.productionOrder.output({ productionOrderId: order.id, stage: 'ASSEMBLY', quantity })
    await expect(output(11)).rejects.toMatchObject(over)
    await shop.api.productionOrder.changeSettings({ overTolerancePercent: 10 })
    const [running] = await tasksOf(order)
    await assembler.task.complete({ id: running?.id ?? 0, quantity: 11 })
    await expect(output(1)).rejects.toMatchObject(refused('RULE_VIOLATED', { left: '0' }))
    await work(glazer, order, 'GLAZING', { quantity: 11 })
    expect(await get(order)).toMatchObject({ produced: '11', left: '0' })
    await shop.api.productionOrder.changeSettings({ overTolerancePercent: 0 })
  })

  it('is stopped by a hold, with a sentence for whoever goes on', async () => {
    const { id: itemId } = await window()
    const order = await released(itemId, 3)
    const id = await taskOf(order, 'ASSEMBLY')
    await assembler.task.start({ id })
    minutes(5)
    await shop.api.productionOrder.hold({ id: order.id })
    expect(await assembler.task.get({ id })).toMatchObject({ status: 'PAUSED', duration: 300 })
    for (const go of [assembler.task.resume, assembler.task.complete]) {
      await expect(go({ id })).rejects.toMatchObject({ message: expect.stringContaining('is on hold') })
    }
    await shop.api.productionOrder.resume({ id: order.id })
    await assembler.task.resume({ id })
    expect(await assembler.task.complete({ id })).toMatchObject({ status: 'COMPLETED' })
    await shop.api.productionOrder.completeShort({ id: order.id })
    expect((await tasksOf(order)).map((task) => task.status)).toEqual(['COMPLETED', 'CANCELLED'])
    expect(await get(order)).toMatchObject({ status: 'COMPLETED', stages: [{ ready: '0' }, { ready: '0' }] })
  })

  it('is cancelled with its order, and what was begun is not cancelled any more', async () => {
    const { id: itemId, bar } = await window()
    const order = await released(itemId, 3)
    await shop.api.productionOrder.cancel({ id: order.id })
    expect((await tasksOf(order)).map((task) => task.status)).toEqual(['CANCELLED', 'CANCELLED'])
    expect(await shop.api.workOrder.get({ id: order.workOrder?.id ?? 0 })).toMatchObject({ status: 'CANCELLED' })
    expect(await stock(bar)).toEqual({ onHand: '100', reserved: '0', available: '100' })
    const other = await released(itemId, 3)
    await work(assembler, other, 'ASSEMBLY', { quantity: 1 })
    await expect(shop.api.productionOrder.cancel({ id: other.id })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'productionOrder.partlyMade' }),
    )
  })

  it('gives way to what a machine has made of it, and can be shared', async () => {
    const { id: itemId } = await window()
    const order = await released(itemId, 10)
    const id = await taskOf(order, 'ASSEMBLY')
    const more = { kind: 'ASSEMBLY', productionOrderId: order.id, quantity: 4 } as const
    await expect(shop.api.task.create(more)).rejects.toMatchObject(refused('RULE_VIOLATED', { left: '0' }))
    await shop.api.task.update({ id, quantity: 6 })
    const shared = await shop.api.task.create(more)
    expect(shared).toMatchObject({
      productionOrderId: order.id,
      workOrderId: order.workOrder?.id,
      item: { id: itemId },
    })
    await shop.api.productionOrder.output({ productionOrderId: order.id, stage: 'ASSEMBLY', quantity: 5 })
    const open = (await tasksOf(order)).filter((task) => task.kind === 'ASSEMBLY')
    expect(open.map((task) => [task.id, task.quantity, task.status])).toEqual([
      [id, '5', 'PENDING'],
      [shared.id, '4', 'CANCELLED'],
    ])
    // What goes through all stages at once passes those that are not begun.
    const whole = await shop.api.productionOrder.output({ productionOrderId: order.id, quantity: 5 })
    expect(whole).toMatchObject({ produced: '5', stages: [{ good: '10' }, { good: '5', ready: '5' }] })
    expect((await tasksOf(order)).filter((task) => task.status === 'PENDING').map((task) => task.quantity)).toEqual([
      '5',
    ])
  })

  it('of many who finish at once makes each piece once', async () => {
    const { id: itemId } = await window()
    const order = await released(itemId, 12)
    const people = await Promise.all(Array.from({ length: 12 }, () => shop.role('ASSEMBLER')))
    await shop.api.task.update({ id: await taskOf(order, 'ASSEMBLY'), quantity: 1 })
    const more = { kind: 'ASSEMBLY', productionOrderId: order.id, quantity: 1 } as const
    for (let one = 1; one < 12; one++) await shop.api.task.create(more)
    const tasks = (await tasksOf(order)).filter((task) => task.kind === 'ASSEMBLY')
    const outcomes = await Promise.allSettled([
      ...people.map(async ({ api }, index) => {
        const id = tasks[index]?.id ?? 0
        await api.task.start({ id })
        await api.task.complete({ id })
      }),
      ...Array.from({ length: 4 }, () =>
        shop.api.productionOrder.output({ productionOrderId: order.id, stage: 'ASSEMBLY', quantity: 1 }),
      ),
    ])
    for (const outcome of outcomes) {
      // A machine that came first took the piece from somebody's task.
      if (outcome.status === 'rejected') expect(outcome.reason.domainCode).toMatch(/RULE_VIOLATED|WRONG_STATE/)
    }
    expect(await get(order)).toMatchObject({ stages: [{ good: '12', left: '0' }, { ready: '12' }] })
    expect(await shop.stockOf(itemId)).toMatchObject({ 'Assembled, not glazed': '12' })
  })
})

describe('cost against plan', () => {
  it('reckons materials as they cost at release and work as the last ones took', async () => {
    await shop.api.productionOrder.changeSettings({ labourRate: '36' })
    const { id: itemId, pane } = await window()
    const first = await released(itemId, 2)
    expect(first.cost).toMatchObject({
      parts: [
        { part: 'MATERIAL', planned: '22.00', actual: '0.00' },
        { part: 'LABOUR', planned: null, actual: '0.00' },
        { part: 'MACHINE', planned: null, actual: null },
      ],
      planned: '22.00',
    })
    await work(assembler, first, 'ASSEMBLY')
    await work(glazer, first, 'GLAZING')
    // Ten minutes at each stage for two of them, at 36 an hour.
    expect((await get(first)).cost).toMatchObject({ actual: '34.00', variance: '12.00', actualUnit: '17.00' })

    const order = await released(itemId, 4)
    expect(order.stages.map((stage) => stage.plannedSeconds)).toEqual([1200, 1200])
    expect(order.cost).toMatchObject({
      parts: [
        { part: 'MATERIAL', planned: '44.00' },
        { part: 'LABOUR', planned: '24.00' },
        { part: 'MACHINE', planned: null },
      ],
      planned: '68.00',
      plannedUnit: '17.00',
      plannedSoFar: '0.00',
    })
    // Panes get dearer, and the work is done in half of the time.
    const supplier = await shop.api.supplier.create({ name: 'Glass works', code: 'GW' })
    const bought = await shop.api.purchaseOrder.create({
      supplierId: supplier.id,
      lines: [{ itemId: pane, quantity: 98, unitPrice: '7' }],
    })
    await shop.api.purchaseOrder.receive({
      id: bought.id,
      lines: bought.lines.map((line) => ({ lineId: line.id, quantity: line.quantity })),
    })
    await work(assembler, order, 'ASSEMBLY')
    expect((await get(order)).cost).toMatchObject({ plannedSoFar: '36.00', actual: '30.00', variance: '-6.00' })
    await work(glazer, order, 'GLAZING')
    // 8 bars at 3, 4 panes at 6, and twice ten minutes.
    const { cost } = await get(order)
    expect(cost).toMatchObject({ actual: '60.00', plannedSoFar: '68.00', variance: '-8.00', actualUnit: '15.00' })
    await shop.api.productionOrder.changeSettings({ labourRate: null })
  })
})

describe('a frame finished by tasks alone', () => {
  it('carries what its materials cost into its average', async () => {
    const { id: frameId } = await window()
    for (const [api, kind] of [
      [assembler, 'assembly'],
      [glazer, 'glazing'],
    ] as const) {
      const { id } = await api[kind].create({ frameId, quantity: 2 })
      await api[kind].start({ id })
      await api[kind].complete({ id })
      expect((await shop.api.item.get({ id: frameId })).cost).toBe(kind === 'assembly' ? '0.00' : '11.00')
    }
    const { id } = await assembler.assembly.create({ frameId, quantity: 3 })
    await assembler.assembly.start({ id })
    await assembler.assembly.complete({ id, quantity: 1, scrap: 1, reason: 'Warped' })
    expect(await shop.stockOf(frameId)).toMatchObject({ Stock: '2', 'Assembled, not glazed': '1', Scrap: '1' })
  })
})

describe('production statistics', () => {
  it('say what is planned, made, lost, late and under way', async () => {
    const before = await shop.api.statistics.production({ days: 7 })
    const { id: itemId } = await window()
    const order = await released(itemId, 6)
    await work(assembler, order, 'ASSEMBLY', { quantity: 4, scrap: 1, reason: 'Warped' })
    await work(glazer, order, 'GLAZING', { quantity: 3 }).catch(() => undefined)
    const after = await shop.api.statistics.production({ days: 7 })
    const grown = (of: (figures: typeof after) => string | number) => Number(of(after)) - Number(of(before))
    expect(grown((f) => f.byStatus.IN_PROGRESS)).toBe(1)
    expect(grown((f) => f.quantities.IN_PROGRESS.planned)).toBe(6)
    expect(grown((f) => f.produced)).toBe(3)
    expect(grown((f) => f.scrapped)).toBe(1)
    expect(grown((f) => f.wip[0]?.quantity ?? 0)).toBe(1)
    expect(grown((f) => f.wip[1]?.quantity ?? 0)).toBe(1)
    const today = after.days.at(-1)
    expect(today).toMatchObject({ day: '2026-05-04' })
    expect(Number(today?.produced)).toBe(Number(before.days.at(-1)?.produced) + 3)
    clock += 7 * 86_400_000
    const later = await shop.api.statistics.production({ days: 7 })
    expect(later.late).toBeGreaterThan(after.late)
    expect(Number(later.days.find(({ day }) => day === '2026-05-08')?.planned)).toBeGreaterThan(5)
  })
})
