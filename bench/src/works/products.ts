import { ask, type Bench, compare, requireSame, shareOf, type Work } from '../bench.ts'
import type { Request } from '../load/load.ts'

export const products: Work = {
  name: 'products',
  about: 'a page of 50 products, of the first forty pages in turn',
  async run(bench) {
    const requests = await pagesOf(bench, '/api/inventory/products?limit=50')
    await requireSame(bench, requests[0] as Request)
    await requireSame(bench, requests[7] as Request)
    return [shareOf('a page of 50 products', await compare(bench, requests), 0.6)]
  },
}

/** The requests of a list's first pages: each behind the one before. */
export async function pagesOf(bench: Bench, path: string, most = 40): Promise<Request[]> {
  const shop = await bench.shop()
  const requests: Request[] = [{ path }]
  while (requests.length < most) {
    const { nextCursor } = await ask<{ nextCursor: string | null }>(shop, requests.at(-1) as Request)
    if (nextCursor === null) break
    requests.push({ path: `${path}&cursor=${nextCursor}` })
  }
  return requests
}
