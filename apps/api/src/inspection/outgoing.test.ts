import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openServer, type TestServer } from '../testing/server.ts'
import type { Api } from '../testing/shop.ts'
import { openStockedShop, refused, type StockedShop } from '../testing/stocked-shop.ts'

let shop: StockedShop
let server: TestServer
let token: string
let userEmail: string
beforeAll(async () => {
  shop = await openStockedShop()
  server = await openServer(shop)
  const admin = await shop.person('ADMIN')
  token = await server.token(admin)
  userEmail = `${admin.username}@example.com`
})
afterAll(async () => {
  await server.close()
  await shop.close()
})

const characteristics = [
  { name: 'Diagonal', kind: 'NUMERIC', unit: 'mm', nominal: '1500', lower: '1498', upper: '1502' } as const,
]
const good = [{ lineNo: 1, sample: 1, value: '1500' }]
const bad = [{ lineNo: 1, sample: 1, value: '1503' }]
/** An item that is inspected before it leaves. */
async function guarded(stock = 5): Promise<number> {
  const itemId = await shop.item(stock)
  await shop.api.inspectionPlan.create({
    ...{ name: 'Before it leaves', type: 'OUTGOING', itemId, sampling: 'FIXED', sampleValue: '1', characteristics },
  })
  return itemId
}
const needs = refused('RULE_VIOLATED', { rule: 'inspection.required' })
const failed = refused('RULE_VIOLATED', { rule: 'inspection.failed' })
const post = (path: string, body: object) => server.send('POST', `/api${path}`, { token, body })

/** A fulfilment of an order, packed. */
async function packed(salesOrderId: number): Promise<number> {
  const { id: fulfilmentId } = await shop.api.fulfilment.create({ salesOrderId })
  const by = { fulfilmentId, userEmail }
  await shop.api.fulfilment.startPicking(by)
  await shop.api.fulfilment.completePicking(by)
  await shop.api.fulfilment.startPacking(by)
  await shop.api.fulfilment.completePacking(by)
  return fulfilmentId
}

