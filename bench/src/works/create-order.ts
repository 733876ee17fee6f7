import { compare, picker, requireSame, shareOf, times, type Work } from '../bench.ts'
import { ordersPerCustomer, outOfStock } from '../catalogue.ts'
import type { Request } from '../load/load.ts'

export const createOrder: Work = {
  name: 'create-order',
  about: 'a sales order of five lines',
  async run(bench) {
    const { size } = await bench.shop()
    const pick = picker(11)
    const customers = Math.ceil(size.orders / ordersPerCustomer)
    const requests = times(2_000, (): Request => {
      const lines = times(5, () => ({ itemId: stocked(pick(size.items - outOfStock)), quantity: String(pick(9)) }))
      return {
        method: 'POST',
        path: '/api/sales/orders',
        body: JSON.stringify({ customerId: pick(customers), lines }),
      }
    })
    await requireSame(bench, requests[0] as Request, true)
    return [shareOf('create an order of 5 lines', await compare(bench, requests), 0.5)]
  },
}

/** An item of which there is plenty. */
export const stocked = (item: number): number => (item % outOfStock === 0 ? item + 1 : item)
