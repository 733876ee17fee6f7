import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStockedShop, refused, type StockedShop } from '../testing/stocked-shop.ts'

let shop: StockedShop
beforeAll(async () => {
  shop = await openStockedShop()
})
afterAll(() => shop.close())

const characteristics = [{ name: 'Corner joint', kind: 'PASS_FAIL' } as const]
const reading = (passed: boolean) => [{ lineNo: 1, passed }]
let frames = 0
/** A frame of three stages with its components in stock, inspected after a stage. */
async function frame(stage: 'ASSEMBLY' | 'GLAZING' | null) {
  const { id: frameId } = await shop.api.frame.create({
    ...{ name: `Window ${++frames}`, material: 'Oak', widthMm: 900, heightMm: 900 },
    stages: ['ASSEMBLY', 'GLAZING', 'INSTALLATION'],
  })
  const wood = await shop.item(100)
  const glass = await shop.item(100)
  await shop.api.bom.create({
    itemId: frameId,
    lines: [
      { componentId: wood, quantity: 2, unit: 'each', stage: 'ASSEMBLY' },
      { componentId: glass, quantity: 1, unit: 'each', stage: 'GLAZING' },
    ],
  })
  await shop.api.inspectionPlan.create({
    ...{ name: 'At the bench', type: 'IN_PROCESS', itemId: frameId, stage, sampling: 'ALL', characteristics },
  })
  return frameId
}
const done = (kind: 'ASSEMBLY' | 'GLAZING', frameId: number, quantity: number, workOrderId?: number) =>
  shop.api.task.create({
    ...{ kind, frameId, quantity, startTime: '2026-01-05T08:00:00Z', endTime: '2026-01-05T09:00:00Z' },
    ...(workOrderId === undefined ? {} : { workOrderId }),
  })
const openOf = async (itemId: number) => {
  const { items } = await shop.api.inspection.list({ itemId, status: ['OPEN'], sort: 'id' })
  return items
}
const ncrOf = async (itemId: number) =>
  (await shop.api.nonConformance.list({ itemId, status: ['OPEN'] })).items[0]?.id ?? 0

