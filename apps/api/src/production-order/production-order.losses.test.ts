import type { ProductionOrder } from '@framewright/contracts/production-order/production-order.schema'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Api } from '../testing/shop.ts'
import { openStockedShop, refused, type StockedShop } from '../testing/stocked-shop.ts'

let shop: StockedShop
let glazer: Api
let clock = Date.parse('2026-05-04T07:00:00Z')
beforeAll(async () => {
  shop = await openStockedShop(() => new Date(clock))
  glazer = (await shop.role('GLAZER')).api
})
afterEach(() => shop.expectInvariants())
afterAll(() => shop.close())

const minutes = (count: number) => {
  clock += count * 60_000
}
const get = (order: { id: number }) => shop.api.productionOrder.get({ id: order.id })
const numberOf = async (itemId: number, place: string) => (await shop.stockOf(itemId))[place] ?? '0'

/** A window of 2 bars at 3 (assembly) and 1 pane at 5 (glazing): 6 when it is assembled, 11 when it is done. */
async function window(inspected: TaskKind | 'MADE' | null) {
  const [bar, pane] = [await shop.item(100, { cost: '3' }), await shop.item(100, { cost: '5' })]
  const { id } = await shop.api.frame.create({
    ...{ name: `Window ${bar}`, material: 'Oak', widthMm: 900, heightMm: 900 },
    stages: ['ASSEMBLY', 'GLAZING', 'INSTALLATION'],
  })
  const line = (componentId: number, quantity: number, stage: TaskKind) => {
    return { componentId, quantity, unit: 'each', stage }
  }
  await shop.api.frame.saveBom({ id, lines: [line(bar, 2, 'ASSEMBLY'), line(pane, 1, 'GLAZING')] })
  if (inspected !== null) {
    await shop.api.inspectionPlan.create({
      ...{ name: `Of ${bar}`, type: 'IN_PROCESS', itemId: id, stage: inspected === 'MADE' ? null : inspected },
      ...{ sampling: 'ALL', characteristics: [{ name: 'Square', kind: 'PASS_FAIL' }] },
    })
  }
  return { id, bar, pane }
}

async function released(itemId: number, quantity: number): Promise<ProductionOrder> {
  const { id } = await shop.api.productionOrder.create({ itemId, quantity })
  return shop.api.productionOrder.release({ id })
}
const output = (order: { id: number }, stage: TaskKind | undefined, quantity: number, more: object = {}) =>
  shop.api.productionOrder.output({
    productionOrderId: order.id,
    quantity,
    ...(stage === undefined ? {} : { stage }),
    ...more,
  })

/** Records what waits to be inspected of an order: so many fail. @returns the non-conformance's id. */
async function inspect(order: { id: number }, failed: number): Promise<number> {
  const { items } = await shop.api.inspection.list({ status: ['OPEN'], sort: '-id' })
  const one = items.find(({ source }) => source?.type === 'productionOrder' && source.id === order.id)
  const done = await shop.api.inspection.record({
    id: one?.id ?? 0,
    readings: [{ lineNo: 1, passed: failed === 0 }],
    ...(failed === 0 ? {} : { failedQuantity: String(failed) }),
  })
  return done.nonConformances[0]?.id ?? 0
}
const tasksOf = async (order: { id: number }, kind: TaskKind) =>
  (await shop.api.task.list({ productionOrderId: order.id, sort: 'id' })).items.filter((task) => task.kind === kind)
const materialOf = async (order: { id: number }, componentId: number) =>
  (await get(order)).materials.find((line) => line.componentId === componentId)

