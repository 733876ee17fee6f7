import type { Caller } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { allowedActions } from '@framewright/contracts/core/lifecycle'
import { salesOrderLifecycle } from '@framewright/contracts/sales-order/sales-order.lifecycle'
import type { SalesOrderLine, SalesOrderSummary } from '@framewright/contracts/sales-order/sales-order.schema'
import { personName } from '../core/names.ts'
import type { SalesOrderRow } from './sales-order.sql.ts'

export function toSummary(row: SalesOrderRow, caller: Caller): SalesOrderSummary {
  return {
    id: row.id,
    number: row.number,
    customer: { id: row.customer_id, name: row.customer },
    owner: row.owner_id === null ? null : { id: row.owner_id, name: personName(row) },
    status: row.status,
    orderDate: row.order_date,
    dueDate: row.due_date,
    late: row.late,
    subtotal: decimal.money(row.subtotal),
    taxTotal: decimal.money(row.tax_total),
    total: decimal.money(row.total),
    version: row.version,
    // What has partly gone is not cancelled; its open lines can be taken out.
    allowedActions: allowedActions(salesOrderLifecycle, row.status, caller).filter(
      (action) => action !== 'cancel' || !row.partly_shipped,
    ),
  }
}

/** A line with its item, what is reserved for it, and what is there of the item. */
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
  reserved: string
  shipped: string
  invoiced: string
  cancelled: boolean
  available: string
}

export function toLine(row: LineRow): SalesOrderLine {
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
    reserved: decimal.quantity(row.reserved),
    shipped: decimal.quantity(row.shipped),
    invoiced: decimal.quantity(row.invoiced),
    outstanding: row.cancelled ? '0' : decimal.quantity(decimal.subtract(row.quantity, row.shipped)),
    cancelled: row.cancelled,
    available: decimal.quantity(row.available),
  }
}
