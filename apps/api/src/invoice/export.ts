import type { Caller } from '@framewright/contracts/core/context'
import type { InvoiceExportInput } from '@framewright/contracts/invoice/invoice.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { said } from '../core/csv-cells.ts'
import { createCsvCopy, safeText } from '../core/csv-copy.ts'
import type { Deps } from '../core/deps.ts'
import { selectVisibleInvoices } from './invoice.sql.ts'
import { statusOfInvoice } from './invoice.status.sql.ts'

/**
 * Invoices as CSV, newest first: one row an invoice, or one a line with the columns an import reads; only what the caller may
 * see.
 */
export function createInvoiceExport({ read, readPool }: Pick<Deps, 'read' | 'readPool'>) {
  const copy = createCsvCopy(readPool)
  return (caller: Caller, input: InvoiceExportInput): AsyncIterable<string> =>
    input.lines ? copy(lines(read, caller, input)) : copy(invoices(read, caller, input))
}

const invoices = (read: ReadDb, caller: Caller, filter: InvoiceExportInput) =>
  selectVisibleInvoices(read, caller, filter)
    .clearSelect()
    .select([safeText(sql`invoice.source`).as('source'), safeText(sql`invoice.invoice_no`).as('invoiceNo')])
    .select(['invoice.invoice_date as invoiceDate', safeText(sql`customer.code`).as('customerCode')])
    .select([safeText(sql`customer.name`).as('customer'), safeText(said('invoice.salesman')).as('salesman')])
    .select([safeText(sql`person.username`).as('owner'), 'sales_order.number as salesOrder'])
    .select([statusOfInvoice.as('status'), 'invoice.subtotal', 'invoice.tax_total as taxTotal', 'invoice.total'])
    .orderBy('invoice.id', 'desc')

const lines = (read: ReadDb, caller: Caller, filter: InvoiceExportInput) =>
  selectVisibleInvoices(read, caller, filter)
    .innerJoin('invoice_line as line', 'line.invoice_id', 'invoice.id')
    .innerJoin('item', 'item.id', 'line.item_id')
    .clearSelect()
    .select([safeText(sql`invoice.source`).as('source'), safeText(sql`invoice.invoice_no`).as('invoiceNo')])
    .select(['invoice.invoice_date as invoiceDate', safeText(said('invoice.salesman')).as('salesman')])
    .select([safeText(sql`customer.code`).as('customerCode'), safeText(sql`invoice.customer_name`).as('customer')])
    .select(['line.line_no as lineNo', safeText(sql`item.sku`).as('sku'), safeText(sql`line.item_name`).as('name')])
    .select([sql`trim_scale(line.quantity)`.as('quantity'), sql`trim_scale(line.unit_price)`.as('unitPrice')])
    .select([
      sql`trim_scale(line.discount_percent)`.as('discountPercent'),
      sql`trim_scale(line.tax_rate)`.as('taxRate'),
    ])
    .select(['line.subtotal', 'line.tax_total as taxTotal', 'line.total'])
    .orderBy('invoice.id', 'desc')
    .orderBy('line.line_no')
