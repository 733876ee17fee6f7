import type { Demand } from '@framewright/contracts/bom/bom.netting'
import * as decimal from '@framewright/contracts/core/decimal'
import { DomainError, invalid, notFound, ruleViolated } from '@framewright/contracts/errors'
import type { PlanInput } from '@framewright/contracts/production-plan/production-plan.schema'
import type { SalesOrderStatus } from '@framewright/contracts/sales-order/sales-order.lifecycle'
import { sql } from 'kysely'
import { type Ask, listOf } from '../bom/bom.graph.ts'

/** What is wanted, item by item, and when. */
export interface Wanted {
  salesOrder: { id: number; number: string } | null
  demands: Demand[]
  /** The day each is wanted, by item. */
  dueDates: ReadonlyMap<number, string | null>
  dueDate: string | null
}

export async function readWanted(ask: Ask, input: PlanInput): Promise<Wanted> {
  if (input.salesOrderId !== undefined) return ofSalesOrder(ask, input.salesOrderId, input.dueDate ?? null)
  const lines = input.lines ?? []
  await requireItems(ask, lines)
  const demands = new Map<number, Demand>()
  const dueDates = new Map<number, string | null>()
  for (const { itemId, quantity, dueDate = input.dueDate ?? null } of lines) {
    const before = demands.get(itemId)
    const sum = before === undefined ? quantity : decimal.add(before.quantity, quantity)
    demands.set(itemId, { itemId, quantity: sum, regardless: true })
    const known = dueDates.get(itemId)
    dueDates.set(itemId, known && dueDate && known < dueDate ? known : (dueDate ?? known ?? null))
  }
  return { salesOrder: null, demands: [...demands.values()], dueDates, dueDate: input.dueDate ?? null }
}

/** What an order still owes and has not reserved. */
async function ofSalesOrder(ask: Ask, id: number, dueDate: string | null): Promise<Wanted> {
  const rows = await ask(sql<{
    number: string
    status: SalesOrderStatus
    dueDate: string | null
    itemId: number | null
    open: string
  }>`
    select o.number, o.status, o.due_date::text as "dueDate", line.item_id as "itemId",
      coalesce(sum(line.quantity - line.shipped - coalesce(held.open, 0)) filter (where not line.cancelled), 0)::text as open
    from sales_order o
    left join sales_order_line line on line.order_id = o.id
    left join lateral (
      select sum(r.quantity - r.consumed) as open from reservation r where r.sales_line_id = line.id and not r.released
    ) held on true
    where o.id = ${id} group by o.id, line.item_id order by min(line.line_no)`)
  const [first] = rows
  if (first === undefined) throw notFound('sales order', id)
  if (first.status !== 'DRAFT' && first.status !== 'CONFIRMED') {
    throw ruleViolated(
      'productionOrder.salesOrderDone',
      `${first.number} is ${first.status.toLowerCase()}; nothing more is made for it.`,
      { salesOrderId: id },
    )
  }
  const demands = rows.flatMap(({ itemId, open }) =>
    itemId === null || !decimal.isPositive(open)
      ? []
      : [{ itemId, quantity: decimal.quantity(open), regardless: false }],
  )
  const due = dueDate ?? first.dueDate
  return {
    salesOrder: { id, number: first.number },
    demands,
    dueDates: new Map(demands.map(({ itemId }) => [itemId, due])),
    dueDate: due,
  }
}

async function requireItems(ask: Ask, lines: readonly { itemId: number }[]): Promise<void> {
  const ids = lines.map(({ itemId }) => itemId)
  const items = await ask(sql<{ id: number }>`select id from item where id = any(${ids}::int[])`)
  const known = new Set(items.map(({ id }) => id))
  const fields = lines.flatMap(({ itemId }, index) =>
    known.has(itemId) ? [] : [{ path: `lines.${index}.itemId`, message: `There is no item ${itemId}` }],
  )
  const [only] = fields
  if (only === undefined) return
  if (fields.length === 1) throw invalid(only.path, only.message)
  throw new DomainError('INVALID_INPUT', fields.map(({ message }) => message).join('; '), { fields })
}

interface Offer {
  supplier: { id: number; name: string }
  unitPrice: string
}

/** Of whom each item was ordered last, and at which price, as reorder proposals do. */
export async function readOffers(ask: Ask, ids: readonly number[]): Promise<Map<number, Offer>> {
  const rows = await ask(sql<{ itemId: number; id: number; name: string; unitPrice: string }>`
    select distinct on (line.item_id) line.item_id as "itemId", supplier.id, supplier.name,
      line.unit_price::text as "unitPrice"
    from purchase_order_line line
    join purchase_order o on o.id = line.order_id
    join supplier on supplier.id = o.supplier_id
    where line.item_id = any(${listOf(ids)}::int[]) and o.status <> 'CANCELLED' and supplier.active
    order by line.item_id, o.order_date desc, line.id desc`)
  return new Map(rows.map(({ itemId, id, name, unitPrice }) => [itemId, { supplier: { id, name }, unitPrice }]))
}
