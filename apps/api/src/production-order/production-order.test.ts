import type { ProductionOrder } from '@framewright/contracts/production-order/production-order.schema'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStockedShop, refused, type StockedShop } from '../testing/stocked-shop.ts'

let shop: StockedShop
beforeAll(async () => {
  shop = await openStockedShop()
})
afterEach(() => shop.expectInvariants())
afterAll(() => shop.close())

type Part = [componentId: number, quantity: number | string, unit?: string, more?: object]

/** A new item made of these. */
async function made(...parts: Part[]): Promise<number> {
  const itemId = await shop.item(0, { cost: '0' })
  await shop.api.bom.create({
    itemId,
    lines: parts.map(([componentId, quantity, unit = 'each', more = {}]) => ({ componentId, quantity, unit, ...more })),
  })
  return itemId
}

async function released(itemId: number, quantity: number, partial = false): Promise<ProductionOrder> {
  const { id } = await shop.api.productionOrder.create({ itemId, quantity })
  return shop.api.productionOrder.release({ id, partial })
}

const output = (order: { id: number }, quantity: number, more: object = {}) =>
  shop.api.productionOrder.output({ productionOrderId: order.id, quantity, ...more })

const stock = async (id: number) => (await shop.api.item.get({ id })).stock

describe('the numbers of the specification', () => {
  it('5: an order of 10 makes 4, then not 7, since 6 are left', async () => {
    const order = await released(await made([await shop.item(10), 1]), 10)
    expect(await output(order, 4)).toMatchObject({ status: 'IN_PROGRESS', produced: '4', left: '6' })
    await expect(output(order, 7)).rejects.toMatchObject({
      ...refused('RULE_VIOLATED', { rule: 'productionOrder.overProduced', left: '6', requested: '7' }),
      message: expect.stringContaining('6 left'),
    })
    await expect(output(order, 6, { scrap: 1, reason: 'Broke' })).rejects.toMatchObject(refused('RULE_VIOLATED'))
    expect(await output(order, 6)).toMatchObject({ produced: '10', left: '0' })
  })

  it('6: 5 at 1 and 150 cm at 5 a metre, made twice, cost 25, 12.50 a piece', async () => {
    const [screw, bar] = [await shop.item(20, { cost: '1' }), await shop.item(10, { cost: '5', unit: 'm' })]
    const item = await made([screw, 5], [bar, 150, 'cm'])
    const order = await released(item, 2)
    expect(order.materials.map((line) => [line.needed, line.reserved, line.short])).toEqual([
      ['10', '10', '0'],
      ['3', '3', '0'],
    ])
    const done = await output(order, 2, { complete: true })
    expect(done).toMatchObject({ status: 'COMPLETED', materialCost: '25.00', unitCost: '12.50' })
    expect(done.materials.map((line) => line.consumed)).toEqual(['10', '3'])
    expect(done.outputs).toMatchObject([{ good: '2', materialCost: '25.00', unitCost: '12.50' }])
    expect(await stock(screw)).toEqual({ onHand: '10', reserved: '0', available: '10' })
    expect(await stock(bar)).toEqual({ onHand: '7', reserved: '0', available: '7' })
    expect(await shop.api.item.get({ id: item })).toMatchObject({ cost: '12.50', stock: { onHand: '2' } })
  })

  it('9: 1 g each of what is kept in kg, 1000 ordered and 300 made: 0.3 kg consumed, 0.7 kg still reserved', async () => {
    const glue = await shop.item(5, { unit: 'kg' })
    const order = await released(await made([glue, 1, 'g']), 1000)
    expect(await stock(glue)).toEqual({ onHand: '5', reserved: '1', available: '4' })
    const after = await output(order, 300)
    expect(after.materials).toMatchObject([{ needed: '1', consumed: '0.3', reserved: '0.7', short: '0' }])
    expect(await stock(glue)).toEqual({ onHand: '4.7', reserved: '0.7', available: '4' })
  })
})