describe('an inspection in process', () => {
  it('after a stage holds what came through it: the next stage waits', async () => {
    const frameId = await frame('ASSEMBLY')
    const order = await shop.api.workOrder.create({ frameId, quantity: 2, description: 'Two windows' })
    const task = await done('ASSEMBLY', frameId, 2, order.id)
    const [inspection] = await openOf(frameId)
    expect(inspection).toMatchObject({
      ...{ type: 'IN_PROCESS', stage: 'ASSEMBLY', quantity: '2', location: { id: shop.at('ASSEMBLED') } },
      source: { type: 'workOrder', id: order.id, line: task.id },
    })
    await expect(done('GLAZING', frameId, 2, order.id)).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'inspection.waiting', waitingFor: [inspection?.number] }),
    )
    await expect(shop.api.workOrder.complete({ id: order.id })).rejects.toMatchObject({ domainCode: 'RULE_VIOLATED' })
    await shop.expectInvariants()
    await shop.api.inspection.record({ id: inspection?.id ?? 0, readings: reading(true) })
    await done('GLAZING', frameId, 2, order.id)
    expect((await shop.api.workOrder.complete({ id: order.id })).status).toBe('COMPLETED')
    await shop.expectInvariants()
  })

  it('that fails in part lets the rest go on, and the failed part is made anew by an order of its own', async () => {
    const frameId = await frame('ASSEMBLY')
    const order = await shop.api.workOrder.create({ frameId, quantity: 3, description: 'Three windows' })
    await done('ASSEMBLY', frameId, 3, order.id)
    const [inspection] = await openOf(frameId)
    await shop.api.inspection.record({ id: inspection?.id ?? 0, readings: reading(false), failedQuantity: '1' })
    await expect(done('GLAZING', frameId, 3, order.id)).rejects.toMatchObject({ domainCode: 'RULE_VIOLATED' })
    await done('GLAZING', frameId, 2, order.id)
    await expect(shop.api.workOrder.complete({ id: order.id })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'inspection.failed' }),
    )
    const ncr = await shop.api.nonConformance.decide({ id: await ncrOf(frameId), disposition: 'REMAKE' })
    expect(ncr.workOrder).toMatchObject({ status: 'PENDING' })
    expect(await shop.stockOf(frameId)).toMatchObject({ Scrap: '1', Stock: '2' })
    const remake = await shop.api.workOrder.get({ id: ncr.workOrder?.id ?? 0 })
    expect(remake).toMatchObject({ quantity: '1', frame: { id: frameId } })
    expect(await shop.api.workOrder.get({ id: order.id })).toMatchObject({ scrappedQuantity: '1' })
    await shop.api.workOrder.complete({ id: order.id })
    // The remake goes through the same stages, and is looked at like any other.
    await done('ASSEMBLY', frameId, 1, remake.id)
    const [again] = await openOf(frameId)
    await shop.api.inspection.record({ id: again?.id ?? 0, readings: reading(true) })
    await done('GLAZING', frameId, 1, remake.id)
    await shop.api.workOrder.complete({ id: remake.id })
    expect((await shop.api.nonConformance.close({ id: ncr.id })).status).toBe('CLOSED')
    expect(await shop.stockOf(frameId)).toMatchObject({ Scrap: '1', Stock: '3' })
    await shop.expectInvariants()
  })

  it('that fails can be mended: a work order whose tasks move no stock, and another inspection', async () => {
    const frameId = await frame('ASSEMBLY')
    await done('ASSEMBLY', frameId, 2)
    const [inspection] = await openOf(frameId)
    await shop.api.inspection.record({ id: inspection?.id ?? 0, readings: reading(false) })
    const ncr = await shop.api.nonConformance.decide({ id: await ncrOf(frameId), disposition: 'REWORK' })
    const before = await shop.stockOf(frameId)
    await done('ASSEMBLY', frameId, 2, ncr.workOrder?.id)
    expect(await shop.stockOf(frameId)).toEqual(before)
    const [again] = await openOf(frameId)
    expect(again).toMatchObject({ quantity: '2', location: { id: shop.at('ASSEMBLED') } })
    await shop.expectInvariants()
    await shop.api.inspection.record({ id: again?.id ?? 0, readings: reading(true) })
    await shop.api.workOrder.complete({ id: ncr.workOrder?.id ?? 0 })
    await shop.api.nonConformance.close({ id: ncr.id })
    await done('GLAZING', frameId, 2)
    await shop.expectInvariants()
  })

  it('of what a production order made holds it in storage, and the order stays open', async () => {
    const frameId = await frame(null)
    const { id } = await shop.api.productionOrder.create({ itemId: frameId, quantity: 2 })
    await shop.api.productionOrder.release({ id })
    await shop.api.productionOrder.output({ productionOrderId: id, quantity: 2, complete: true })
    expect((await shop.api.productionOrder.get({ id })).status).toBe('IN_PROGRESS')
    expect(await shop.available(frameId)).toBe('0')
    await expect(shop.api.productionOrder.complete({ id })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'inspection.required' }),
    )
    const [inspection] = await openOf(frameId)
    expect(inspection).toMatchObject({ source: { type: 'productionOrder', id } })
    await shop.api.inspection.record({ id: inspection?.id ?? 0, readings: reading(false), failedQuantity: '1' })
    expect(await shop.available(frameId)).toBe('1')
    const ncr = await shop.api.nonConformance.decide({ id: await ncrOf(frameId), disposition: 'REMAKE' })
    expect(ncr.productionOrder).toMatchObject({ status: 'DRAFT', number: expect.stringMatching(/^JO-/) })
    expect(await shop.api.productionOrder.get({ id: ncr.productionOrder?.id ?? 0 })).toMatchObject({ planned: '1' })
    expect((await shop.api.productionOrder.complete({ id })).status).toBe('COMPLETED')
    expect(await shop.stockOf(frameId)).toMatchObject({ Stock: '1', Scrap: '1' })
    await shop.expectInvariants()
  })

  it('what is only bought cannot be made anew', async () => {
    const itemId = await shop.item(1)
    const { id } = await shop.api.nonConformance.create({
      ...{ itemId, quantity: '1', defect: 'Bent', locationId: shop.at('STOCK') },
    })
    await expect(shop.api.nonConformance.decide({ id, disposition: 'REMAKE' })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'nonConformance.notMade' }),
    )
    await expect(shop.api.nonConformance.decide({ id, disposition: 'RETURN' })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'nonConformance.notFromSupplier' }),
    )
    await shop.expectInvariants()
  })
})