describe('what fails after a stage', () => {
  it('is lost by its order: in its stages, its materials, its tasks, its job card and its cost', async () => {
    const { id: itemId, bar, pane } = await window('ASSEMBLY')
    const order = await released(itemId, 4)
    await output(order, 'ASSEMBLY', 4)
    expect((await get(order)).stages[1]).toMatchObject({ ready: '4', waiting: '4' })
    const ncr = await inspect(order, 1)
    expect((await get(order)).stages[1]).toMatchObject({ ready: '4', waiting: '1' })
    const decided = await shop.api.nonConformance.decide({ id: ncr, disposition: 'SCRAP' })
    expect(decided).toMatchObject({ cost: '6.00' })

    const after = await get(order)
    expect(after).toMatchObject({ planned: '4', produced: '0', scrapped: '1', left: '3', materialCost: '24.00' })
    expect(after.stages).toMatchObject([
      { stage: 'ASSEMBLY', good: '3', scrapped: '1', lost: '1', left: '0', ready: '0' },
      { stage: 'GLAZING', good: '0', scrapped: '0', lost: '0', left: '3', ready: '3', waiting: '0' },
    ])
    expect(after.outputs.at(-1)).toMatchObject({
      ...{ stage: 'ASSEMBLY', finished: false, good: '0', scrapped: '1', reason: 'Square', operator: null },
      ...{ nonConformance: { id: ncr, number: decided.number }, materialCost: '0.00', unitCost: '6.00' },
    })
    // It takes no pane, and its pane is anybody's again.
    expect(await materialOf(order, pane)).toMatchObject({ needed: '3', consumed: '0', reserved: '3', short: '0' })
    expect(await materialOf(order, bar)).toMatchObject({ needed: '8', consumed: '8', reserved: '0' })
    expect(await shop.available(pane)).toBe('97')
    expect((await tasksOf(order, 'GLAZING')).map(({ quantity, status }) => [quantity, status])).toEqual([
      ['3', 'PENDING'],
    ])
    const card = await shop.api.workOrder.get({ id: order.workOrder?.id ?? 0 })
    expect(card).toMatchObject({ scrappedQuantity: '1', completedQuantity: '0' })
    expect((await shop.api.workOrder.suggestAssignee({ id: card.id })).stage).toBe('GLAZING')
    await shop.expectInvariants()

    // What is left is made, and the order is complete by itself: short by what was lost.
    const made = await output(order, 'GLAZING', 3)
    expect(made).toMatchObject({ produced: '3', left: '0', allowedActions: expect.arrayContaining(['complete']) })
    expect(made.allowedActions).not.toContain('completeShort')
    const done = await shop.api.productionOrder.complete({ id: order.id })
    // 4 assembled at 6, 3 glazed at 5: 39, of which 6 are scrap, and 11 is what a good one cost.
    expect(done).toMatchObject({
      ...{ status: 'COMPLETED', produced: '3', scrapped: '1', materialCost: '39.00', unitCost: '11.00' },
      cost: { actual: '39.00', planned: '44.00', plannedSoFar: '39.00', variance: '0.00', lost: '6.00' },
    })
    expect(await shop.stockOf(itemId)).toEqual({ Stock: '3', Scrap: '1', Production: '-4' })
    expect((await shop.api.item.get({ id: itemId })).cost).toBe('11.00')
    const history = (await shop.api.event.list({ entity: 'productionOrder', entityId: order.id, limit: 50 })).items
    expect(history.find(({ type }) => type === 'productionOrder.lost')?.payload).toMatchObject({
      ...{ number: order.number, quantity: '1', stage: 'ASSEMBLY', nonConformanceId: ncr, reason: 'Square' },
    })
  })

  it('makes a started task smaller with its clock going on, and ends one with nothing left to do', async () => {
    const { id: itemId } = await window('ASSEMBLY')
    const order = await released(itemId, 2)
    await output(order, 'ASSEMBLY', 2)
    const ncr = await inspect(order, 1)
    const [glazing] = await tasksOf(order, 'GLAZING')
    await glazer.task.start({ id: glazing?.id ?? 0 })
    minutes(5)
    await shop.api.nonConformance.decide({ id: ncr, disposition: 'SCRAP' })
    minutes(5)
    expect((await tasksOf(order, 'GLAZING'))[0]).toMatchObject({ status: 'IN_PROGRESS', quantity: '1', duration: 600 })
    expect((await glazer.task.complete({ id: glazing?.id ?? 0 })).duration).toBe(600)
    expect(await get(order)).toMatchObject({ produced: '1', scrapped: '1', left: '0' })

    const other = await released(itemId, 1)
    await output(other, 'ASSEMBLY', 1)
    await shop.api.nonConformance.decide({ id: await inspect(other, 1), disposition: 'SCRAP' })
    expect((await tasksOf(other, 'GLAZING'))[0]).toMatchObject({ status: 'CANCELLED' })
    expect(await get(other)).toMatchObject({
      produced: '0',
      scrapped: '1',
      left: '0',
      allowedActions: expect.anything(),
    })
    expect(await shop.api.productionOrder.complete({ id: other.id })).toMatchObject({ status: 'COMPLETED' })
  })

  it('and is found in storage takes from what the order has made, while it is under way', async () => {
    const { id: itemId } = await window('MADE')
    const days = async () => (await shop.api.statistics.production()).days
    const before = (await days()).at(-1)
    const order = await released(itemId, 3)
    await output(order, undefined, 3)
    const ncr = await inspect(order, 1)
    expect(await get(order)).toMatchObject({ produced: '3', scrapped: '0' })
    minutes(24 * 60)
    await shop.api.nonConformance.decide({ id: ncr, disposition: 'SCRAP' })
    expect(await get(order)).toMatchObject({
      ...{ produced: '2', scrapped: '1', left: '0', unitCost: '11.00', cost: { lost: '11.00', actual: '33.00' } },
      stages: [
        { stage: 'ASSEMBLY', good: '3', scrapped: '0' },
        { stage: 'GLAZING', good: '2', scrapped: '1', lost: '1' },
      ],
    })
    // The day it was finished on keeps it; the day it is lost on has lost it, and has finished nothing rather than less.
    const [then, now] = (await days()).slice(-2)
    expect(Number(then?.produced) - Number(before?.produced)).toBe(3)
    expect(then?.scrapped).toBe(before?.scrapped)
    expect(now).toMatchObject({ produced: '0', scrapped: '1' })
    await shop.api.productionOrder.complete({ id: order.id })

    // Once it is completed its goods are the stock's: what is found bad later is scrap and no loss of the order.
    const late = await shop.api.nonConformance.create({
      ...{ itemId, quantity: '1', defect: 'Scratched', locationId: shop.at('STOCK') },
      ...{ sourceType: 'productionOrder', sourceId: order.id },
    })
    await shop.api.nonConformance.decide({ id: late.id, disposition: 'SCRAP' })
    expect(await get(order)).toMatchObject({ produced: '2', scrapped: '1' })
    expect(await numberOf(itemId, 'Scrap')).toBe('2')
  })

  it('is lost while its order is on hold, and a material that fails is no loss of what is made of it', async () => {
    const { id: itemId, bar } = await window('ASSEMBLY')
    const order = await released(itemId, 2)
    await output(order, 'ASSEMBLY', 2)
    const ncr = await inspect(order, 1)
    await shop.api.productionOrder.hold({ id: order.id })
    await shop.api.nonConformance.decide({ id: ncr, disposition: 'SCRAP' })
    expect(await get(order)).toMatchObject({ status: 'ON_HOLD', scrapped: '1', left: '1' })
    const material = await shop.api.nonConformance.create({
      ...{ itemId: bar, quantity: '1', defect: 'Bent', locationId: shop.at('STOCK') },
      ...{ sourceType: 'productionOrder', sourceId: order.id },
    })
    await shop.api.nonConformance.decide({ id: material.id, disposition: 'SCRAP' })
    expect(await get(order)).toMatchObject({ scrapped: '1', left: '1' })
  })

  it('and is reworked or let through is the order’s again', async () => {
    const { id: itemId } = await window('ASSEMBLY')
    const order = await released(itemId, 2)
    await output(order, 'ASSEMBLY', 2)
    const ncr = await inspect(order, 2)
    await expect(output(order, 'GLAZING', 1)).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'inspection.waiting' }),
    )
    await shop.api.nonConformance.decide({ id: ncr, disposition: 'REWORK' })
    const again = await inspect(order, 1)
    await expect(
      shop.api.nonConformance.decide({ id: again, disposition: 'USE_AS_IS', locationId: shop.at('STOCK') }),
    ).rejects.toMatchObject(refused('RULE_VIOLATED', { rule: 'nonConformance.halfMade' }))
    await shop.api.nonConformance.decide({ id: again, disposition: 'USE_AS_IS' })
    expect((await get(order)).stages[1]).toMatchObject({ ready: '2', waiting: '0' })
    expect(await output(order, 'GLAZING', 2)).toMatchObject({ produced: '2', scrapped: '0' })
  })
})

