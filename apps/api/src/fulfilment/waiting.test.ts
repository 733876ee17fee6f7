import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkInvariants } from '../invariants/invariants.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'
import { releaseWaiting } from './waiting.ts'

let shop: Shop
let admin: Api
beforeAll(async () => {
  shop = await openShop()
  admin = (await shop.role('ADMIN')).api
})
afterAll(() => shop.close())

it('what waits for stock is released when it comes, the oldest first, once, whoever looks', async () => {
  const { id: itemId } = await admin.item.create({ sku: 'W-1', name: 'Hinge', unitPrice: '1', openingStock: '1' })
  const numbers = ['W-10', 'W-11', 'W-12']
  const quantities = ['4', '3', '2']
  for (const [n, invoiceNo] of numbers.entries()) {
    await admin.invoice.import({
      ...{ invoiceNo, invoiceDate: '2026-03-02', source: 'SHOP', customer: { name: 'Corner House' } },
      items: [{ sku: 'W-1', quantity: quantities[n] ?? '1', unitPrice: '1' }],
    })
  }
  const states = async () => {
    const { items } = await admin.fulfilment.list({ sort: 'id' })
    return items.map(({ status, short }) => `${status}${short ? ' short' : ''}`)
  }
  expect(await states()).toEqual(['CREATED short', 'CREATED short', 'CREATED short'])
  expect(await releaseWaiting(shop.deps)).toBe(0)

  // 5 there: the first takes 4, the second is short by itself then, the third too.
  await admin.stock.adjust({ itemId, direction: 'UP', quantity: '4', reason: 'Delivered' })
  const rounds = await Promise.all([1, 2, 3].map(() => releaseWaiting(shop.deps)))
  expect(rounds.reduce((sum, one) => sum + one)).toBe(1)
  expect(await states()).toEqual(['PENDING', 'CREATED short', 'CREATED short'])

  await admin.stock.adjust({ itemId, direction: 'UP', quantity: '4', reason: 'Delivered' })
  expect(await releaseWaiting(shop.deps)).toBe(2)
  expect(await states()).toEqual(['PENDING', 'PENDING', 'PENDING'])
  expect((await admin.item.get({ id: itemId })).stock).toEqual({ onHand: '9', reserved: '9', available: '0' })
  expect((await checkInvariants(shop.deps.readPool)).filter((finding) => finding.violations > 0)).toEqual([])
})
