import { compare, requireSame, shareOf, type Work } from '../bench.ts'
import type { Request } from '../load/load.ts'
import { pagesOf } from './products.ts'

export const orderPage: Work = {
  name: 'order-page',
  about: 'a page of 50 sales orders, of the newest forty pages in turn',
  async run(bench) {
    const requests = await pagesOf(bench, '/api/sales/orders?limit=50')
    await requireSame(bench, requests[0] as Request)
    await requireSame(bench, requests[7] as Request)
    return [shareOf('a page of 50 orders', await compare(bench, requests), 0.6)]
  },
}
