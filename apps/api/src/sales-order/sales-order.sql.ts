import type { Caller } from '@framewright/contracts/core/context'
import type { SalesOrderCountInput } from '@framewright/contracts/sales-order/sales-order.schema'
import type { ReadDb } from '@framewright/db/client'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { containing, holdsText } from '../core/cursor.ts'

/** Whether a caller sees only the orders that are their own. */
export const seesOwnOnly = (caller: Pick<Caller, 'permissions'>): boolean => !caller.permissions.has('salesOrder.read')

/** Something of it has gone and something is still to go: only then is the question not answered by its state. */
const partlyShipped = sql<boolean>`(sales_order.status = 'CONFIRMED' and exists (
  select from sales_order_line gone where gone.order_id = sales_order.id and gone.shipped > 0))`

/** A day as the queries take it: a value, or the place of one that is put in later. */
type Today = string | RawBuilder<string>

const late = (today: Today) =>
  sql<boolean>`(sales_order.status in ('DRAFT', 'CONFIRMED') and coalesce(sales_order.due_date < ${today}::date, false))`

/** What is told of every order; `today` decides what is late. */
export const selectSummaries = (read: ReadDb, today: Today) =>
  read
    .selectFrom('sales_order')
    .innerJoin('customer', 'customer.id', 'sales_order.customer_id')
    .leftJoin('app_user as person', 'person.id', 'sales_order.owner_id')
    .select(['sales_order.id', 'sales_order.number', 'sales_order.status', 'sales_order.order_date'])
    .select(['sales_order.due_date', 'sales_order.subtotal', 'sales_order.tax_total', 'sales_order.total'])
    .select(['sales_order.version', 'sales_order.owner_id', 'customer.id as customer_id', 'customer.name as customer'])
    .select(['person.first_name', 'person.last_name', 'person.username'])
    .select([late(today).as('late'), partlyShipped.as('partly_shipped')])

/** Sales orders as a caller may see them and a filter wants them. */
export function selectSalesOrders(read: ReadDb, caller: Caller, filter: SalesOrderCountInput, today: string) {
  let query = selectSummaries(read, today)
  if (seesOwnOnly(caller)) query = query.where('sales_order.owner_id', '=', caller.userId)
  const { status, customerId, ownerId, itemId, orderedFrom, orderedTo, search } = filter
  if (status !== undefined && status.length > 0) query = query.where('sales_order.status', 'in', status)
  if (customerId !== undefined) query = query.where('sales_order.customer_id', '=', customerId)
  if (ownerId !== undefined) query = query.where('sales_order.owner_id', '=', ownerId)
  if (itemId !== undefined) {
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('sales_order_line as line')
          .select('line.id')
          .whereRef('line.order_id', '=', 'sales_order.id')
          .where('line.item_id', '=', itemId),
      ),
    )
  }
  if (orderedFrom !== undefined) query = query.where('sales_order.order_date', '>=', orderedFrom)
  if (orderedTo !== undefined) query = query.where('sales_order.order_date', '<=', orderedTo)
  if (filter.late !== undefined) query = query.where(late(today), '=', filter.late)
  if (search) query = query.where(holds(search.toLowerCase()))
  return query
}

/** Whether an order's number or its customer's name holds a text. */
function holds(wanted: string): RawBuilder<SqlBool> {
  const named = containing(wanted)
  // Part of a number finds few: they are looked up one by one, each with its customer.
  if (/\d/.test(wanted) && wanted.length >= 3) {
    return sql<SqlBool>`sales_order.id in (
      select id from sales_order found where ${holdsText(sql`lower(found.number)`, wanted)}
      union all
      select theirs.id from customer c join sales_order theirs on theirs.customer_id = c.id where lower(c.name) like ${named})`
  }
  // The customers first, as a list: both sides of the "or" can then be answered by an index of the orders.
  return sql<SqlBool>`(${holdsText(sql`lower(sales_order.number)`, wanted)}
    or sales_order.customer_id = any(array(select c.id from customer c where lower(c.name) like ${named})))`
}

export type SalesOrderRow = Awaited<ReturnType<ReturnType<typeof selectSalesOrders>['executeTakeFirstOrThrow']>>

/** Whether a list input narrows anything down: an unfiltered list has its total kept. */
export function isFiltered(input: SalesOrderCountInput): boolean {
  const { status, customerId, ownerId, itemId, orderedFrom, orderedTo, late, search } = input
  return [
    status?.length || undefined,
    search || undefined,
    customerId,
    ownerId,
    itemId,
    orderedFrom,
    orderedTo,
    late,
  ].some((one) => one !== undefined)
}