describe('releasing', () => {
  it('copies the bill of materials, which may change afterwards', async () => {
    const [leg, wheel] = [await shop.item(50), await shop.item(50)]
    const item = await made([leg, 4, 'each', { scrapPercent: 10 }])
    const { id } = await shop.api.productionOrder.create({ itemId: item, quantity: 5 })
    const draft = await shop.api.productionOrder.get({ id })
    expect(draft).toMatchObject({ status: 'DRAFT', bomRevision: 1, materials: [{ id: null, needed: '22' }] })
    const order = await shop.api.productionOrder.release({ id })
    await shop.api.bom.create({ itemId: item, lines: [{ componentId: wheel, quantity: 1, unit: 'each' }] })
    const after = await output(order, 5)
    expect(after).toMatchObject({ bomRevision: 1, materials: [{ componentId: leg, consumed: '22', reserved: '0' }] })
    expect(await shop.available(wheel)).toBe('50')
  })

  it('reserves all or nothing, naming every short item', async () => {
    const [leg, top, cord] = [await shop.item(3), await shop.item(9), await shop.item(1)]
    const item = await made([leg, 4], [top, 1], [cord, 2])
    const { id } = await shop.api.productionOrder.create({ itemId: item, quantity: 1 })
    await expect(shop.api.productionOrder.release({ id })).rejects.toMatchObject({
      domainCode: 'INSUFFICIENT_STOCK',
      details: {
        items: [
          { itemId: leg, requested: '4', available: '3' },
          { itemId: cord, requested: '2', available: '1' },
        ],
      },
    })
    expect(await shop.api.productionOrder.get({ id })).toMatchObject({ status: 'DRAFT' })
    expect(await shop.available(top)).toBe('9')
  })

  it('in part reserves what there is and names the rest, which can be reserved once it is there', async () => {
    const [leg, top] = [await shop.item(6), await shop.item(9)]
    const item = await made([leg, 4], [top, 1])
    const { id } = await shop.api.productionOrder.create({ itemId: item, quantity: 2 })
    const order = await shop.api.productionOrder.release({ id, partial: true })
    expect(order.shortages).toMatchObject([{ itemId: leg, requested: '8', available: '6' }])
    expect(order.materials.map((line) => [line.reserved, line.short])).toEqual([
      ['6', '2'],
      ['2', '0'],
    ])
    await expect(output(order, 2)).rejects.toMatchObject(refused('INSUFFICIENT_STOCK'))
    await output(order, 1)
    await shop.api.stock.adjust({ itemId: leg, direction: 'UP', quantity: 1, reason: 'Found' })
    const more = await shop.api.productionOrder.reserve({ id })
    expect(more.shortages).toMatchObject([{ itemId: leg, requested: '2', available: '1' }])
    expect(more.materials).toMatchObject([
      { needed: '8', consumed: '4', reserved: '3', short: '1' },
      { needed: '2', consumed: '1', reserved: '1', short: '0' },
    ])
    // What is free is taken beside what is reserved.
    await shop.api.stock.adjust({ itemId: leg, direction: 'UP', quantity: 5, reason: 'Found' })
    expect(await output(order, 1)).toMatchObject({ produced: '2', materials: [{ consumed: '8' }, { consumed: '2' }] })
    expect(await stock(leg)).toEqual({ onHand: '4', reserved: '0', available: '4' })
  })

  it('takes from several places and leaves what others reserved', async () => {
    const leg = await shop.item(5)
    const rack = await shop.place('RACK-P')
    await shop.api.stock.transfer({ itemId: leg, fromId: shop.at('STOCK'), toId: rack, quantity: 3 })
    await shop.sell(leg, 1)
    const order = await released(await made([leg, 2]), 2)
    expect(await stock(leg)).toEqual({ onHand: '5', reserved: '5', available: '0' })
    await output(order, 2)
    expect(await stock(leg)).toEqual({ onHand: '1', reserved: '1', available: '0' })
  })

  it('of a frame takes what its making stages take', async () => {
    const [bar, glass, screw] = [await shop.item(9), await shop.item(9), await shop.item(9)]
    const frame = await shop.api.frame.create({ name: 'Window', material: 'Oak', widthMm: 900, heightMm: 900 })
    const line = (componentId: number, stage: string) => ({
      componentId,
      quantity: 2,
      unit: 'each',
      stage: stage as never,
    })
    const lines = [line(bar, 'ASSEMBLY'), line(glass, 'GLAZING'), line(screw, 'INSTALLATION')]
    await shop.api.frame.saveBom({ id: frame.id, lines })
    const order = await released(frame.id, 3)
    expect(order.materials.map((material) => material.componentId)).toEqual([bar, glass])
    await output(order, 3)
    expect((await stock(frame.id)).onHand).toBe('3')
    expect(await shop.available(screw)).toBe('9')
  })

  it('is refused without a bill of materials', async () => {
    const { id } = await shop.api.productionOrder.create({ itemId: await shop.item(), quantity: 1 })
    await expect(shop.api.productionOrder.release({ id })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'productionOrder.noBom' }),
    )
  })

  it('of two orders that want the same stock lets one through', async () => {
    const leg = await shop.item(10)
    const item = await made([leg, 1])
    const orders = await Promise.all(
      [7, 7].map((quantity) => shop.api.productionOrder.create({ itemId: item, quantity })),
    )
    const outcomes = await Promise.allSettled(orders.map(({ id }) => shop.api.productionOrder.release({ id })))
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await stock(leg)).toEqual({ onHand: '10', reserved: '7', available: '3' })
  })

  it('happens once for one idempotency key', async () => {
    const leg = await shop.item(10)
    const item = await made([leg, 1])
    const { caller } = await shop.role('PLANNER')
    const again = shop.as(caller, { idempotencyKey: 'make-five' })
    const [one, two] = await Promise.all([1, 2].map(() => again.productionOrder.create({ itemId: item, quantity: 5 })))
    expect(two?.id).toBe(one?.id)
    const release = shop.as(caller, { idempotencyKey: 'release-five' })
    const both = await Promise.all([1, 2].map(() => release.productionOrder.release({ id: one?.id ?? 0 })))
    expect(both.map((order) => order.status)).toEqual(['RELEASED', 'RELEASED'])
    const finish = shop.as(caller, { idempotencyKey: 'output-five' })
    const given = { productionOrderId: one?.id ?? 0, quantity: 2 }
    await Promise.all([1, 2].map(() => finish.productionOrder.output(given)))
    expect(await shop.api.productionOrder.get({ id: one?.id ?? 0 })).toMatchObject({ produced: '2' })
  })
})

