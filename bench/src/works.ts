import { nameOf, orderNumberOf, ordersPerCustomer, skuOf } from './catalogue.ts'
import type { Size } from './seed.ts'

export const groups = ['search', 'orders'] as const
export type Group = (typeof groups)[number]

/** A number from 1 to `count`, another at each call but the same at every run. */
export type Pick = (count: number) => number

/** One kind of request. What it asks for is spread over the whole database, so that no cache of a few rows answers. */
export interface Work {
  group: Group
  name: string
  path(pick: Pick, size: Size): string
}

const search = (words: string) => `/api/inventory/products?search=${encodeURIComponent(words)}`
const orders = (filter = '') => `/api/sales/orders?limit=50${filter}`
/** Two letters of a word changed places. */
const mistyped = (word: string) => `${word.slice(0, 2)}${word[3]}${word[2]}${word.slice(4)}`

/** All there is to measure. A further work is a further line. */
export const works: readonly Work[] = [
  { group: 'search', name: 'a SKU', path: (pick, { items }) => search(skuOf(pick(items))) },
  {
    group: 'search',
    name: 'three words of a name',
    path: (pick, { items }) => search(Object.values(nameOf(pick(items))).join(' ')),
  },
  {
    group: 'search',
    name: 'three words, one mistyped',
    path(pick, { items }) {
      const { thing, material, colour } = nameOf(pick(items))
      return search(`${material} ${thing} ${mistyped(colour)}`)
    },
  },
  { group: 'search', name: 'a word of every fortieth item', path: (pick) => search(nameOf(pick(1000)).thing) },
  {
    group: 'search',
    name: 'a word within every 25th name',
    path: (pick, { items }) => search(nameOf(pick(items)).material),
  },
  { group: 'search', name: 'one mistyped word', path: (pick) => search(mistyped(nameOf(pick(1000)).thing)) },
  { group: 'search', name: 'two letters', path: (pick) => search(nameOf(pick(1000)).thing.slice(0, 2)) },
  { group: 'search', name: 'what is available, most first', path: () => '/api/inventory/products?sort=-available' },
  { group: 'search', name: 'what is out of stock', path: () => '/api/inventory/products?stock=OUT' },
  { group: 'search', name: 'the first page of all items', path: () => '/api/inventory/products?limit=50' },
  { group: 'orders', name: 'the newest page', path: () => orders() },
  { group: 'orders', name: 'a page of one state', path: () => orders('&status=DRAFT') },
  { group: 'orders', name: 'a page by total', path: () => orders('&sort=-total') },
  {
    group: 'orders',
    name: 'a page of one customer',
    path: (pick, size) => orders(`&customerId=${pick(Math.ceil(size.orders / ordersPerCustomer))}`),
  },
  {
    group: 'orders',
    name: 'a search by number',
    path: (pick, size) => orders(`&search=${orderNumberOf(pick(size.orders))}`),
  },
  { group: 'orders', name: 'an order by id', path: (pick, size) => `/api/sales/orders/${pick(size.orders)}` },
]
