import { compare, picker, requireSame, shareOf, times, type Work } from '../bench.ts'
import type { Request } from '../load/load.ts'

export const orderById: Work = {
  name: 'order-by-id',
  about: 'a sales order with its five lines, all over the table',
  async run(bench) {
    const { size } = await bench.shop()
    const pick = picker(7)
    const requests = times(2_000, () => ({ path: `/api/sales/orders/${pick(size.orders)}` }))
    for (const request of requests.slice(0, 5)) await requireSame(bench, request as Request)
    return [shareOf('an order by id', await compare(bench, requests), 0.6)]
  },
}
