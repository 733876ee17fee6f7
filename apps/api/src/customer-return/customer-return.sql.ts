import type { Caller } from '@framewright/contracts/core/context'
import type { CustomerReturnListInput } from '@framewright/contracts/customer-return/customer-return.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { containing } from '../core/cursor.ts'

/** Whether a caller sees only the returns of their own orders and invoices. */
export const seesOwnOnly = ({ permissions }: Pick<Caller, 'permissions'>): boolean =>
  !permissions.has('customerReturn.read') &&
  !permissions.has('customerReturn.approve') &&
  !permissions.has('customerReturn.handle')

type Filter = Partial<Omit<CustomerReturnListInput, 'cursor' | 'limit' | 'sort'>>

/** Whether a list input narrows anything down: an unfiltered list has its total kept. */
export function isFiltered({ search, status, ...ids }: Filter): boolean {
  const { salesOrderId, invoiceId, fulfilmentId, customerId, itemId } = ids
  const narrowing = [salesOrderId, invoiceId, fulfilmentId, customerId, itemId]
  return [...narrowing, status?.length || undefined, search || undefined].some((one) => one !== undefined)
}

/** Returns as a caller may see them and a filter wants them. */
export function selectReturns(read: ReadDb, caller: Caller, filter: Filter) {
  let query = read
    .selectFrom('customer_return')
    .leftJoin('sales_order', 'sales_order.id', 'customer_return.sales_order_id')
    .leftJoin('invoice', 'invoice.id', 'customer_return.invoice_id')
    .leftJoin('fulfilment', 'fulfilment.id', 'customer_return.fulfilment_id')
    .leftJoin('app_user as person', 'person.id', 'customer_return.owner_id')
    .innerJoin('customer', (join) =>
      join.on(sql<boolean>`customer.id = coalesce(sales_order.customer_id, invoice.customer_id)`),
    )
    .select(['customer_return.id', 'customer_return.number', 'customer_return.status', 'customer_return.reason'])
    .select(['customer_return.created_at', 'customer_return.version', 'customer_return.owner_id'])
    .select('customer_return.credit_no')
    .select(['customer_return.sales_order_id', 'sales_order.number as order_number'])
    .select(['customer_return.invoice_id', 'invoice.invoice_no'])
    .select(['customer_return.fulfilment_id', 'fulfilment.number as fulfilment_number'])
    .select(['customer.id as customer_id', 'customer.name as customer'])
    .select(['person.first_name', 'person.last_name', 'person.username'])
    .select([
      sql<number>`(select count(*)::int from customer_return_line line
        where line.return_id = customer_return.id)`.as('line_count'),
      sql<boolean>`exists (select from customer_return_line line
        where line.return_id = customer_return.id and line.passed > 0)`.as('any_passed'),
    ])

  if (seesOwnOnly(caller)) query = query.where('customer_return.owner_id', '=', caller.userId)
  const { status, salesOrderId, invoiceId, fulfilmentId, customerId, itemId, search } = filter
  if (status !== undefined && status.length > 0) query = query.where('customer_return.status', 'in', status)
  if (salesOrderId !== undefined) query = query.where('customer_return.sales_order_id', '=', salesOrderId)
  if (invoiceId !== undefined) query = query.where('customer_return.invoice_id', '=', invoiceId)
  if (fulfilmentId !== undefined) query = query.where('customer_return.fulfilment_id', '=', fulfilmentId)
  if (customerId !== undefined) query = query.where('customer.id', '=', customerId)
  if (itemId !== undefined) {
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('customer_return_line as line')
          .select('line.id')
          .whereRef('line.return_id', '=', 'customer_return.id')
          .where('line.item_id', '=', itemId),
      ),
    )
  }
  if (search) {
    const pattern = containing(search.toLowerCase())
    query = query.where((eb) =>
      eb.or([
        sql<boolean>`lower(customer_return.number) like ${pattern}`,
        sql<boolean>`lower(sales_order.number) like ${pattern}`,
        sql<boolean>`lower(invoice.invoice_no) like ${pattern}`,
        sql<boolean>`lower(customer.name) like ${pattern}`,
      ]),
    )
  }
  return query
}

export type ReturnRow = Awaited<ReturnType<ReturnType<typeof selectReturns>['executeTakeFirstOrThrow']>>
