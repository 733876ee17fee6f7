import type { Inspection } from '@framewright/contracts/inspection/inspection.schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStockedShop, refused, type StockedShop } from '../testing/stocked-shop.ts'

let shop: StockedShop
beforeAll(async () => {
  shop = await openStockedShop()
})
afterAll(() => shop.close())

const width = { name: 'Width', kind: 'NUMERIC', unit: 'mm', nominal: '900', lower: '898', upper: '902' } as const
const surface = { name: 'Surface', kind: 'PASS_FAIL' } as const

type Type = 'INCOMING' | 'IN_PROCESS' | 'OUTGOING' | 'TRANSFER'
const plan = (type: Type, itemId: number, more = {}) =>
  shop.api.inspectionPlan.create({
    name: `${type} of ${itemId}`,
    ...{ type, itemId, sampling: 'FIXED', sampleValue: '2', characteristics: [width, surface], ...more },
  })
const goodReadings = [
  { lineNo: 1, sample: 1, value: '900.5' },
  { lineNo: 1, sample: 2, value: '899' },
  { lineNo: 2, passed: true },
]
const badReadings = [
  { lineNo: 1, sample: 1, value: '903.5' },
  { lineNo: 1, sample: 2, value: '899' },
  { lineNo: 2, passed: true },
]

async function receivedOf(itemId: number, quantity: string, unitPrice = '10') {
  const { prisma } = shop.deps
  const supplier =
    (await prisma.supplier.findFirst()) ?? (await prisma.supplier.create({ data: { code: 'S', name: 'Glassworks' } }))
  const order = await shop.api.purchaseOrder.create({
    supplierId: supplier.id,
    lines: [{ itemId, quantity, unitPrice }],
  })
  await shop.api.purchaseOrder.receive({ id: order.id })
  return order
}
async function openOf(itemId: number): Promise<Inspection> {
  const { items } = await shop.api.inspection.list({ itemId, status: ['OPEN'] })
  expect(items).toHaveLength(1)
  return shop.api.inspection.get({ id: items[0]?.id ?? 0 })
}
const ncrOf = async (inspection: Inspection) =>
  shop.api.nonConformance.get({ id: inspection.nonConformances[0]?.id ?? 0 })