describe('output', () => {
  it('of many at once never makes more than was planned', async () => {
    const leg = await shop.item(100)
    const order = await released(await made([leg, 3]), 10)
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => output(order, 1)))
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(10)
    const after = await shop.api.productionOrder.get({ id: order.id })
    expect(after).toMatchObject({ produced: '10', left: '0', materials: [{ consumed: '30', reserved: '0' }] })
    expect(after.outputs).toHaveLength(10)
  })

  it('may exceed the plan by what the shop tolerates', async () => {
    const leg = await shop.item(100)
    await shop.api.productionOrder.changeSettings({ overTolerancePercent: '10' })
    expect(await shop.api.productionOrder.settings()).toEqual({ overTolerancePercent: '10', labourRate: null })
    const order = await released(await made([leg, 1]), 10)
    await expect(output(order, 12)).rejects.toMatchObject(refused('RULE_VIOLATED', { left: '10' }))
    expect(await output(order, 11)).toMatchObject({ produced: '11', left: '0', materials: [{ consumed: '11' }] })
    await shop.api.productionOrder.changeSettings({ overTolerancePercent: 0 })
    expect(await shop.available(leg)).toBe('89')
  })

  it('puts what was lost into scrap with its reason, at what it cost', async () => {
    const leg = await shop.item(10, { cost: '3' })
    const item = await made([leg, 2])
    const order = await released(item, 4)
    await expect(output(order, 1, { scrap: 1 })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    const after = await output(order, 3, { scrap: 1, reason: 'Cracked' })
    expect(after).toMatchObject({ produced: '3', scrapped: '1', left: '0', materialCost: '24.00', unitCost: '6.00' })
    expect(after.outputs).toMatchObject([{ good: '3', scrapped: '1', reason: 'Cracked' }])
    expect(await shop.stockOf(item)).toMatchObject({ Stock: '3', Scrap: '1' })
    expect((await shop.api.item.get({ id: item })).cost).toBe('6.00')
  })

  it('rounds what is taken so that the whole is what was needed', async () => {
    const paint = await shop.item(1, { unit: 'l' })
    const order = await released(await made([paint, '0.333333', 'ml', { scrapPercent: '3.3333' }]), 7)
    const [{ needed } = { needed: '' }] = order.materials
    for (let one = 0; one < 7; one++) await output(order, 1)
    const after = await shop.api.productionOrder.get({ id: order.id })
    expect(after.materials).toMatchObject([{ needed, consumed: needed, reserved: '0', short: '0' }])
  })

  it('is by whom and from when to when it is said to be', async () => {
    const order = await released(await made([await shop.item(9), 1]), 5)
    const { caller } = await shop.role('ASSEMBLER')
    const [from, to] = ['2026-02-03T07:00:00.000Z', '2026-02-03T09:30:00.000Z']
    const after = await output(order, 2, { operatorId: caller.userId, from, to })
    expect(after.outputs).toMatchObject([{ operator: { id: caller.userId }, startedAt: from, endedAt: to }])
    expect(after.startedAt).toBe(from)
    await expect(output(order, 1, { to: '2199-01-01T00:00:00Z' })).rejects.toMatchObject(refused('INVALID_INPUT'))
    await expect(output(order, 1, { operatorId: 999_999 })).rejects.toMatchObject(refused('INVALID_INPUT'))
    const mine = await shop.as(caller).productionOrder.output({ productionOrderId: order.id, quantity: 1 })
    expect(mine.outputs.at(-1)).toMatchObject({ operator: { id: caller.userId } })
  })
})

