import type { Caller } from '@framewright/contracts/core/context'
import type { CustomerReturnStatus } from '@framewright/contracts/customer-return/customer-return.lifecycle'
import type { ReturnableInput } from '@framewright/contracts/customer-return/customer-return.schema'
import { invalid, notFound, ruleViolated } from '@framewright/contracts/errors'
import type { ItemKind } from '@framewright/contracts/item/item.schema'
import { type RawBuilder, sql } from 'kysely'
import { build, run, type Tx } from '../core/sql.ts'
import { seesOwnOnly } from './customer-return.sql.ts'
import type { ReturnSource } from './returnable.ts'

/** An order or invoice that goods come back of, as the caller may see it. */
export type SourceDocument = ReturnSource & {
  number: string
  ownerId: number | null
  customerId: number
  customer: string
}

/** Runs a statement: a command in its transaction, a query on its pool. */
export type Runner = <Row>(query: RawBuilder<Row>) => Promise<Row[]>

export const inTransaction =
  (tx: Tx): Runner =>
  (query) =>
    run(tx, { compile: () => query.compile(build) })

/**
 * The document behind what was named: the order or invoice, or that of the delivery.
 * @throws NOT_FOUND for one that is not the caller's to see; RULE_VIOLATED for an invoice that bills an order.
 */
export async function sourceOf(runner: Runner, caller: Caller, input: ReturnableInput): Promise<SourceDocument> {
  const { salesOrderId, invoiceId, fulfilmentId } = input
  if ([salesOrderId, invoiceId, fulfilmentId].filter((id) => id !== undefined).length !== 1)
    throw invalid('salesOrderId', 'Give a salesOrderId, an invoiceId or a fulfilmentId, one of them')
  const [row] = await runner(sql<SourceRow>`
    SELECT o.id AS order_id, o.number AS order_number, i.id AS invoice_id, i.invoice_no, f.id AS fulfilment_id,
      billed.number AS bills, coalesce(o.owner_id, i.owner_id) AS owner_id, c.id AS customer_id, c.name AS customer
    FROM (SELECT ${fulfilmentId ?? null}::int AS fulfilment_id) asked
    LEFT JOIN fulfilment f ON f.id = asked.fulfilment_id
    LEFT JOIN sales_order o ON o.id = coalesce(f.sales_order_id, ${salesOrderId ?? null}::int)
    LEFT JOIN invoice i ON i.id = coalesce(f.invoice_id, ${invoiceId ?? null}::int)
    LEFT JOIN sales_order billed ON billed.id = i.sales_order_id
    JOIN customer c ON c.id = coalesce(o.customer_id, i.customer_id)`)
  const [noun, asked] =
    salesOrderId !== undefined
      ? (['sales order', salesOrderId] as const)
      : invoiceId !== undefined
        ? (['invoice', invoiceId] as const)
        : (['fulfilment', fulfilmentId ?? 0] as const)
  if (row === undefined || (seesOwnOnly(caller) && row.owner_id !== caller.userId)) throw notFound(noun, asked)
  if (row.bills !== null) {
    throw ruleViolated(
      'customerReturn.ownInvoice',
      `${row.invoice_no} bills ${row.bills}, which its goods were delivered by. Return them by the order.`,
      { order: row.bills },
    )
  }
  const document = {
    fulfilmentId: row.fulfilment_id,
    ownerId: row.owner_id,
    customerId: row.customer_id,
    customer: row.customer,
  }
  return row.order_id === null
    ? { ...document, type: 'invoice', id: row.invoice_id ?? 0, number: row.invoice_no ?? '' }
    : { ...document, type: 'order', id: row.order_id, number: row.order_number ?? '' }
}

interface SourceRow {
  order_id: number | null
  order_number: string | null
  invoice_id: number | null
  invoice_no: string | null
  fulfilment_id: number | null
  bills: string | null
  owner_id: number | null
  customer_id: number
  customer: string
}

/** Holds the order or invoice: of two who return its goods at once, the second counts what the first returned. */
export async function holdSource(tx: Tx, { type, id }: SourceDocument): Promise<void> {
  if (type === 'order') await tx.$queryRaw`SELECT id FROM sales_order WHERE id = ${id} FOR NO KEY UPDATE`
  else await tx.$queryRaw`SELECT id FROM invoice WHERE id = ${id} FOR NO KEY UPDATE`
}

/** A return as a command sees it, locked. */
export interface LockedReturn {
  id: number
  number: string
  status: CustomerReturnStatus
  salesOrderId: number | null
  invoiceId: number | null
  fulfilmentId: number | null
  ownerId: number | null
  reason: string
}

/** Holds the return until the transaction ends. One that is not the caller's to see is not found. */
export async function lockReturn(tx: Tx, caller: Caller, id: number): Promise<LockedReturn> {
  const [row] = await run(
    tx,
    build
      .selectFrom('customer_return')
      .select(['id', 'number', 'status', 'reason', 'owner_id as ownerId'])
      .select(['sales_order_id as salesOrderId', 'invoice_id as invoiceId', 'fulfilment_id as fulfilmentId'])
      .where('id', '=', id)
      .forUpdate(),
  )
  if (row === undefined || (seesOwnOnly(caller) && row.ownerId !== caller.userId)) throw notFound('return', id)
  return row
}

/** A line as a command sees it; decimals as strings. */
export interface ReturnLineRow {
  id: number
  lineNo: number
  itemId: number
  sku: string
  itemName: string
  kind: ItemKind
  unit: string
  quantity: string
  received: string | null
  passed: string | null
  failed: string | null
  finding: string
}

export const linesOf = (tx: Tx, returnId: number): Promise<ReturnLineRow[]> =>
  run(
    tx,
    build
      .selectFrom('customer_return_line as line')
      .innerJoin('item', 'item.id', 'line.item_id')
      .select(['line.id', 'line.line_no as lineNo', 'line.item_id as itemId', 'line.item_name as itemName'])
      .select(['item.sku', 'item.kind', 'item.unit', 'line.finding'])
      .select([
        sql<string>`line.quantity::text`.as('quantity'),
        sql<string | null>`line.received::text`.as('received'),
        sql<string | null>`line.passed::text`.as('passed'),
        sql<string | null>`line.failed::text`.as('failed'),
      ])
      .where('line.return_id', '=', returnId)
      .orderBy('line.line_no'),
  )