describe('what comes in', () => {
  it('waits in quarantine where a plan asks for it, and goes to storage once it has passed', async () => {
    const itemId = await shop.item()
    await plan('INCOMING', itemId)
    const order = await receivedOf(itemId, '5')
    expect(await shop.stockOf(itemId)).toMatchObject({ Quarantine: '5' })
    expect(await shop.available(itemId)).toBe('0')
    const inspection = await openOf(itemId)
    expect(inspection).toMatchObject({
      ...{ type: 'INCOMING', quantity: '5', sampleSize: 2, source: { type: 'purchaseOrder', id: order.id, line: 1 } },
      ...{ location: { name: 'Quarantine' }, target: { id: shop.at('STOCK') } },
      characteristics: [
        { lineNo: 1, name: 'Width', lower: '898', upper: '902' },
        { lineNo: 2, name: 'Surface', kind: 'PASS_FAIL' },
      ],
    })
    await shop.expectInvariants()
    const done = await shop.api.inspection.record({ id: inspection.id, readings: goodReadings })
    expect(done).toMatchObject({ status: 'PASSED', failedQuantity: '0', nonConformances: [] })
    expect(await shop.stockOf(itemId)).toMatchObject({ Stock: '5' })
    expect(await shop.available(itemId)).toBe('5')
    await shop.expectInvariants()
  })

  it('is taken by nobody else while it waits', async () => {
    const itemId = await shop.item()
    await plan('INCOMING', itemId)
    await receivedOf(itemId, '4')
    const [fromId, toId] = [shop.at('QUARANTINE'), shop.at('STOCK')]
    const short = { domainCode: 'INSUFFICIENT_STOCK' }
    await expect(shop.api.stock.transfer({ itemId, quantity: '1', fromId, toId })).rejects.toMatchObject(short)
    await expect(
      shop.api.stock.scrap({ itemId, quantity: '1', locationId: fromId, reason: 'Broken' }),
    ).rejects.toMatchObject(short)
    await shop.expectInvariants()
  })

  it('fails in part: the rest goes on, the failed part waits for what is decided of it', async () => {
    const itemId = await shop.item()
    await plan('INCOMING', itemId)
    await receivedOf(itemId, '5')
    const { id } = await openOf(itemId)
    const failed = await shop.api.inspection.record({ id, readings: badReadings, failedQuantity: '2' })
    expect(failed).toMatchObject({ status: 'FAILED', failedQuantity: '2' })
    expect(await shop.stockOf(itemId)).toMatchObject({ Quarantine: '2', Stock: '3' })
    const ncr = await ncrOf(failed)
    expect(ncr).toMatchObject({
      ...{ status: 'OPEN', quantity: '2', defect: 'Width', description: 'Width (piece 1): 903.5 mm, above 902' },
      dispositions: ['USE_AS_IS', 'REWORK', 'SCRAP', 'RETURN'],
    })
    await shop.expectInvariants()
    const scrapped = await shop.api.nonConformance.decide({ id: ncr.id, disposition: 'SCRAP' })
    expect(scrapped).toMatchObject({ status: 'DISPOSITIONED', disposition: 'SCRAP', cost: '20.00' })
    expect(await shop.stockOf(itemId)).toMatchObject({ Scrap: '2', Stock: '3' })
    expect(await shop.api.nonConformance.close({ id: ncr.id })).toMatchObject({ status: 'CLOSED' })
    await shop.expectInvariants()
  })

  it('goes back to its supplier, at the price it came for', async () => {
    const itemId = await shop.item(10)
    await plan('INCOMING', itemId)
    const order = await receivedOf(itemId, '10', '20')
    expect((await shop.api.item.get({ id: itemId })).cost).toBe('15.00')
    const { id } = await openOf(itemId)
    const ncr = await ncrOf(await shop.api.inspection.record({ id, readings: badReadings, failedQuantity: '4' }))
    await shop.api.nonConformance.decide({ id: ncr.id, disposition: 'RETURN', notes: 'Scratched' })
    // (20 × 15 − 4 × 20) / 16
    expect((await shop.api.item.get({ id: itemId })).cost).toBe('13.75')
    const line = await shop.deps.prisma.purchaseOrderLine.findFirstOrThrow({ where: { orderId: order.id } })
    expect([line.received.toFixed(), line.returned.toFixed()]).toEqual(['10', '4'])
    expect(await shop.stockOf(itemId)).toMatchObject({ Stock: '16' })
    await shop.expectInvariants()
  })

  it('is used as it is by who may concede that, and by nobody else', async () => {
    const itemId = await shop.item()
    await plan('INCOMING', itemId)
    await receivedOf(itemId, '3')
    const inspector = await shop.role('QC')
    const { id } = await openOf(itemId)
    const failed = await inspector.api.inspection.record({ id, readings: badReadings })
    const ncr = await ncrOf(failed)
    expect((await inspector.api.nonConformance.get({ id: ncr.id })).dispositions).toEqual(['REWORK', 'SCRAP', 'RETURN'])
    const asIs = { id: ncr.id, disposition: 'USE_AS_IS' } as const
    await expect(inspector.api.nonConformance.decide(asIs)).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
    await shop.api.nonConformance.decide(asIs)
    expect(await shop.available(itemId)).toBe('3')
    await shop.expectInvariants()
  })

  it('is mended and looked at again, and stays in quarantine until that has passed', async () => {
    const itemId = await shop.item()
    await plan('INCOMING', itemId)
    await receivedOf(itemId, '3')
    const first = await openOf(itemId)
    const ncr = await ncrOf(await shop.api.inspection.record({ id: first.id, readings: badReadings }))
    await shop.api.nonConformance.decide({ id: ncr.id, disposition: 'REWORK' })
    const again = await openOf(itemId)
    expect(again).toMatchObject({ repeats: { id: first.id }, quantity: '3', sampleSize: 3 })
    expect(await shop.stockOf(itemId)).toMatchObject({ Quarantine: '3' })
    await shop.expectInvariants()
    await expect(shop.api.nonConformance.close({ id: ncr.id })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'nonConformance.unfinished' }),
    )
    await shop.api.inspection.record({
      id: again.id,
      readings: [...[1, 2, 3].map((sample) => ({ lineNo: 1, sample, value: '900' })), { lineNo: 2, passed: true }],
    })
    expect(await shop.available(itemId)).toBe('3')
    await shop.api.nonConformance.close({ id: ncr.id })
    await shop.expectInvariants()
  })

  it('into a quarantine somebody names waits there, and goes to the default storage', async () => {
    const itemId = await shop.item()
    await plan('INCOMING', itemId)
    const place = await shop.place('QA', { usage: 'QUARANTINE' })
    const { prisma } = shop.deps
    const supplier = await prisma.supplier.findFirstOrThrow()
    const order = await shop.api.purchaseOrder.create({
      supplierId: supplier.id,
      lines: [{ itemId, quantity: '2', unitPrice: '1' }],
    })
    await shop.api.purchaseOrder.receive({ id: order.id, locationId: place })
    expect(await openOf(itemId)).toMatchObject({ location: { id: place }, target: { id: shop.at('STOCK') } })
    await shop.expectInvariants()
  })
})

