import type { Caller } from '@framewright/contracts/core/context'
import type { SalesOrderExportInput } from '@framewright/contracts/sales-order/sales-order.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { createCsvCopy, safeText } from '../core/csv-copy.ts'
import type { Deps } from '../core/deps.ts'
import { selectSalesOrders } from './sales-order.sql.ts'

/** Sales orders as CSV, newest first: one row an order, or one a line; only what the caller may see. */
export function createSalesExport({ read, readPool, clock }: Pick<Deps, 'read' | 'readPool' | 'clock'>) {
  const copy = createCsvCopy(readPool)
  return (caller: Caller, input: SalesOrderExportInput): AsyncIterable<string> =>
    input.lines ? copy(lines(read, caller, input, clock.today())) : copy(orders(read, caller, input, clock.today()))
}

const orders = (read: ReadDb, caller: Caller, filter: SalesOrderExportInput, today: string) =>
  selectSalesOrders(read, caller, filter, today)
    .clearSelect()
    .select([safeText(sql`sales_order.number`).as('number'), safeText(sql`customer.code`).as('customerCode')])
    .select([safeText(sql`customer.name`).as('customer'), safeText(sql`person.username`).as('owner')])
    .select(['sales_order.order_date as orderDate', 'sales_order.due_date as dueDate', 'sales_order.status'])
    .select(['sales_order.subtotal', 'sales_order.tax_total as taxTotal', 'sales_order.total'])
    .orderBy('sales_order.id', 'desc')

const lines = (read: ReadDb, caller: Caller, filter: SalesOrderExportInput, today: string) =>
  selectSalesOrders(read, caller, filter, today)
    .innerJoin('sales_order_line as line', 'line.order_id', 'sales_order.id')
    .innerJoin('item', 'item.id', 'line.item_id')
    .clearSelect()
    .select([safeText(sql`sales_order.number`).as('number'), safeText(sql`customer.name`).as('customer')])
    .select(['sales_order.order_date as orderDate', 'sales_order.status', 'line.line_no as lineNo'])
    .select([safeText(sql`item.sku`).as('sku'), safeText(sql`line.item_name`).as('itemName')])
    .select([sql`trim_scale(line.quantity)`.as('quantity'), sql`trim_scale(line.unit_price)`.as('unitPrice')])
    .select([
      sql`trim_scale(line.discount_percent)`.as('discountPercent'),
      sql`trim_scale(line.tax_rate)`.as('taxRate'),
    ])
    .select(['line.subtotal', 'line.tax_total as taxTotal', 'line.total'])
    .select([sql`trim_scale(line.shipped)`.as('shipped'), 'line.cancelled'])
    .orderBy('sales_order.id', 'desc')
    .orderBy('line.line_no')