describe('a delivery that needs an outgoing inspection', () => {
  it('of an order: is refused with none, refused with a failed one, allowed once passed', async () => {
    const itemId = await guarded()
    const { id } = await shop.sell(itemId, 3)
    await expect(shop.api.salesOrder.ship({ id })).rejects.toMatchObject(needs)
    expect(await shop.api.inspection.delivery({ salesOrderId: id })).toMatchObject({
      ...{ needed: true, cleared: false, mayRequest: true, inspections: [] },
      items: [{ item: { id: itemId }, quantity: '3', clearance: 'MISSING', inspection: null }],
    })

    const asked = await shop.api.inspection.outgoing({ salesOrderId: id })
    expect(asked).toMatchObject({
      ...{
        cleared: false,
        mayRequest: false,
        items: [{ clearance: 'OPEN', inspection: { id: asked.inspections[0]?.id } }],
      },
      inspections: [{ status: 'OPEN', quantity: '3', type: 'OUTGOING' }],
    })
    await expect(shop.api.salesOrder.ship({ id })).rejects.toMatchObject(needs)
    // Asked again it is the same one.
    expect((await shop.api.inspection.outgoing({ salesOrderId: id })).inspections).toHaveLength(1)

    const inspection = asked.inspections[0]?.id ?? 0
    await shop.api.inspection.record({ id: inspection, readings: bad })
    await expect(shop.api.salesOrder.ship({ id })).rejects.toMatchObject(failed)
    expect(await shop.stockOf(itemId)).toMatchObject({ Stock: '5' })
    expect(await shop.api.inspection.delivery({ salesOrderId: id })).toMatchObject({
      ...{ cleared: false, mayRequest: true },
      items: [{ clearance: 'FAILED', nonConformances: [{ number: expect.stringMatching(/^NCR-/) }] }],
    })

    const passed = await shop.api.inspection.outgoing({ salesOrderId: id, readings: good })
    expect(passed).toMatchObject({
      ...{ cleared: true, mayRequest: false, items: [{ clearance: 'PASSED', block: null }] },
      inspections: [{ status: 'FAILED' }, { status: 'PASSED' }],
    })
    expect(await shop.api.salesOrder.ship({ id })).toMatchObject({ status: 'SHIPPED' })
    await shop.expectInvariants()
  })

  it('of a fulfilment, over REST: POST qc/oqc, qc/inspections, qc/ncr, warehouse/delivery', async () => {
    const itemId = await shop.item(5)
    const order = await shop.sell(itemId, 2)
    const fulfilmentId = await packed(order.id)
    // The plan comes when the parcel is packed already: it is asked for by hand.
    const made = await post('/qc/plans', {
      ...{
        name: 'Parcels',
        type: 'OUTGOING',
        itemId,
        sampling: 'ALL',
        characteristics: [{ name: 'Seal', kind: 'PASS_FAIL' }],
      },
    })
    expect(made.status).toBe(201)
    const handOver = () =>
      post('/warehouse/delivery', { fulfilmentId, deliveryType: 'COURIER', courierName: 'Swift', userEmail })
    const none = await handOver()
    expect([none.status, none.body.code]).toEqual([422, 'RULE_VIOLATED'])
    expect(none.body.message).toMatch(/has to pass an outgoing inspection, and there is none/)

    const seal = (passed: boolean) => ({ fulfilmentId, readings: [{ lineNo: 1, passed }] })
    const first = await post('/qc/oqc', seal(false))
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({ needed: true, cleared: false, inspections: [{ status: 'FAILED' }] })
    const after = await handOver()
    expect([after.status, after.body.message]).toEqual([422, expect.stringMatching(/has failed its inspection/)])
    const { items } = (await server.send('GET', `/api/qc/ncr?itemId=${itemId}`, { token })).body
    expect(items).toMatchObject([{ status: 'OPEN', source: { type: 'fulfilment', id: fulfilmentId } }])

    expect((await post('/qc/oqc', seal(true))).body).toMatchObject({ cleared: true })
    const gone = await handOver()
    expect([gone.status, gone.body.status]).toEqual([200, 'DISPATCHED'])
    await shop.expectInvariants()

    const asked = await post('/qc/inspections', { type: 'INCOMING', itemId, quantity: '1' })
    expect([asked.status, asked.body.status]).toEqual([201, 'OPEN'])
    const raised = await post('/qc/ncr', { itemId, quantity: '1', defect: 'Scratch', severity: 'MINOR' })
    expect([raised.status, raised.body.status]).toEqual([201, 'OPEN'])
    const late = await post('/qc/oqc', { fulfilmentId })
    expect([late.status, late.body.details]).toMatchObject([422, { rule: 'inspection.notBeforeLeaving' }])
  })

  it('of a fulfilment waits for its inspector from the moment it is picked', async () => {
    const itemId = await guarded()
    const order = await shop.sell(itemId, 2)
    const fulfilmentId = await packed(order.id)
    const pending = await shop.api.inspection.list({ itemId, status: ['OPEN'] })
    expect(pending.items).toMatchObject([{ source: { type: 'fulfilment', id: fulfilmentId }, quantity: '2' }])
    await expect(
      shop.api.fulfilment.startDelivery({ fulfilmentId, deliveryType: 'DIRECT', userEmail }),
    ).rejects.toMatchObject(needs)
    await shop.api.inspection.record({ id: pending.items[0]?.id ?? 0, readings: good })
    await shop.api.fulfilment.startDelivery({ fulfilmentId, deliveryType: 'DIRECT', userEmail })
    await shop.expectInvariants()
  })

  it('counts what was inspected of its order where the fulfilment has none of its own', async () => {
    const itemId = await guarded()
    const order = await shop.sell(itemId, 4)
    await shop.api.inspection.outgoing({ salesOrderId: order.id, readings: good })
    const fulfilmentId = await packed(order.id)
    expect((await shop.api.inspection.list({ itemId, status: ['OPEN'] })).items).toEqual([])
    await shop.api.fulfilment.handOver({
      ...{ fulfilmentId, deliveryType: 'COURIER', courierName: 'Swift', userEmail, delivered: false },
    })
    await shop.expectInvariants()
  })

  it('of an order is of what no fulfilment has: that is inspected there', async () => {
    const itemId = await guarded(10)
    const order = await shop.sell(itemId, 6)
    const lineId = order.lines[0]?.id ?? 0
    const part = { salesOrderId: order.id, lines: [{ lineId, quantity: '4' }] }
    const { id: fulfilmentId, number } = await shop.api.fulfilment.create(part)
    const ofOrder = () => shop.api.inspection.delivery({ salesOrderId: order.id })
    expect(await ofOrder()).toMatchObject({ items: [{ quantity: '2', clearance: 'MISSING' }] })
    await shop.api.inspection.outgoing({ fulfilmentId })
    expect(await ofOrder()).toMatchObject({
      ...{ items: [{ quantity: '2', clearance: 'MISSING' }], mayRequest: true },
      inspections: [{ quantity: '4', source: { type: 'fulfilment', number } }],
    })

    await shop.api.fulfilment.create({ salesOrderId: order.id })
    expect(await ofOrder()).toMatchObject({ needed: false, cleared: true, items: [], mayRequest: false })
    await expect(shop.api.inspection.outgoing({ salesOrderId: order.id })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'inspection.nothingLeaves' }),
    )
  })

  it('is seen by whoever sees the delivery, and asked for by whoever inspects', async () => {
    const itemId = await guarded()
    const [seller, other] = [await shop.role('SALES_EXECUTIVE'), await shop.role('SALES_EXECUTIVE')]
    const { id: customerId } = await seller.api.customer.create({ name: 'Glass House' })
    const { id } = await seller.api.salesOrder.create({ customerId, lines: [{ itemId, quantity: '1' }] })
    await seller.api.salesOrder.confirm({ id })
    const seenBy = async (api: Api) => (await api.inspection.delivery({ salesOrderId: id })).mayRequest

    expect(await seenBy(seller.api)).toBe(false)
    expect(await seenBy((await shop.role('WAREHOUSE')).api)).toBe(false)
    expect(await seenBy((await shop.role('QC')).api)).toBe(true)
    for (const { api } of [other, await shop.role('DRIVER')])
      await expect(seenBy(api)).rejects.toMatchObject(refused('NOT_FOUND'))
    const { id: fulfilmentId } = await shop.api.fulfilment.create({ salesOrderId: id })
    for (const { api } of [seller, await shop.role('DRIVER')])
      expect(await api.inspection.delivery({ fulfilmentId })).toMatchObject({ cleared: false, mayRequest: false })
    await expect(other.api.inspection.delivery({ fulfilmentId })).rejects.toMatchObject(refused('NOT_FOUND'))
  })

  it('ships no more than has passed', async () => {
    const itemId = await guarded(10)
    const order = await shop.sell(itemId, 6)
    const lineId = order.lines[0]?.id ?? 0
    await shop.api.inspection.create({
      ...{ type: 'OUTGOING', itemId, quantity: '4', sourceType: 'salesOrder', sourceId: order.id },
    })
    const { items } = await shop.api.inspection.list({ itemId, status: ['OPEN'] })
    await shop.api.inspection.record({ id: items[0]?.id ?? 0, readings: good })
    const ship = (quantity: string) => shop.api.salesOrder.ship({ id: order.id, lines: [{ lineId, quantity }] })
    await expect(ship('5')).rejects.toMatchObject(needs)
    await ship('4')
    await expect(ship('1')).rejects.toMatchObject(needs)
    await shop.api.inspection.outgoing({ salesOrderId: order.id, readings: good })
    await ship('2')
    await shop.expectInvariants()
  })

  it('may leave as it is once somebody has conceded that', async () => {
    const itemId = await guarded()
    const { id } = await shop.sell(itemId, 1)
    const { inspections } = await shop.api.inspection.outgoing({ salesOrderId: id, readings: bad })
    const ncr = (await shop.api.inspection.get({ id: inspections[0]?.id ?? 0 })).nonConformances[0]
    await expect(shop.api.salesOrder.ship({ id })).rejects.toMatchObject(failed)
    await shop.api.nonConformance.decide({ id: ncr?.id ?? 0, disposition: 'USE_AS_IS' })
    expect(await shop.api.salesOrder.ship({ id })).toMatchObject({ status: 'SHIPPED' })
    await shop.expectInvariants()
  })

  it('is held by an inspection somebody asked for without a plan, until that is decided or called off', async () => {
    const itemId = await shop.item(5)
    const { id } = await shop.sell(itemId, 1)
    const { inspections } = await shop.api.inspection.outgoing({ salesOrderId: id })
    await expect(shop.api.salesOrder.ship({ id })).rejects.toMatchObject(needs)
    await shop.api.inspection.cancel({ id: inspections[0]?.id ?? 0, reason: 'By mistake' })
    await shop.api.salesOrder.ship({ id })
  })

  it('that is called off takes its open inspection with it', async () => {
    const itemId = await guarded()
    const { id } = await shop.sell(itemId, 1)
    await shop.api.inspection.outgoing({ salesOrderId: id })
    await shop.api.salesOrder.cancel({ id })
    expect((await shop.api.inspection.list({ itemId })).items).toMatchObject([{ status: 'CANCELLED' }])
  })

  it('leaves or is inspected, one after the other: never both at once', async () => {
    for (let round = 0; round < 5; round++) {
      const itemId = await shop.item(5)
      const { id } = await shop.sell(itemId, 1)
      const [shipped, asked] = await Promise.allSettled([
        shop.api.salesOrder.ship({ id }),
        shop.api.inspection.outgoing({ salesOrderId: id, result: 'FAILED' }),
      ])
      expect([shipped.status, asked.status].toSorted()).toEqual(['fulfilled', 'rejected'])
    }
    await shop.expectInvariants()
  })
})