describe('the lifecycle', () => {
  it('holds, resumes, completes short and closes, and frees what it reserved', async () => {
    const leg = await shop.item(10)
    const order = await released(await made([leg, 1]), 10)
    const { id } = order
    await shop.api.productionOrder.start({ id })
    expect(await shop.api.productionOrder.hold({ id })).toMatchObject({ status: 'ON_HOLD' })
    await expect(output(order, 1)).rejects.toMatchObject(refused('WRONG_STATE', { status: 'ON_HOLD' }))
    await shop.api.productionOrder.resume({ id })
    await expect(shop.api.productionOrder.completeShort({ id })).rejects.toMatchObject(refused('RULE_VIOLATED'))
    await output(order, 4)
    await expect(shop.api.productionOrder.complete({ id })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { left: '6' }),
    )
    await expect(shop.api.productionOrder.cancel({ id })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'productionOrder.partlyMade' }),
    )
    const short = await shop.api.productionOrder.completeShort({ id })
    expect(short).toMatchObject({ status: 'COMPLETED', allowedActions: ['close'], materials: [{ short: '0' }] })
    expect(await stock(leg)).toEqual({ onHand: '6', reserved: '0', available: '6' })
    expect(await shop.api.productionOrder.close({ id })).toMatchObject({ status: 'CLOSED', allowedActions: [] })
    await expect(shop.api.productionOrder.update({ id, notes: 'Late' })).rejects.toMatchObject(refused('RULE_VIOLATED'))
    const { items } = await shop.api.event.list({ entity: 'productionOrder', entityId: id })
    expect(items.map((event) => event.type.split('.')[1]).reverse()).toEqual([
      ...['created', 'released', 'started', 'held', 'resumed', 'produced', 'completedShort', 'closed'],
    ])
  })

  it('is completed on hold once nothing is left to be made, and not before', async () => {
    const order = await released(await made([await shop.item(10), 1]), 4)
    const { id } = order
    await output(order, 3)
    const held = await shop.api.productionOrder.hold({ id })
    expect(held.allowedActions.toSorted()).toEqual(['completeShort', 'resume'])
    await expect(shop.api.productionOrder.complete({ id })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { left: '1' }),
    )
    await shop.api.productionOrder.resume({ id })
    await output(order, 0, { scrap: 1, reason: 'Broke' })
    expect((await shop.api.productionOrder.hold({ id })).allowedActions.toSorted()).toEqual(['complete', 'resume'])
    expect(await shop.api.productionOrder.complete({ id })).toMatchObject({ status: 'COMPLETED' })
  })

  it('gives everything back when it is cancelled', async () => {
    const leg = await shop.item(10)
    const order = await released(await made([leg, 2]), 5)
    expect(await shop.available(leg)).toBe('0')
    expect(await shop.api.productionOrder.cancel({ id: order.id })).toMatchObject({ status: 'CANCELLED' })
    expect(await stock(leg)).toEqual({ onHand: '10', reserved: '0', available: '10' })
  })

  it('deletes a draft and nothing else, and changes item and quantity of a draft alone', async () => {
    const item = await made([await shop.item(10), 1])
    const { id } = await shop.api.productionOrder.create({ itemId: item, quantity: 2 })
    const other = await shop.api.productionOrder.create({ itemId: item, quantity: 2 })
    expect(await shop.api.productionOrder.remove({ id: other.id })).toEqual({ ok: true })
    const changed = await shop.api.productionOrder.update({ id, version: 1, quantity: 3, dueDate: '2026-12-01' })
    expect(changed).toMatchObject({ planned: '3', dueDate: '2026-12-01', version: 2 })
    await expect(shop.api.productionOrder.update({ id, version: 1, quantity: 4 })).rejects.toMatchObject(
      refused('VERSION_CONFLICT'),
    )
    await shop.api.productionOrder.release({ id })
    await expect(shop.api.productionOrder.remove({ id })).rejects.toMatchObject(refused('WRONG_STATE'))
    await expect(shop.api.productionOrder.update({ id, quantity: 4 })).rejects.toMatchObject(refused('RULE_VIOLATED'))
    expect(await shop.api.productionOrder.update({ id, priority: 'URGENT' })).toMatchObject({ priority: 'URGENT' })
  })

  it('is found by what it makes, takes and is for, and counted where nothing is filtered', async () => {
    const leg = await shop.item(10)
    const item = await made([leg, 1])
    const sale = await shop.sell(await shop.item(1), 1)
    const { id } = await shop.api.productionOrder.create({ itemId: item, quantity: 2, salesOrderId: sale.id })
    await shop.api.productionOrder.release({ id })
    const { sku } = await shop.api.item.get({ id: item })
    const found = async (filter: object) =>
      (await shop.api.productionOrder.list({ sort: '-number', ...filter })).items.map((order) => order.id)
    expect(await found({ search: sku })).toContain(id)
    expect(await found({ componentId: leg })).toEqual([id])
    expect(await found({ salesOrderId: sale.id })).toEqual([id])
    expect(await found({ itemId: item, status: ['DRAFT'] })).toEqual([])
    const { total, items } = await shop.api.productionOrder.list({ limit: 200 })
    expect(total).toBe(items.length)
    const figures = await shop.api.statistics.production()
    expect(figures.total).toBe(total)
    expect(figures.byStatus.DRAFT).toBe(items.filter((order) => order.status === 'DRAFT').length)
    expect(await shop.api.productionOrder.get({ id })).toMatchObject({ salesOrder: { number: sale.number } })
  })
})
