import type { Caller } from '@framewright/contracts/core/context'
import type { FulfilmentStage } from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import type { FulfilmentCountInput } from '@framewright/contracts/fulfilment/fulfilment.schema'
import { invoiceNumber } from '@framewright/contracts/invoice/invoice.number'
import type { Permission } from '@framewright/contracts/permissions'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { containing } from '../core/cursor.ts'

const seesAll: readonly Permission[] = [
  'fulfilment.read',
  'fulfilment.write',
  'fulfilment.undo',
  'fulfilment.pick',
  'fulfilment.pack',
  'fulfilment.deliver',
]

/** Whether a caller sees only the fulfilments of their own orders and invoices. */
export const seesOwnOnly = (caller: Pick<Caller, 'permissions'>): boolean =>
  !seesAll.some((permission) => caller.permissions.has(permission))

/** Waits for stock, or less was picked than asked for. */
const short = sql<boolean>`(fulfilment.status = 'CREATED' or exists (
  select from fulfilment_line line where line.fulfilment_id = fulfilment.id and line.short_reason <> ''))`

/** Not yet on its way and past its day. */
const lateOn = (today: string) =>
  sql<boolean>`(fulfilment.due_date < ${today}::date and fulfilment.status in ('CREATED', 'PENDING', 'PICKED', 'PACKING', 'PACKED'))`

/** Every fulfilment, as a summary shows it. */
export function selectFulfilments(read: ReadDb, today: string) {
  return read
    .selectFrom('fulfilment')
    .leftJoin('sales_order', 'sales_order.id', 'fulfilment.sales_order_id')
    .leftJoin('invoice', 'invoice.id', 'fulfilment.invoice_id')
    .innerJoin('customer', (join) =>
      join.on(sql<boolean>`customer.id = coalesce(sales_order.customer_id, invoice.customer_id)`),
    )
    .leftJoin('app_user as owner', 'owner.id', 'fulfilment.owner_id')
    .leftJoin('fulfilment_session as session', (join) =>
      join
        .onRef('session.fulfilment_id', '=', 'fulfilment.id')
        .on('session.completed_at', 'is', null)
        .on('session.undone_at', 'is', null),
    )
    .leftJoin('app_user as worker', 'worker.id', 'session.user_id')
    .select(['fulfilment.id', 'fulfilment.number', 'fulfilment.status', 'fulfilment.version'])
    .select(['fulfilment.sales_order_id', 'fulfilment.invoice_id', 'fulfilment.owner_id'])
    .select(['fulfilment.created_at', 'fulfilment.dispatched_at', 'fulfilment.delivered_at'])
    .select(['sales_order.number as order_number', 'invoice.invoice_no', 'customer.id as customer_id'])
    .select(['customer.name as customer', 'owner.username as owner_username'])
    .select(['owner.first_name as owner_first_name', 'owner.last_name as owner_last_name'])
    .select(['session.id as session_id', 'session.stage', 'session.started_at', 'session.user_id as worker_id'])
    .select(['worker.username', 'worker.first_name', 'worker.last_name'])
    .select([
      sql<string | null>`fulfilment.due_date::text`.as('due_date'),
      sql<number>`(select count(*)::int from fulfilment_line line where line.fulfilment_id = fulfilment.id)`.as(
        'lines',
      ),
      short.as('short'),
      lateOn(today).as('late'),
    ])
}
export type FulfilmentRow = Awaited<ReturnType<ReturnType<typeof selectFulfilments>['executeTakeFirstOrThrow']>>

/** Fulfilments as a caller may see them and a filter wants them. */
export function selectVisibleFulfilments(read: ReadDb, caller: Caller, filter: FulfilmentCountInput, today: string) {
  let query = selectFulfilments(read, today)
  if (seesOwnOnly(caller)) query = query.where('fulfilment.owner_id', '=', caller.userId)
  const { status, salesOrderId, invoiceId, customerId, ownerId, itemId, late, search } = filter
  if (status !== undefined && status.length > 0) query = query.where('fulfilment.status', 'in', status)
  if (salesOrderId !== undefined) query = query.where('fulfilment.sales_order_id', '=', salesOrderId)
  if (invoiceId !== undefined) query = query.where('fulfilment.invoice_id', '=', invoiceId)
  if (customerId !== undefined) query = query.where('customer.id', '=', customerId)
  if (ownerId !== undefined) query = query.where('fulfilment.owner_id', '=', ownerId)
  if (late !== undefined) query = query.where(lateOn(today), 'is', late)
  if (itemId !== undefined) {
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('fulfilment_line as line')
          .select('line.id')
          .whereRef('line.fulfilment_id', '=', 'fulfilment.id')
          .where('line.item_id', '=', itemId),
      ),
    )
  }
  if (search) {
    const like = containing(search.toLowerCase())
    const number = invoiceNumber(search)
    query = query.where((eb) =>
      eb.or([
        sql<boolean>`lower(fulfilment.number) like ${like}`,
        sql<boolean>`lower(sales_order.number) like ${like}`,
        sql<boolean>`lower(customer.name) like ${like}`,
        ...(number === '' ? [] : [sql<boolean>`lower(invoice.number) like ${containing(number.toLowerCase())}`]),
      ]),
    )
  }
  return query
}

export function isFiltered(input: FulfilmentCountInput): boolean {
  const { status, salesOrderId, invoiceId, customerId, ownerId, itemId, late, search } = input
  const narrowing = [salesOrderId, invoiceId, customerId, ownerId, itemId, late, status?.length || undefined]
  return [...narrowing, search || undefined].some((one) => one !== undefined)
}

/** The states in which a fulfilment waits for a stage. */
export const waitingFor: Record<FulfilmentStage, readonly FulfilmentRow['status'][]> = {
  PICKING: ['PENDING'],
  PACKING: ['PICKED', 'PACKING'],
  DELIVERY: ['PACKED', 'DISPATCHED'],
}