describe('what lies half-made', () => {
  it('is its order’s own: a remake takes none of another, nor another of a remake', async () => {
    const { id: itemId } = await window('ASSEMBLY')
    const order = await released(itemId, 3)
    await output(order, 'ASSEMBLY', 2)
    const decided = await shop.api.nonConformance.decide({ id: await inspect(order, 1), disposition: 'REMAKE' })
    const remake = { id: decided.productionOrder?.id ?? 0 }
    expect(await get(remake)).toMatchObject({ planned: '1', status: 'DRAFT' })
    await shop.api.productionOrder.release(remake)
    await output(order, 'GLAZING', 1)
    // One of the first waits for the inspector; one of the remake has passed.
    await output(order, 'ASSEMBLY', 1)
    await output(remake, 'ASSEMBLY', 1)
    await inspect(remake, 0)
    const [waiting] = (await shop.api.inspection.list({ itemId, status: ['OPEN'] })).items
    await expect(output(order, 'GLAZING', 1)).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'inspection.waiting', free: '0', waitingFor: [waiting?.number] }),
    )
    const [task] = await tasksOf(order, 'GLAZING')
    expect(task).toMatchObject({ ready: '0', quantity: '1' })
    await expect(glazer.task.start({ id: task?.id ?? 0 })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'inspection.waiting' }),
    )
    // Nor does work of no order take it.
    await expect(
      shop.api.task.create({
        ...{ kind: 'GLAZING', frameId: itemId, quantity: 1 },
        ...{ startTime: '2026-05-04T05:00:00Z', endTime: '2026-05-04T06:00:00Z' },
      }),
    ).rejects.toMatchObject({ domainCode: expect.stringMatching(/INSUFFICIENT_STOCK|RULE_VIOLATED/) })
    expect(await output(remake, 'GLAZING', 1, { complete: true })).toMatchObject({ status: 'COMPLETED' })
    await inspect(order, 0)
    expect(await output(order, 'GLAZING', 1)).toMatchObject({ produced: '2', scrapped: '1', left: '0' })
    await shop.api.productionOrder.complete({ id: order.id })
    await shop.api.nonConformance.close({ id: decided.id })
    expect(await shop.stockOf(itemId)).toEqual({ Stock: '3', Scrap: '1', Production: '-4' })
  })

  it('and is made anew is due when it was, on the machine it was for', async () => {
    const { id: itemId } = await window('ASSEMBLY')
    const [saw, old] = [
      await shop.api.machine.create({ code: 'SAW', name: 'Saw' }),
      await shop.api.machine.create({ code: 'OLD', name: 'Old saw' }),
    ]
    for (const [machine, kept] of [
      [saw, { id: saw.id, code: 'SAW', name: 'Saw' }],
      [old, null],
    ] as const) {
      const planned = { itemId, quantity: 1, dueDate: '2026-05-20', machineId: machine.id }
      const { id } = await shop.api.productionOrder.create(planned)
      await shop.api.productionOrder.release({ id })
      await output({ id }, 'ASSEMBLY', 1)
      if (kept === null) await shop.deps.prisma.machine.update({ where: { id: old.id }, data: { active: false } })
      const decided = await shop.api.nonConformance.decide({ id: await inspect({ id }, 1), disposition: 'REMAKE' })
      expect(await get({ id: decided.productionOrder?.id ?? 0 })).toMatchObject({
        ...{ status: 'DRAFT', dueDate: '2026-05-20', machine: kept, scheduledStart: null, priority: 'HIGH' },
        remakeOf: { id: decided.id, number: decided.number },
      })
    }
  })

  it('and found bad by hand is held where it lies, as many as are the order’s', async () => {
    const { id: itemId } = await window(null)
    const [order, other] = [await released(itemId, 2), await released(itemId, 5)]
    await output(order, 'ASSEMBLY', 2)
    await output(other, 'ASSEMBLY', 5)
    const found = (quantity: string, more: object = { sourceType: 'productionOrder', sourceId: order.id }) =>
      shop.api.nonConformance.create({ itemId, quantity, defect: 'Warped', locationId: shop.at('ASSEMBLED'), ...more })
    await expect(found('3')).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'productionOrder.halfMade', there: '2' }),
    )
    // Nobody says whose it is.
    await expect(found('1', {})).rejects.toMatchObject(refused('RULE_VIOLATED', { rule: 'stock.place' }))
    // The job card of an order is the order.
    const ncr = await found('1', { sourceType: 'workOrder', sourceId: order.workOrder?.id ?? 0 })
    expect(ncr.source).toMatchObject({ type: 'productionOrder', id: order.id, number: order.number })
    await expect(output(order, 'GLAZING', 2)).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'inspection.waiting', waitingFor: [ncr.number] }),
    )
    await expect(shop.api.productionOrder.completeShort({ id: order.id })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'inspection.failed' }),
    )
    await shop.api.nonConformance.decide({ id: ncr.id, disposition: 'SCRAP' })
    expect(await get(order)).toMatchObject({ scrapped: '1', left: '1' })
    await output(order, 'GLAZING', 1, { complete: true })
    expect(await get(other)).toMatchObject({ scrapped: '0', stages: [{ good: '5' }, { ready: '5', waiting: '0' }] })
  })

  it('is anybody’s once its order is completed short', async () => {
    const { id: itemId } = await window(null)
    const order = await released(itemId, 2)
    await output(order, 'ASSEMBLY', 2)
    await output(order, 'GLAZING', 1)
    await shop.api.productionOrder.completeShort({ id: order.id })
    await shop.api.task.create({
      ...{ kind: 'GLAZING', frameId: itemId, quantity: 1 },
      ...{ startTime: '2026-05-04T05:00:00Z', endTime: '2026-05-04T06:00:00Z' },
    })
    expect(await shop.stockOf(itemId)).toEqual({ Stock: '2', Production: '-2' })
  })

  it('of orders that lose and make at once is lost and made once', async () => {
    const { id: itemId, pane } = await window('ASSEMBLY')
    const [one, two] = [await released(itemId, 8), await released(itemId, 8)]
    const failed: number[] = []
    for (const order of [one, two, one, two]) {
      await output(order, 'ASSEMBLY', 4)
      failed.push(await inspect(order, 2))
    }
    const people = await Promise.all(Array.from({ length: 4 }, () => shop.role('ADMIN')))
    const glaze = (order: { id: number }) =>
      people.map(({ api }) =>
        api.productionOrder.output({ productionOrderId: order.id, stage: 'GLAZING', quantity: 1 }),
      )
    const outcomes = await Promise.all([
      ...failed.map((id, index) =>
        people[index]?.api.nonConformance.decide({ id, disposition: index < 2 ? 'SCRAP' : 'REMAKE' }),
      ),
      ...glaze(one),
      ...glaze(two),
    ])
    expect(outcomes).toHaveLength(12)
    for (const order of [one, two]) {
      expect(await get(order)).toMatchObject({
        ...{ produced: '4', scrapped: '4', left: '0' },
        stages: [
          { good: '4', lost: '4' },
          { good: '4', ready: '0' },
        ],
      })
      expect((await tasksOf(order, 'GLAZING'))[0]?.status).toBe('CANCELLED')
      expect(await materialOf(order, pane)).toMatchObject({ needed: '4', consumed: '4', reserved: '0' })
    }
    expect(await shop.available(pane)).toBe('92')
    expect(await shop.stockOf(itemId)).toEqual({ Stock: '8', Scrap: '8', Production: '-16' })
    // Of two who decide the same, one does.
    const more = await released(itemId, 2)
    await output(more, 'ASSEMBLY', 2)
    const id = await inspect(more, 2)
    const both = await Promise.allSettled(
      people.slice(0, 2).map(({ api }) => api.nonConformance.decide({ id, disposition: 'SCRAP' })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await get(more)).toMatchObject({ scrapped: '2', left: '0' })
  })
})

describe('what is lost at the bench', () => {
  it('takes the materials of its stage, and what it would have taken later is free', async () => {
    const { id: itemId, bar, pane } = await window(null)
    const order = await released(itemId, 4)
    await output(order, 'ASSEMBLY', 3, { scrap: 1, reason: 'Split' })
    expect(await materialOf(order, bar)).toMatchObject({ consumed: '8', reserved: '0' })
    expect(await materialOf(order, pane)).toMatchObject({ needed: '3', reserved: '3', short: '0' })
    await output(order, 'GLAZING', 2, { scrap: 1, reason: 'Cracked' })
    expect(await get(order)).toMatchObject({
      ...{ produced: '2', scrapped: '2', left: '0', materialCost: '39.00' },
      // One at 6 and one at 11.
      cost: { lost: '17.00', planned: '44.00' },
      stages: [
        { good: '3', scrapped: '1', lost: '0' },
        { good: '2', scrapped: '1', lost: '0' },
      ],
    })
  })
})
