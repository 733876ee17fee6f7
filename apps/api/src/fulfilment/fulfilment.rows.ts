import type { Caller } from '@framewright/contracts/core/context'
import { notFound } from '@framewright/contracts/errors'
import type { FulfilmentStatus } from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import { sql } from 'kysely'
import { build, run, type Tx } from '../core/sql.ts'
import type { DemandKind } from '../stock/reserving.ts'
import { seesOwnOnly } from './fulfilment.sql.ts'

/** A fulfilment as a command sees it, locked behind its order or invoice. */
export interface LockedFulfilment {
  id: number
  number: string
  status: FulfilmentStatus
  salesOrderId: number | null
  invoiceId: number | null
  ownerId: number | null
  /** The number of its order or invoice, and whom that is for. */
  sourceNumber: string
  customerId: number
  version: number
  /** What its lines' stock is promised to. */
  demand: DemandKind
}

/**
 * Holds the fulfilment until the transaction ends, and its order or invoice before it: everything that is done to one
 * document's goods comes one after the other. One that is not the caller's to see is not found; null sees all.
 */
export async function lockFulfilment(tx: Tx, caller: Caller | null, id: number): Promise<LockedFulfilment> {
  const [known] = await run(
    tx,
    build.selectFrom('fulfilment').select(['sales_order_id', 'invoice_id']).where('id', '=', id),
  )
  if (known === undefined) throw notFound('fulfilment', id)
  await lockSource(tx, known.sales_order_id, known.invoice_id)
  const [row] = await run(
    tx,
    build
      .selectFrom('fulfilment')
      .leftJoin('sales_order', 'sales_order.id', 'fulfilment.sales_order_id')
      .leftJoin('invoice', 'invoice.id', 'fulfilment.invoice_id')
      .select(['fulfilment.id', 'fulfilment.number', 'fulfilment.status', 'fulfilment.version'])
      .select(['fulfilment.sales_order_id as salesOrderId', 'fulfilment.invoice_id as invoiceId'])
      .select('fulfilment.owner_id as ownerId')
      .select([
        sql<string>`coalesce(sales_order.number, invoice.invoice_no)`.as('sourceNumber'),
        sql<number>`coalesce(sales_order.customer_id, invoice.customer_id)`.as('customerId'),
      ])
      .where('fulfilment.id', '=', id)
      .forUpdate('fulfilment'),
  )
  const hidden = caller !== null && seesOwnOnly(caller) && row?.ownerId !== caller.userId
  if (row === undefined || hidden) throw notFound('fulfilment', id)
  return { ...row, demand: row.salesOrderId === null ? 'invoice' : 'sales' }
}

async function lockSource(tx: Tx, salesOrderId: number | null, invoiceId: number | null): Promise<void> {
  if (salesOrderId !== null)
    await run(tx, build.selectFrom('sales_order').select('id').where('id', '=', salesOrderId).forNoKeyUpdate())
  if (invoiceId !== null)
    await run(tx, build.selectFrom('invoice').select('id').where('id', '=', invoiceId).forNoKeyUpdate())
}

/** A line as a command sees it. */
export interface FulfilmentLineRow {
  id: number
  lineNo: number
  /** The line of the order or invoice. */
  demandLineId: number
  itemId: number
  sku: string
  itemName: string
  /** Kept in stock; a service is not. */
  stocked: boolean
  quantity: string
  picked: string
}

export async function linesOf(tx: Tx, fulfilmentId: number): Promise<FulfilmentLineRow[]> {
  return run(
    tx,
    build
      .selectFrom('fulfilment_line as line')
      .innerJoin('item', 'item.id', 'line.item_id')
      .select(['line.id', 'line.line_no as lineNo', 'line.item_id as itemId', 'line.item_name as itemName'])
      .select('item.sku')
      .select([
        sql<number>`coalesce(line.sales_line_id, line.invoice_line_id)`.as('demandLineId'),
        sql<boolean>`item.kind <> 'SERVICE'`.as('stocked'),
        sql<string>`line.quantity::text`.as('quantity'),
        sql<string>`line.picked::text`.as('picked'),
      ])
      .where('line.fulfilment_id', '=', fulfilmentId)
      .orderBy('line.line_no'),
  )
}

/**
 * How much of some lines of an order or an invoice is in fulfilments: of those under way what they ask for, or have picked;
 * of those that left, what left with them. For an order the latter counts as shipped already.
 */
export async function claimedOf(
  tx: Tx,
  demand: 'sales' | 'invoice',
  lineIds: readonly number[],
): Promise<Map<number, string>> {
  if (lineIds.length === 0) return new Map()
  const query = claimed(demand, lineIds)
  const rows = await run(tx, { compile: () => query.compile(build) })
  return new Map(rows.map((row) => [row.id, row.quantity]))
}

/** The statement behind it, for whoever only wants to know. */
export function claimed(demand: 'sales' | 'invoice', lineIds: readonly number[]) {
  const line = demand === 'sales' ? sql.ref('l.sales_line_id') : sql.ref('l.invoice_line_id')
  const gone = demand === 'sales' ? sql`0` : sql`l.picked`
  return sql<{ id: number; quantity: string }>`
    SELECT ${line} AS id, sum(CASE
      WHEN f.status IN ('CREATED', 'PENDING') THEN l.quantity
      WHEN f.status IN ('PICKED', 'PACKING', 'PACKED') THEN l.picked
      WHEN f.status IN ('DISPATCHED', 'DELIVERED') THEN ${gone}
      ELSE 0 END)::text AS quantity
    FROM fulfilment_line l JOIN fulfilment f ON f.id = l.fulfilment_id
    WHERE ${line} = ANY(${[...lineIds]}::int[])
    GROUP BY 1`
}
