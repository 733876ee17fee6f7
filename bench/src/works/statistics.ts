import { alternate, compare, connections, type Finding, type Work } from '../bench.ts'
import { type Measured, medianOf } from '../load/load.ts'
import type { Shop } from '../shop.ts'
import { largeShop } from './csv-export.ts'

const requests = [{ path: '/api/statistics/orders' }]
const ms = ({ median, p99 }: Measured) => `median ${median.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`

export const statistics: Work = {
  name: 'statistics',
  about: 'the figures of all orders, at 10 k and at 1 M of them, and against counting them',
  async run(bench) {
    const counted = await compare(bench, requests)
    const times = counted.ratio
    const small = await bench.shop({ items: 1_000, orders: 10_000, linesPerOrder: 1 })
    const large = await bench.shop(largeShop(bench.options))
    const load = (shop: Shop, many: number) => () =>
      bench.generator.run({
        url: shop.url,
        token: shop.token,
        requests,
        connections: many,
        seconds: bench.options.seconds,
      })
    const busy = await alternate(bench.options, load(large, connections), load(small, connections))
    const calm: Measured[] = []
    for (let round = 0; round < bench.options.rounds; round++) calm.push(await load(large, 1)())
    const p99 = medianOf(calm.map((one) => one.p99))
    const growth = busy.ours.median / busy.floor.median
    return [
      {
        what: 'statistics of orders',
        ours: `${counted.ours.perSecond.toFixed(0)}/s`,
        against: `GROUP BY: ${counted.floor.perSecond.toFixed(0)}/s`,
        figure: `${times.toFixed(1)} ×`,
        budget: '≥ 10 × counting',
        pass: times >= 10,
      },
      {
        what: `statistics at ${large.size.orders} orders`,
        ours: ms(busy.ours),
        against: `at 10000 orders: ${ms(busy.floor)}`,
        figure: growth.toFixed(2),
        budget: '≤ 1.5 × as long',
        pass: growth <= 1.5,
      },
      {
        what: 'statistics, one client',
        ours: `median ${medianOf(calm.map((one) => one.median)).toFixed(2)} ms`,
        against: '',
        figure: `p99 ${p99.toFixed(1)} ms`,
        budget: '≤ 5 ms',
        pass: p99 <= 5,
      },
    ] satisfies Finding[]
  },
}
