import type { Caller } from '@framewright/contracts/core/context'
import { notFound } from '@framewright/contracts/errors'
import type { SalesOrderQueries } from '@framewright/contracts/sales-order/sales-order.service'
import { sql } from 'kysely'
import { fetchPage, preparedPages, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import type { Given } from '../core/prepared.ts'
import { orderConfirmation } from '../document/order-confirmation.ts'
import { pdfOf } from '../document/parts.ts'
import { readShop } from '../shop/shop.settings.ts'
import { bucketsOf, keptCount, keptTotal } from '../statistics/kept.ts'
import { createSalesExport } from './export.ts'
import { toSummary } from './sales-order.mapper.ts'
import { readSalesOrder } from './sales-order.one.ts'
import { isFiltered, seesOwnOnly, selectSalesOrders, selectSummaries } from './sales-order.sql.ts'

const sorts: Record<string, SortKey> = {
  id: { by: sql`sales_order.id`, type: 'int4' },
  number: { by: sql`sales_order.number`, type: 'text' },
  orderDate: { by: sql`sales_order.order_date`, type: 'date' },
  dueDate: { by: sql`coalesce(sales_order.due_date, 'infinity'::date)`, type: 'date' },
  total: { by: sql`sales_order.total`, type: 'numeric' },
  status: { by: sql`sales_order.status`, type: 'sales_order_status' },
}

/**
 * Of what a search finds the newest come first. Left to itself PostgreSQL would read the orders backwards until a page is
 * full, which for a number that one order has means all of them; sorted by an expression it finds first and sorts then.
 */
const foundFirst = { ...sorts, id: { by: sql`(sales_order.id + 0)`, type: 'int4' } as const }

/** Whether a search is likely to find few: what every number begins with is not. */
const isSelective = (search: string | undefined): boolean =>
  search !== undefined && search.length >= 3 && !'so-000000'.startsWith(search.toLowerCase())

const allOrders = preparedPages((db, given: Given<{ today: string }>) => selectSummaries(db, given('today')), {
  id: sql<number>`sales_order.id`,
  sorts,
  defaultSort: '-id',
  total: keptCount('salesOrder'),
})

export function salesOrderQueries(
  deps: Pick<Deps, 'read' | 'quick' | 'readPool' | 'clock' | 'papers'>,
): SalesOrderQueries {
  const { read, quick, clock, papers } = deps
  const exportCsv = createSalesExport(deps)
  const queries: SalesOrderQueries = {
    async list({ caller }, input) {
      if (!isFiltered(input) && !seesOwnOnly(caller))
        return allOrders(quick, { today: clock.today() }, input, (row) => toSummary(row, caller))
      return fetchPage(selectSalesOrders(isFiltered(input) ? read : quick, caller, input, clock.today()), input, {
        id: sql<number>`sales_order.id`,
        sorts: isSelective(input.search) ? foundFirst : sorts,
        defaultSort: '-id',
        map: (row) => toSummary(row, caller),
        total: isFiltered(input) ? undefined : keptCount('salesOrder', ownBuckets(caller)),
      })
    },

    async count({ caller }, input) {
      if (!isFiltered(input)) return { total: await keptTotal(quick, 'salesOrder', ownBuckets(caller)) }
      const row = await selectSalesOrders(read, caller, input, clock.today())
        .clearSelect()
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      return { total: Number(row.total) }
    },

    async get({ caller }, { id }) {
      const order = await readSalesOrder(quick, caller, id, clock.today())
      if (order === undefined) throw notFound('sales order', id)
      return order
    },

    async pdf(call, { id }) {
      const order = await queries.get(call, { id })
      const [customer, shop] = await Promise.all([
        read
          .selectFrom('customer')
          .select(['code', 'name', 'address', 'tax_id as taxId'])
          .where('id', '=', order.customer.id)
          .executeTakeFirstOrThrow(),
        readShop(read),
      ])
      return pdfOf(papers, orderConfirmation(order, customer, shop))
    },

    export: ({ caller }, input) => exportCsv(caller, input),
  }
  return queries
}

/** The figures of orders are kept by owner. */
const ownBuckets = (caller: Caller) => (seesOwnOnly(caller) ? bucketsOf(caller.userId) : undefined)
