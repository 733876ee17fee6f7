import type { Caller } from '@framewright/contracts/core/context'
import { invoiceNumber } from '@framewright/contracts/invoice/invoice.number'
import type { InvoiceCountInput } from '@framewright/contracts/invoice/invoice.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { containing, holdsText } from '../core/cursor.ts'
import { statusOfInvoice } from './invoice.status.sql.ts'

/** Whether a caller sees only the invoices that are their own. */
export const seesOwnOnly = (caller: Pick<Caller, 'permissions'>): boolean => !caller.permissions.has('invoice.read')

/** Every invoice, as a summary shows it. */
export function selectInvoices(read: ReadDb) {
  return read
    .selectFrom('invoice')
    .innerJoin('customer', 'customer.id', 'invoice.customer_id')
    .leftJoin('app_user as person', 'person.id', 'invoice.owner_id')
    .leftJoin('sales_order', 'sales_order.id', 'invoice.sales_order_id')
    .select(['invoice.id', 'invoice.source', 'invoice.invoice_no', 'invoice.number', 'invoice.invoice_date'])
    .select(['invoice.salesman', 'invoice.owner_id', 'invoice.sales_order_id', 'sales_order.number as order_number'])
    .select(['invoice.subtotal', 'invoice.tax_total', 'invoice.total'])
    .select(['customer.id as customer_id', 'customer.name as customer'])
    .select(['person.first_name', 'person.last_name', 'person.username'])
    .select(statusOfInvoice.as('status'))
}
export type InvoiceRow = Awaited<ReturnType<ReturnType<typeof selectInvoices>['executeTakeFirstOrThrow']>>

/** Invoices as a caller may see them and a filter wants them. */
export function selectVisibleInvoices(read: ReadDb, caller: Caller, filter: InvoiceCountInput) {
  let query = selectInvoices(read)
  if (seesOwnOnly(caller)) query = query.where('invoice.owner_id', '=', caller.userId)
  const { source, status, customerId, ownerId, itemId, salesOrderId, dateFrom, dateTo, search } = filter
  if (source !== undefined) query = query.where('invoice.source', '=', source)
  if (status !== undefined && status.length > 0) query = query.where(statusOfInvoice, 'in', status)
  if (customerId !== undefined) query = query.where('invoice.customer_id', '=', customerId)
  if (ownerId !== undefined) query = query.where('invoice.owner_id', '=', ownerId)
  if (salesOrderId !== undefined) query = query.where('invoice.sales_order_id', '=', salesOrderId)
  if (itemId !== undefined) {
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('invoice_line as line')
          .select('line.id')
          .whereRef('line.invoice_id', '=', 'invoice.id')
          .where('line.item_id', '=', itemId),
      ),
    )
  }
  if (dateFrom !== undefined) query = query.where('invoice.invoice_date', '>=', dateFrom)
  if (dateTo !== undefined) query = query.where('invoice.invoice_date', '<=', dateTo)
  if (search) {
    // Numbers are looked for as they are compared, however the search writes its dashes and spaces.
    const number = invoiceNumber(search)
    const names = containing(search.toLowerCase())
    // The customers first, as a list: both sides of the "or" can then be answered by an index of the invoices.
    query = query.where((eb) =>
      eb.or([
        ...(number === '' ? [] : [holdsText(sql`lower(invoice.number)`, number.toLowerCase())]),
        sql<boolean>`invoice.customer_id = any(array(select c.id from customer c where lower(c.name) like ${names}))`,
      ]),
    )
  }
  return query
}

/** Whether a list input narrows anything down: an unfiltered list has its total kept. */
export function isFiltered(input: InvoiceCountInput): boolean {
  const { source, status, customerId, ownerId, itemId, salesOrderId, dateFrom, dateTo, search } = input
  const narrowing = [customerId, ownerId, itemId, salesOrderId, dateFrom, dateTo, source || undefined]
  return [...narrowing, status?.length || undefined, search || undefined].some((one) => one !== undefined)
}
