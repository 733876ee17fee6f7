import type { SalesOrder } from '@framewright/contracts/sales-order/sales-order.schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStockedShop, refused, type StockedShop } from '../testing/stocked-shop.ts'

let shop: StockedShop
beforeAll(async () => {
  shop = await openStockedShop()
})
afterAll(() => shop.close())

const ask = (order: SalesOrder, lineId: number, quantity: number) =>
  shop.api.customerReturn.create({
    salesOrderId: order.id,
    reason: 'Wrong colour',
    lines: [{ lineId, quantity: String(quantity) }],
  })
const lineOf = (one: { lines: { id: number }[] }) => one.lines[0]?.id ?? 0

describe('the credit of a return', () => {
  /** A return of an order of 4 at 20 less 10 % with 20 % tax, inspected. */
  async function inspected(passed: string, failed: string) {
    const itemId = await shop.item(4)
    const { id: customerId } = await shop.deps.prisma.customer.findFirstOrThrow()
    const order = await shop.api.salesOrder.create({
      customerId,
      lines: [{ itemId, quantity: 4, unitPrice: '20', discountPercent: '10', taxRate: '20' }],
    })
    await shop.api.salesOrder.confirm({ id: order.id })
    await shop.api.salesOrder.ship({ id: order.id })
    const { id, lines } = await ask(order, lineOf(order), 3)
    await shop.api.customerReturn.approve({ id })
    await shop.api.customerReturn.receive({ id })
    return shop.api.customerReturn.inspect({ id, lines: [{ lineId: lines[0]?.id ?? 0, passed, failed }] })
  }

  it('is what the customer paid for what came back, whatever became of it', async () => {
    const returned = await inspected('2', '1')
    expect(returned.allowedActions).toEqual(['restock', 'credit'])
    const { id } = returned
    const credited = await shop.api.customerReturn.credit({ id })
    // 3 × 20 × 0.9 = 54, and 20 % of it.
    expect(credited.credit).toMatchObject({ subtotal: '54.00', taxTotal: '10.80', total: '64.80' })
    expect(credited.credit?.number).toMatch(/^CN-\d{4}-\d{6}$/)
    expect(credited.lines).toMatchObject([{ credited: '3', creditSubtotal: '54.00' }])
    expect(credited.allowedActions).toEqual(['restock'])
    await expect(shop.api.customerReturn.credit({ id })).rejects.toMatchObject({ domainCode: 'CONFLICT' })
    expect((await shop.api.customerReturn.restock({ id })).status).toBe('RESTOCKED')
    await shop.expectInvariants()
  })

  it('is of a part where that is said, of no more than came, and of nothing before it was looked at', async () => {
    const { id, lines } = await inspected('0', '3')
    const lineId = lines[0]?.id ?? 0
    await expect(shop.api.customerReturn.credit({ id, lines: [{ lineId, quantity: '4' }] })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'customerReturn.beyondReceived' }),
    )
    const { credit } = await shop.api.customerReturn.credit({ id, lines: [{ lineId, quantity: '1' }] })
    expect(credit).toMatchObject({ subtotal: '18.00', taxTotal: '3.60', total: '21.60' })
    const sold = await shop.sell(await shop.item(1), 1)
    await shop.api.salesOrder.ship({ id: sold.id })
    const early = await ask(sold, lineOf(sold), 1)
    await expect(shop.api.customerReturn.credit({ id: early.id })).rejects.toMatchObject({ domainCode: 'WRONG_STATE' })
    const handler = await shop.role('WAREHOUSE')
    await expect(handler.api.customerReturn.credit({ id })).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
    await shop.expectInvariants()
  })

  it('is numbered without gaps, and written once, however many write at once', async () => {
    const all = [await inspected('3', '0'), await inspected('3', '0'), await inspected('3', '0')]
    const tries = await Promise.allSettled(
      all.flatMap(({ id }) => [shop.api.customerReturn.credit({ id }), shop.api.customerReturn.credit({ id })]),
    )
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(3)
    await shop.expectInvariants()
  })
})