describe('a plan', () => {
  it('of a category is for all below it, and gives way to a nearer one and to the item’s own', async () => {
    const top = await shop.api.category.create({ name: 'Glass' })
    const below = await shop.api.category.create({ name: 'Laminated', parentId: top.id })
    const itemId = await shop.item(0, { categoryId: below.id })
    const of = { itemId: undefined, characteristics: [surface], sampling: 'ALL', sampleValue: undefined }
    const general = await plan('INCOMING', 0, { ...of, categoryId: top.id })
    await receivedOf(itemId, '1')
    const open = async () => (await shop.api.inspection.list({ itemId, sort: '-id' })).items[0]
    expect((await open())?.plan?.id).toBe(general.id)
    const nearer = await plan('INCOMING', 0, { ...of, categoryId: below.id })
    await receivedOf(itemId, '1')
    expect((await open())?.plan?.id).toBe(nearer.id)
    const own = await plan('INCOMING', itemId)
    await receivedOf(itemId, '1')
    expect((await open())?.plan?.id).toBe(own.id)
    await shop.api.inspectionPlan.setActive({ id: own.id, active: false })
    await receivedOf(itemId, '1')
    expect((await open())?.plan?.id).toBe(nearer.id)
  })

  it('is one for the same goods at the same time', async () => {
    const itemId = await shop.item()
    const first = await plan('OUTGOING', itemId)
    await expect(plan('OUTGOING', itemId)).rejects.toMatchObject({ domainCode: 'DUPLICATE' })
    await shop.api.inspectionPlan.setActive({ id: first.id, active: false })
    await plan('OUTGOING', itemId)
    await expect(shop.api.inspectionPlan.setActive({ id: first.id, active: true })).rejects.toMatchObject({
      domainCode: 'DUPLICATE',
    })
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => plan('TRANSFER', itemId)))
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  })

  it('that changes leaves open inspections what they were', async () => {
    const itemId = await shop.item()
    const made = await plan('INCOMING', itemId)
    await receivedOf(itemId, '1')
    const { name, type } = made
    const changed = await shop.api.inspectionPlan.update({
      ...{ id: made.id, version: made.version, name, type, itemId, sampling: 'ALL', characteristics: [surface] },
    })
    expect(changed).toMatchObject({ version: 2, characteristics: [{ name: 'Surface' }] })
    expect(await openOf(itemId)).toMatchObject({ planVersion: 1, characteristics: [{ name: 'Width' }, {}] })
  })
})

