import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { checkInvariants } from '../invariants/invariants.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let admin: Api
let who: { userEmail: string }
let customerId: number
let staging: number
let count = 0

beforeAll(async () => {
  shop = await openShop()
  const { api, caller } = await shop.role('ADMIN')
  admin = api
  who = { userEmail: `${caller.username}@example.com` }
  customerId = (await shop.deps.prisma.customer.create({ data: { code: 'C1', name: 'Corner House' } })).id
  staging = (await shop.deps.prisma.location.findUniqueOrThrow({ where: { code: 'STAGING' } })).id
})
afterAll(() => shop.close())
afterEach(async () => {
  const findings = await checkInvariants(shop.deps.readPool)
  expect(findings.filter((finding) => finding.violations > 0)).toEqual([])
})

const item = (openingStock: string, extra: object = {}) =>
  admin.item.create({ sku: `S-${++count}`, name: `Staged ${count}`, unitPrice: '10', openingStock, ...extra })
/** A confirmed order of so many, and its fulfilment. */
async function fulfilling(itemId: number, quantity: number) {
  const { id } = await admin.salesOrder.create({ customerId, lines: [{ itemId, quantity }] })
  await admin.salesOrder.confirm({ id })
  return { orderId: id, fulfilment: await admin.fulfilment.create({ salesOrderId: id }) }
}
async function pick(fulfilment: { id: number; lines: { id: number }[] }, picked?: string) {
  await admin.fulfilment.startPicking({ fulfilmentId: fulfilment.id, ...who })
  const lines = picked === undefined ? [] : [{ lineId: fulfilment.lines[0]?.id ?? 0, picked, reason: 'Not there' }]
  return admin.fulfilment.completePicking({ fulfilmentId: fulfilment.id, ...who, lines })
}
async function send(fulfilmentId: number) {
  await admin.fulfilment.startPacking({ fulfilmentId, ...who })
  await admin.fulfilment.completePacking({ fulfilmentId, ...who })
  return admin.fulfilment.startDelivery({ fulfilmentId, ...who, deliveryType: 'DIRECT' })
}
const staged = async (itemId: number) =>
  (await admin.stock.balances({ itemId, locationId: staging })).items.map(({ onHand, reserved }) => ({
    onHand,
    reserved,
  }))
const ruleViolated = { domainCode: 'RULE_VIOLATED' }

describe('what was picked', () => {
  it('is promised to its fulfilment where it is staged: nobody moves it away', async () => {
    const { id: itemId } = await item('5')
    const { fulfilment } = await fulfilling(itemId, 4)
    await pick(fulfilment)
    expect(await staged(itemId)).toEqual([{ onHand: '4', reserved: '4' }])
    const away = { itemId, quantity: '1', reason: 'Tidy up' }
    const { id: toId } = await shop.deps.prisma.location.findUniqueOrThrow({ where: { code: 'STOCK' } })
    const short = { domainCode: 'INSUFFICIENT_STOCK' }
    await expect(admin.stock.transfer({ ...away, fromId: staging, toId })).rejects.toMatchObject(short)
    await expect(admin.stock.scrap({ ...away, locationId: staging })).rejects.toMatchObject(short)
    await expect(admin.stock.adjust({ ...away, locationId: staging, direction: 'DOWN' })).rejects.toMatchObject(short)
    await send(fulfilment.id)
    await admin.fulfilment.undo({ id: fulfilment.id, reason: 'Wrong van' })
    expect(await staged(itemId)).toEqual([{ onHand: '4', reserved: '4' }])
    await admin.fulfilment.cancel({ id: fulfilment.id })
    expect((await admin.item.get({ id: itemId })).stock).toEqual({ onHand: '5', reserved: '4', available: '1' })
  })

  it('comes from the storage and from nowhere else', async () => {
    const { id: itemId } = await item('5')
    const { fulfilment } = await fulfilling(itemId, 2)
    const { id: locationId } = await shop.deps.prisma.location.findUniqueOrThrow({ where: { code: 'QUARANTINE' } })
    await admin.stock.adjust({ itemId, locationId, direction: 'UP', quantity: '2', reason: 'Found' })
    const fulfilmentId = fulfilment.id
    await admin.fulfilment.startPicking({ fulfilmentId, ...who })
    const lines = [{ lineId: fulfilment.lines[0]?.id ?? 0, picked: '2', locationId }]
    await expect(admin.fulfilment.completePicking({ fulfilmentId, ...who, lines })).rejects.toMatchObject({
      ...ruleViolated,
      message: 'Quarantine is no storage place. Pick from the storage.',
    })
  })

  it('costs what it cost when it left, where its dispatch is taken back', async () => {
    const { id: itemId } = await item('10', { cost: '2' })
    const { fulfilment } = await fulfilling(itemId, 5)
    await pick(fulfilment)
    await send(fulfilment.id)
    // 5 at 2, and 5 more at 4: 3 each.
    await admin.stock.adjust({ itemId, direction: 'UP', quantity: '5', unitCost: '4', reason: 'Found' })
    expect((await admin.item.get({ id: itemId })).cost).toBe('3.00')
    await admin.fulfilment.undo({ id: fulfilment.id, reason: 'Wrong van' })
    // 10 at 3 and the 5 at 2.
    expect((await admin.item.get({ id: itemId })).cost).toBe('2.6667')
  })
})

