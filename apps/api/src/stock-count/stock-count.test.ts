import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { checkInvariants } from '../invariants/invariants.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let api: Api
let stock: number
beforeAll(async () => {
  shop = await openShop()
  api = (await shop.role('WAREHOUSE')).api
  const { id } = await shop.deps.prisma.location.findUniqueOrThrow({ where: { code: 'STOCK' } })
  stock = id
})
afterEach(async () => {
  const findings = await checkInvariants(shop.deps.readPool)
  expect(findings.filter((finding) => finding.violations > 0)).toEqual([])
})
afterAll(() => shop.close())

let made = 0
async function item(openingStock = 0, more = {}): Promise<number> {
  const { api: admin } = await shop.role('ADMIN')
  return (await admin.item.create({ sku: `C${++made}`, name: `Item ${made}`, cost: '2', openingStock, ...more })).id
}
const begin = (...itemIds: number[]) => api.stockCount.create({ locationId: stock, itemIds })
const onHand = async (itemId: number) => {
  const { items } = await api.stock.balances({ itemId, locationId: stock })
  return items[0]?.onHand ?? '0'
}

describe('a stock count', () => {
  it('posts what was found less what was expected, and leaves alone what nobody counted', async () => {
    const [more, less, same, uncounted] = [await item(5, { unit: 'm' }), await item(5), await item(5), await item(5)]
    const count = await begin(more, less, same, uncounted)
    expect(count).toMatchObject({ status: 'OPEN', allowedActions: ['post', 'cancel'], postedAt: null })
    expect(count.lines.map((line) => [line.expected, line.counted, line.difference])).toEqual(
      Array.from({ length: 4 }, () => ['5', null, null]),
    )
    await api.stockCount.enter({
      id: count.id,
      lines: [
        { itemId: more, counted: '7.5' },
        { itemId: less, counted: 0 },
        { itemId: same, counted: 5 },
      ],
    })
    const { items } = await api.stockCount.list({ status: 'OPEN' })
    expect(items[0]).toMatchObject({ id: count.id, lines: 4, counted: 3, location: { name: 'Stock' } })
    const posted = await api.stockCount.post({ id: count.id })
    expect(posted).toMatchObject({ status: 'POSTED', allowedActions: [] })
    expect(posted.lines.find((line) => line.itemId === less)?.difference).toBe('-5')
    expect([await onHand(more), await onHand(less), await onHand(same), await onHand(uncounted)]).toEqual([
      '7.5',
      '0',
      '5',
      '5',
    ])
    const { items: movements } = await api.stock.movements({ itemId: more })
    expect(movements[0]).toMatchObject({ from: 'Adjustments', quantity: '2.5', reason: count.number })
    await expect(api.stockCount.post({ id: count.id })).rejects.toMatchObject({ domainCode: 'WRONG_STATE' })
    await expect(api.stock.reverse({ movementId: movements[0]?.id ?? 0, reason: 'x' })).rejects.toMatchObject({
      domainCode: 'RULE_VIOLATED',
    })
  })

  it('keeps right what moved since its snapshot', async () => {
    const id = await item(10)
    const count = await begin(id)
    await api.stockCount.enter({ id: count.id, lines: [{ itemId: id, counted: 9 }] })
    await api.stock.adjust({ itemId: id, direction: 'UP', quantity: 3, reason: 'Came in' })
    await api.stockCount.post({ id: count.id })
    expect(await onHand(id)).toBe('12')
  })

  it('is refused where what is missing has gone or was promised since, and stays open', async () => {
    const id = await item(10)
    const count = await begin(id)
    await api.stockCount.enter({ id: count.id, lines: [{ itemId: id, counted: 2 }] })
    await api.stock.scrap({ itemId: id, quantity: 5, reason: 'Broken' })
    await expect(api.stockCount.post({ id: count.id })).rejects.toMatchObject({
      domainCode: 'INSUFFICIENT_STOCK',
      details: { items: [expect.objectContaining({ itemId: id, requested: '8', available: '5' })] },
    })
    expect((await api.stockCount.get({ id: count.id })).status).toBe('OPEN')
    expect(await api.stockCount.cancel({ id: count.id })).toMatchObject({ status: 'CANCELLED' })
    expect(await onHand(id)).toBe('5')
  })

  it('loses no entry when two people enter at once, and takes what was not on its list', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => item(5)))
    const count = await begin(...ids.slice(0, 10))
    const other = (await shop.role('WAREHOUSE')).api
    await Promise.all(
      ids.map((itemId, index) =>
        (index % 2 ? api : other).stockCount.enter({ id: count.id, lines: [{ itemId, counted: index }] }),
      ),
    )
    const entered = await api.stockCount.get({ id: count.id })
    expect(entered.lines).toHaveLength(12)
    for (const line of entered.lines) {
      expect([line.expected, line.counted]).toEqual(['5', String(ids.indexOf(line.itemId))])
    }
    const [first = 0] = ids
    const cleared = await api.stockCount.enter({ id: count.id, lines: [{ itemId: first, counted: null }] })
    expect(cleared.lines.find((line) => line.itemId === first)?.counted).toBeNull()
    await api.stockCount.cancel({ id: count.id })
  })

  it('is the only one of an item at a place, also when two begin at once', async () => {
    const id = await item(5)
    const begun = await Promise.allSettled([begin(id), begin(id)])
    expect(begun.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    const loser = begun.find((one) => one.status === 'rejected')
    expect(loser?.reason).toMatchObject({ domainCode: 'CONFLICT', details: { itemId: id } })
    for (const one of begun) if (one.status === 'fulfilled') await api.stockCount.cancel({ id: one.value.id })
  })

  it('is posted once, and takes no entries once it is', async () => {
    const id = await item(5)
    const count = await begin(id)
    await expect(api.stockCount.post({ id: count.id })).rejects.toMatchObject({
      domainCode: 'RULE_VIOLATED',
      details: { rule: 'stockCount.nothingCounted' },
    })
    await api.stockCount.enter({ id: count.id, lines: [{ itemId: id, counted: 6 }] })
    const posts = await Promise.allSettled([1, 2, 3].map(() => api.stockCount.post({ id: count.id })))
    expect(posts.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(await onHand(id)).toBe('6')
    const late = api.stockCount.enter({ id: count.id, lines: [{ itemId: id, counted: 1 }] })
    await expect(late).rejects.toMatchObject({ domainCode: 'WRONG_STATE' })
  })

  it('goes through all that a place holds when no items are named', async () => {
    const id = await item(4)
    const { id: rack } = await api.stock.createLocation({ code: 'COUNTED', name: 'Rack' })
    await expect(api.stockCount.create({ locationId: rack })).rejects.toMatchObject({
      details: { rule: 'stockCount.empty' },
    })
    await api.stock.transfer({ itemId: id, fromId: stock, toId: rack, quantity: 3 })
    const count = await api.stockCount.create({ locationId: rack })
    expect(count.lines.map((line) => [line.itemId, line.expected])).toEqual([[id, '3']])
    const { id: customers } = await shop.deps.prisma.location.findUniqueOrThrow({ where: { code: 'CUSTOMERS' } })
    await expect(api.stockCount.create({ locationId: customers })).rejects.toMatchObject({
      domainCode: 'RULE_VIOLATED',
    })
    await expect((await shop.role('QC')).api.stockCount.cancel({ id: count.id })).rejects.toMatchObject({
      domainCode: 'FORBIDDEN',
    })
  })
})