describe('recording', () => {
  it('is refused where the readings do not carry the result', async () => {
    const itemId = await shop.item()
    await plan('INCOMING', itemId)
    await receivedOf(itemId, '5')
    const { id } = await openOf(itemId)
    const record = (input: object) => shop.api.inspection.record({ id, ...input })
    await expect(record({})).rejects.toMatchObject(refused('RULE_VIOLATED', { rule: 'inspection.incomplete' }))
    await expect(record({ readings: goodReadings.slice(0, 1) })).rejects.toMatchObject(
      refused('RULE_VIOLATED', {
        missing: [
          { lineNo: 1, name: 'Width', pieces: 1 },
          { lineNo: 2, name: 'Surface', pieces: 2 },
        ],
      }),
    )
    await expect(record({ readings: badReadings, result: 'PASSED' })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'inspection.readingsFail' }),
    )
    const invalid = { domainCode: 'INVALID_INPUT' }
    await expect(record({ readings: [{ lineNo: 9, passed: true }] })).rejects.toMatchObject(invalid)
    await expect(record({ readings: [{ lineNo: 1, passed: true }] })).rejects.toMatchObject(invalid)
    await expect(record({ readings: [{ lineNo: 1, sample: 3, value: '900' }] })).rejects.toMatchObject(invalid)
    await expect(record({ readings: badReadings, failedQuantity: '6' })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'inspection.moreFailedThanThere' }),
    )
    expect((await shop.api.inspection.get({ id })).readings).toEqual([])
    const byEye = await record({ result: 'FAILED', defect: 'Wrong colour', severity: 'CRITICAL', notes: 'All of it' })
    expect(await ncrOf(byEye)).toMatchObject({ defect: 'Wrong colour', severity: 'CRITICAL', description: 'All of it' })
  })

  it('of one inspection by two people at once: one wins, the other is told', async () => {
    const itemId = await shop.item()
    await plan('INCOMING', itemId)
    await receivedOf(itemId, '5')
    const { id } = await openOf(itemId)
    const people = await Promise.all(Array.from({ length: 4 }, () => shop.role('QC')))
    const tries = await Promise.allSettled(
      people.map(({ api }, index) => api.inspection.record({ id, readings: index % 2 ? badReadings : goodReadings })),
    )
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    for (const one of tries) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject(refused('WRONG_STATE', { entity: 'inspection' }))
    }
    await shop.expectInvariants()
  })

  it('happens once for one idempotency key, whatever the network does', async () => {
    const itemId = await shop.item()
    await plan('INCOMING', itemId)
    await receivedOf(itemId, '5')
    const { id } = await openOf(itemId)
    const inspector = await shop.person('QC')
    const api = shop.as(inspector, { idempotencyKey: 'queued-on-a-phone' })
    const input = { id, readings: badReadings, failedQuantity: '1' }
    const [one, two] = await Promise.all([api.inspection.record(input), api.inspection.record(input)])
    const three = await api.inspection.record(input)
    expect([two, three]).toEqual([one, one])
    expect((await shop.api.nonConformance.list({ itemId })).items).toHaveLength(1)
    await shop.expectInvariants()
  })

  it('of what waits: the list is the oldest first, with all one needs', async () => {
    const itemId = await shop.item()
    await plan('INCOMING', itemId)
    await receivedOf(itemId, '5')
    const inspector = await shop.role('QC')
    const page = await inspector.api.inspection.pending({ limit: 100 })
    const ids = page.items.map((one) => one.id)
    expect(ids).toEqual(ids.toSorted((a, b) => a - b))
    expect(page.items.find((one) => one.item.id === itemId)).toMatchObject({
      characteristics: [{ name: 'Width' }, { name: 'Surface' }],
      allowedActions: ['pass', 'fail'],
    })
  })
})

describe('a transfer', () => {
  it('of what is looked at before it is stored stops in quarantine, and ends where it was bound', async () => {
    const itemId = await shop.item(6)
    await plan('TRANSFER', itemId, { characteristics: [surface] })
    const place = await shop.place(`T${itemId}`)
    const [fromId, toId] = [shop.at('STOCK'), place]
    const { movements } = await shop.api.stock.transfer({ itemId, quantity: '4', fromId, toId })
    expect(movements).toHaveLength(1)
    expect(await shop.stockOf(itemId)).toMatchObject({ Stock: '2', Quarantine: '4' })
    const { id } = await openOf(itemId)
    await shop.api.inspection.record({ id, readings: [{ lineNo: 1, passed: true }] })
    expect(await shop.stockOf(itemId)).toMatchObject({ Stock: '2', [`Place T${itemId}`]: '4' })
    await shop.expectInvariants()
  })
})

describe('a non-conformance', () => {
  it('somebody finds holds the goods it is of, and puts them back where they were', async () => {
    const itemId = await shop.item(10)
    const found = await shop.api.nonConformance.create({
      ...{ itemId, quantity: '3', defect: 'Bent', locationId: shop.at('STOCK') },
    })
    expect(await shop.stockOf(itemId)).toMatchObject({ Stock: '7', Quarantine: '3' })
    await shop.expectInvariants()
    await shop.api.nonConformance.decide({ id: found.id, disposition: 'USE_AS_IS' })
    expect(await shop.stockOf(itemId)).toMatchObject({ Stock: '10' })
    await expect(shop.api.nonConformance.decide({ id: found.id, disposition: 'SCRAP' })).rejects.toMatchObject({
      domainCode: 'WRONG_STATE',
    })
    await expect(
      shop.api.nonConformance.create({ itemId, quantity: '11', defect: 'Bent', locationId: shop.at('STOCK') }),
    ).rejects.toMatchObject({ domainCode: 'INSUFFICIENT_STOCK' })
    expect((await shop.api.nonConformance.defects()).items.find((one) => one.defect === 'Bent')?.count).toBe(1)
  })
})