describe('what a short picking left', () => {
  it('is not asked for twice: the picking stands while the rest is in another fulfilment', async () => {
    const { id: itemId } = await item('10')
    const { orderId, fulfilment } = await fulfilling(itemId, 10)
    await pick(fulfilment, '6')
    const rest = await admin.fulfilment.create({ salesOrderId: orderId })
    expect(rest.lines).toMatchObject([{ quantity: '4' }])
    await expect(admin.fulfilment.undo({ id: fulfilment.id, reason: 'Recount' })).rejects.toMatchObject({
      ...ruleViolated,
      details: { rule: 'fulfilment.restClaimed', short: '4', left: '0' },
    })
    await admin.fulfilment.cancel({ id: rest.id })
    expect((await admin.fulfilment.undo({ id: fulfilment.id, reason: 'Recount' })).status).toBe('PENDING')
    await admin.fulfilment.completePicking({ fulfilmentId: fulfilment.id, ...who })
    expect((await send(fulfilment.id)).lines).toMatchObject([{ picked: '10', short: '0' }])
  })
})

describe('an order', () => {
  it('is not called delivered while a parcel of it is on its way', async () => {
    const { id: itemId } = await item('3')
    const { orderId, fulfilment } = await fulfilling(itemId, 3)
    await pick(fulfilment)
    await send(fulfilment.id)
    await expect(admin.salesOrder.deliver({ id: orderId })).rejects.toMatchObject({
      ...ruleViolated,
      details: { rule: 'salesOrder.inFulfilment', number: fulfilment.number },
    })
    await admin.fulfilment.completeDelivery({ fulfilmentId: fulfilment.id, ...who })
    expect((await admin.salesOrder.get({ id: orderId })).status).toBe('DELIVERED')
  })

  it('tells its salesperson what became of its goods', async () => {
    const seller = await shop.role('SALES_EXECUTIVE')
    const other = await shop.role('SALES_EXECUTIVE')
    const { id: itemId } = await item('3')
    const { id } = await admin.salesOrder.create({
      customerId,
      ownerId: seller.caller.userId,
      lines: [{ itemId, quantity: 3 }],
    })
    await admin.salesOrder.confirm({ id })
    const { id: entityId } = await admin.fulfilment.create({ salesOrderId: id })
    const history = { entity: 'fulfilment' as const, entityId }
    expect((await seller.api.event.list(history)).items.map((event) => event.type)).toEqual([
      'fulfilment.released',
      'fulfilment.created',
    ])
    expect((await seller.api.fulfilment.list({})).items).toMatchObject([{ id: entityId }])
    await expect(other.api.event.list(history)).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
    expect((await other.api.fulfilment.list({})).items).toEqual([])
  })
})
