import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let api: Api
let customerId = 0
let itemId = 0
beforeAll(async () => {
  shop = await openShop()
  api = (await shop.role('MANAGER')).api
  customerId = (await shop.deps.prisma.customer.create({ data: { code: 'C-1', name: 'Customer' } })).id
  itemId = (await api.item.create({ sku: 'A', name: 'Item', unitPrice: '10', openingStock: '100' })).id
})
afterAll(() => shop.close())

const draft = (quantity: string, as = api) => as.salesOrder.create({ customerId, lines: [{ itemId, quantity }] })
const events = (id: number) =>
  shop.deps.prisma.event.findMany({
    where: { entity: 'salesOrder', entityId: id },
    orderBy: { id: 'asc' },
    select: { type: true, actorId: true, ownerId: true, payload: true },
  })
const reserved = async () => (await api.item.get({ id: itemId })).stock.reserved

describe('a command of one statement', () => {
  it('leaves what the long way leaves: the order, its reservations and its events', async () => {
    const { caller, api: mine } = await shop.role('MANAGER')
    const before = Number(await reserved())
    const made = await draft('2', mine)
    await mine.salesOrder.confirm({ id: made.id })
    // Confirmed with its creation, it takes the long way.
    const long = await mine.salesOrder.create({ customerId, lines: [{ itemId, quantity: '2' }], confirm: true })
    const both = await Promise.all([made, long].map(({ id }) => mine.salesOrder.get({ id })))
    const own = { id: 0, number: '', createdAt: '', confirmedAt: '' }
    const [short, other] = both.map((order) => ({ ...order, ...own, lines: order.lines.map((l) => ({ ...l, id: 0 })) }))
    expect(short).toEqual(other)
    const [told, toldOther] = await Promise.all(
      both.map(async ({ id, number }) => JSON.parse(JSON.stringify(await events(id)).replaceAll(number, 'number'))),
    )
    expect(told).toEqual(toldOther)
    expect(told).toHaveLength(2)
    expect(told).toMatchObject([{ actorId: caller.userId }, { ownerId: caller.userId }])
    expect(Number(await reserved())).toBe(before + 4)
  })

  it('happens once for one key, however many send it at once, and answers all alike', async () => {
    const { caller } = await shop.role('MANAGER')
    const keyed = (idempotencyKey: string) => shop.as(caller, { idempotencyKey })
    const made = await Promise.all(Array.from({ length: 6 }, () => draft('1', keyed('make'))))
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    const id = made[0]?.id ?? 0
    const before = Number(await reserved())
    const answers = await Promise.all(Array.from({ length: 6 }, () => keyed('confirm').salesOrder.confirm({ id })))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 'CONFIRMED', version: 2 })
    expect(Number(await reserved())).toBe(before + 1)
    expect((await events(id)).map(({ type }) => type)).toEqual(['salesOrder.created', 'salesOrder.confirmed'])
    await expect(draft('2', keyed('make'))).rejects.toMatchObject({ domainCode: 'IDEMPOTENCY_MISMATCH' })
  })

  it('does nothing when what it went by has changed meanwhile, which the long way then says', async () => {
    const { id } = await draft('50')
    const rest = await draft('49')
    await api.salesOrder.confirm({ id })
    const results = await Promise.allSettled([
      api.salesOrder.confirm({ id: rest.id }),
      api.salesOrder.update({ id: rest.id, version: rest.version, lines: [{ itemId, quantity: '1' }] }),
    ])
    const after = await api.salesOrder.get({ id: rest.id })
    if (after.status === 'CONFIRMED') expect(after.lines[0]?.reserved).toBe(after.lines[0]?.quantity)
    else expect(results[0]).toMatchObject({ status: 'rejected', reason: { domainCode: 'INSUFFICIENT_STOCK' } })
    await expect(api.salesOrder.confirm({ id })).rejects.toMatchObject({ domainCode: 'WRONG_STATE' })
    await expect(draft('1000').then((order) => api.salesOrder.confirm({ id: order.id }))).rejects.toMatchObject({
      domainCode: 'INSUFFICIENT_STOCK',
    })
    await expect(api.salesOrder.confirm({ id: 999_999 })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
    await expect(
      api.salesOrder.create({ customerId: 999_999, lines: [{ itemId, quantity: '1' }] }),
    ).rejects.toMatchObject({ domainCode: 'INVALID_INPUT' })
  })
})
