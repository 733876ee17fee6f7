import type { SalesOrder } from '@framewright/contracts/sales-order/sales-order.schema'
import { expect } from 'vitest'
import { checkInvariants } from '../invariants/invariants.ts'
import { type Api, openShop, type Shop } from './shop.ts'

/** A shop with what tests of stock ask for all the time. */
export interface StockedShop extends Shop {
  /** The API as an administrator sees it. */
  api: Api
  /** The identifier of a place every shop has. */
  at(code: string): number
  /** A new item, with so much of it in the default storage. */
  item(openingStock?: number, more?: object): Promise<number>
  /** A new storage location, named "Place " and its code. */
  place(code: string, more?: object): Promise<number>
  /** What is on hand, by the place's name. */
  stockOf(itemId: number): Promise<Record<string, string>>
  available(itemId: number): Promise<string>
  /** A confirmed order for so much of an item. */
  sell(itemId: number, quantity: number): Promise<SalesOrder>
  expectInvariants(): Promise<void>
}

export async function openStockedShop(now: () => Date = () => new Date(), timeZone = 'UTC'): Promise<StockedShop> {
  const shop = await openShop({ now, timeZone })
  const api: Api = (await shop.role('ADMIN')).api
  const { items: locations } = await api.stock.locations({})
  const { id: customerId } = await shop.deps.prisma.customer.create({ data: { code: 'B', name: 'Builders' } })
  let made = 0

  return {
    ...shop,
    api,
    at: (code) => locations.find((location) => location.code === code)?.id ?? 0,
    item: async (openingStock = 0, more = {}) =>
      (await api.item.create({ sku: `S${++made}`, name: `Item ${made}`, cost: '10', openingStock, ...more })).id,
    place: async (code, more = {}) => (await api.stock.createLocation({ code, name: `Place ${code}`, ...more })).id,
    stockOf: async (itemId) => {
      const { items } = await api.stock.balances({ itemId })
      return Object.fromEntries(items.map((balance) => [balance.location, balance.onHand]))
    },
    available: async (id) => (await api.item.get({ id })).stock.available,
    sell: async (itemId, quantity) => {
      const order = await api.salesOrder.create({ customerId, lines: [{ itemId, quantity, unitPrice: '20' }] })
      return api.salesOrder.confirm({ id: order.id })
    },
    expectInvariants: async () => {
      const findings = await checkInvariants(shop.deps.readPool)
      expect(findings.filter((finding) => finding.violations > 0)).toEqual([])
    },
  }
}

/** The error a command is refused with: its code, and some of its details. */
export const refused = (code: string, details: object = {}) => ({
  domainCode: code,
  details: expect.objectContaining(details),
})
