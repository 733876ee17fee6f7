import * as decimal from '@framewright/contracts/core/decimal'
import type { InvoiceLine, InvoiceSummary } from '@framewright/contracts/invoice/invoice.schema'
import { personName } from '../core/names.ts'
import type { InvoiceRow } from './invoice.sql.ts'

export function toSummary(row: InvoiceRow): InvoiceSummary {
  return {
    id: row.id,
    source: row.source,
    invoiceNo: row.invoice_no,
    number: row.number,
    invoiceDate: row.invoice_date,
    salesman: row.salesman,
    owner: row.owner_id === null ? null : { id: row.owner_id, name: personName(row) },
    customer: { id: row.customer_id, name: row.customer },
    salesOrder: row.sales_order_id === null ? null : { id: row.sales_order_id, number: row.order_number ?? '' },
    status: row.status,
    subtotal: decimal.money(row.subtotal),
    taxTotal: decimal.money(row.tax_total),
    total: decimal.money(row.total),
  }
}

/** A line with its item. */
export interface LineRow {
  id: number
  line_no: number
  item_id: number
  sku: string
  item_name: string
  unit: string
  quantity: string
  unit_price: string
  discount_percent: string
  tax_rate: string
  subtotal: string
  tax_total: string
  total: string
}

export function toLine(row: LineRow): InvoiceLine {
  return {
    id: row.id,
    lineNo: row.line_no,
    itemId: row.item_id,
    sku: row.sku,
    itemName: row.item_name,
    unit: row.unit,
    quantity: decimal.quantity(row.quantity),
    unitPrice: decimal.unitPrice(row.unit_price),
    discountPercent: decimal.quantity(row.discount_percent),
    taxRate: decimal.quantity(row.tax_rate),
    subtotal: decimal.money(row.subtotal),
    taxTotal: decimal.money(row.tax_total),
    total: decimal.money(row.total),
  }
}
