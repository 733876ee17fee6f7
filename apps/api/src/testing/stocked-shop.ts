import type { SalesOrder } from '@framewright/contracts/sales-order/sales-order.schema'
import { expect } from 'vitest'
import { checkInvariants } from '../invariants/invariants.ts'
import { type Api, openShop } from './shop.ts'

/** A shop with what tests of stock ask for all the time. */
export async function openStockedShop(now: () => Date = () => new Date()) {
  const shop = await openShop({ now })
  const api: Api = (await shop.role('ADMIN')).api
  const { items: locations } = await api.stock.locations({})
  const { id: customerId } = await shop.deps.prisma.customer.create({ data: { code: 'B', name: 'Builders' } })
  let made = 0

  return {
    ...shop,
    api,
    /** The identifier of a place every shop has. */
    at: (code: string): number => locations.find((location) => location.code === code)?.id ?? 0,
    /** A new item, with so much of it in the default storage. */
    item: async (openingStock = 0, more: object = {}): Promise<number> =>
      (await api.item.create({ sku: `S${++made}`, name: `Item ${made}`, cost: '10', openingStock, ...more })).id,
    /** A new storage location, named "Place " and its code. */
    place: async (code: string, more: object = {}): Promise<number> =>
      (await api.stock.createLocation({ code, name: `Place ${code}`, ...more })).id,
    /** What is on hand, by the place's name. */
    stockOf: async (itemId: number): Promise<Record<string, string>> => {
      const { items } = await api.stock.balances({ itemId })
      return Object.fromEntries(items.map((balance) => [balance.location, balance.onHand]))
    },
    available: async (id: number): Promise<string> => (await api.item.get({ id })).stock.available,
    /** A confirmed order for so much of an item. */
    sell: async (itemId: number, quantity: number): Promise<SalesOrder> => {
      const order = await api.salesOrder.create({ customerId, lines: [{ itemId, quantity, unitPrice: '20' }] })
      return api.salesOrder.confirm({ id: order.id })
    },
    expectInvariants: async (): Promise<void> => {
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
