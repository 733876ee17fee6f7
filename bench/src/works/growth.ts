import { alternate, type Bench, type Chance, connections, type Finding, picker, times, type Work } from '../bench.ts'
import { nameOf, orderNumberOf, ordersPerCustomer, skuOf } from '../catalogue.ts'
import type { Size } from '../seed.ts'
import type { Shop } from '../shop.ts'

/** One kind of request. What it asks for is spread over the whole database, so that no cache of a few rows answers. */
interface Question {
  name: string
  path(pick: Chance, size: Size): string
}

/** With ten times the data it may take so many times as long. */
const allowed = 1.5
const scale = { items: 10, orders: 2 }

const search = (words: string) => `/api/inventory/products?search=${encodeURIComponent(words)}`
const orders = (filter = '') => `/api/sales/orders?limit=50${filter}`
/** Two letters of a word changed places. */
const mistyped = (word: string) => `${word.slice(0, 2)}${word[3]}${word[2]}${word.slice(4)}`

const ofItems: readonly Question[] = [
  { name: 'a SKU', path: (pick, { items }) => search(skuOf(pick(items))) },
  { name: 'three words of a name', path: (pick, { items }) => search(Object.values(nameOf(pick(items))).join(' ')) },
  {
    name: 'three words, one mistyped',
    path(pick, { items }) {
      const { thing, material, colour } = nameOf(pick(items))
      return search(`${material} ${thing} ${mistyped(colour)}`)
    },
  },
  { name: 'a word of every fortieth item', path: (pick) => search(nameOf(pick(1000)).thing) },
  { name: 'a word within every 25th name', path: (pick, { items }) => search(nameOf(pick(items)).material) },
  { name: 'one mistyped word', path: (pick) => search(mistyped(nameOf(pick(1000)).thing)) },
  { name: 'two letters', path: (pick) => search(nameOf(pick(1000)).thing.slice(0, 2)) },
  { name: 'most available first', path: () => '/api/inventory/products?sort=-available' },
  { name: 'what is out of stock', path: () => '/api/inventory/products?stock=OUT' },
  { name: 'the first page of all items', path: () => '/api/inventory/products?limit=50' },
]

const ofOrders: readonly Question[] = [
  { name: 'the newest page', path: () => orders() },
  { name: 'a page of one state', path: () => orders('&status=DRAFT') },
  { name: 'a page by state', path: () => orders('&sort=status') },
  { name: 'a page by total', path: () => orders('&sort=-total') },
  { name: 'a page by due day', path: () => orders('&sort=dueDate') },
  {
    name: 'a page of one customer',
    path: (pick, size) => orders(`&customerId=${pick(Math.ceil(size.orders / ordersPerCustomer))}`),
  },
  { name: 'a search by number', path: (pick, size) => orders(`&search=${orderNumberOf(pick(size.orders))}`) },
  { name: 'an order by id', path: (pick, size) => `/api/sales/orders/${pick(size.orders)}` },
]

const growthOf = (name: string, about: string, questions: readonly Question[]): Work => ({
  name,
  about,
  async run(bench) {
    const full = { items: bench.options.items * scale.items, orders: bench.options.orders * scale.orders }
    const small = await bench.shop({ items: full.items / 10, orders: full.orders / 10 })
    const large = await bench.shop(full)
    const findings: Finding[] = []
    for (const question of questions) findings.push(await ask(bench, question, small, large, name))
    return findings
  },
})

async function ask(bench: Bench, { name, path }: Question, small: Shop, large: Shop, group: string): Promise<Finding> {
  const rounds = Math.min(3, bench.options.rounds)
  const seconds = bench.options.seconds / 4
  const load = (shop: Shop) => (round: number) => {
    const pick = picker(round + 1)
    const requests = times(400, () => ({ path: path(pick, shop.size) }))
    return bench.generator.run({ url: shop.url, token: shop.token, requests, connections, seconds })
  }
  const { ours, floor } = await alternate({ rounds }, load(large), load(small))
  // One client at a time: what somebody waits who searches.
  const alone = await bench.generator.run({
    url: large.url,
    token: large.token,
    requests: times(100, () => ({ path: path(picker(99), large.size) })),
    connections: 1,
    seconds: seconds / 2,
  })
  const ratio = ours.median / floor.median
  return {
    what: `${group}: ${name}`,
    ours: `${ours.median.toFixed(1)} ms, alone ${alone.median.toFixed(1)} ms`,
    against: `a tenth: ${floor.median.toFixed(1)} ms`,
    figure: ratio.toFixed(2),
    budget: `≤ ${allowed} × as long, alone ≤ 50 ms`,
    pass: ratio <= allowed && alone.median <= 50,
  }
}

export const search100k = growthOf('search', 'items at 100 k and at 10 k of them', ofItems)
export const orderLists = growthOf('order-lists', 'sales orders at a million lines and at a tenth', ofOrders)
