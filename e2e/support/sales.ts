import { expect } from 'vitest'
import type { Rest } from './rest.ts'

/** As much of a sales order as these journeys look at. */
export interface Order {
  id: number
  number: string
  status: string
  lines: { quantity: string; reserved: string }[]
  code?: string
  details?: { items?: { requested: string; available: string }[] }
}

export type Wanted = { itemId: number; quantity: number }[]

/** Makes and confirms orders over any of several API processes, taking turns. */
export async function openSales(processes: readonly [Rest, ...Rest[]]) {
  const [rest] = processes
  const at = (turn: number): Rest => processes[turn % processes.length] ?? rest
  const customer = await rest<{ id: number }>('POST', '/inventory/customers', { name: 'Many at once' })
  expect(customer.status, JSON.stringify(customer.body)).toBe(201)
  let skus = 0

  return {
    at,
    customerId: customer.body.id,

    /** A new item with so much on the shelf. */
    async item(openingStock: number): Promise<number> {
      const sku = `RUSH-${++skus}`
      const made = await rest<{ id: number }>('POST', '/inventory/products', {
        sku,
        name: sku,
        unitPrice: '10',
        openingStock: String(openingStock),
      })
      expect(made.status, JSON.stringify(made.body)).toBe(201)
      return made.body.id
    },

    async stock(itemId: number) {
      const item = await rest<{ stock: { onHand: string; reserved: string } }>('GET', `/inventory/products/${itemId}`)
      return item.body.stock
    },

    async draft(lines: Wanted, turn = 0): Promise<Order> {
      const order = await at(turn)<Order>('POST', '/sales/orders', { customerId: customer.body.id, lines })
      expect(order.status, JSON.stringify(order.body)).toBe(201)
      return order.body
    },

    /**
     * Confirms all at once and holds each against what it must be: confirmed with every line reserved, or still a draft
     * without any, refused for the stock it lacks and for nothing else.
     * @returns how many were confirmed.
     */
    async confirmAtOnce(orders: readonly Order[]): Promise<number> {
      const answers = await Promise.all(
        orders.map(({ id }, turn) => at(turn)<Order>('POST', `/sales/orders/${id}/confirm`)),
      )
      for (const { status, body } of answers)
        expect([200, 'INSUFFICIENT_STOCK'], JSON.stringify(body)).toContain(status === 200 ? status : body.code)
      const after = await Promise.all(orders.map(({ id }, turn) => at(turn)<Order>('GET', `/sales/orders/${id}`)))
      for (const [index, { body }] of after.entries()) {
        const confirmed = answers[index]?.status === 200
        expect(body.status).toBe(confirmed ? 'CONFIRMED' : 'DRAFT')
        for (const line of body.lines) expect(line.reserved).toBe(confirmed ? line.quantity : '0')
      }
      return answers.filter(({ status }) => status === 200).length
    },
  }
}
export type Sales = Awaited<ReturnType<typeof openSales>>
