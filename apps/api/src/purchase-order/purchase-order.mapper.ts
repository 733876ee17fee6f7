import type { Caller } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { allowedActions } from '@framewright/contracts/core/lifecycle'
import { purchaseOrderLifecycle } from '@framewright/contracts/purchase-order/purchase-order.lifecycle'
import type {
  PurchaseOrderLine,
  PurchaseOrderSummary,
} from '@framewright/contracts/purchase-order/purchase-order.schema'
import type { PurchaseOrderRow } from './purchase-order.sql.ts'

export function toSummary(row: PurchaseOrderRow, caller: Caller): PurchaseOrderSummary {
  return {
    id: row.id,
    number: row.number,
    supplier: { id: row.supplier_id, name: row.supplier_name },
    orderDate: row.order_date,
    expectedDate: row.expected_date,
    status: row.status,
    totalAmount: decimal.money(row.total_amount),
    late: row.late,
    version: row.version,
    allowedActions: allowedActions(purchaseOrderLifecycle, row.status, caller),
  }
}

/** A line with its item's SKU and unit, as the queries select it. */
export interface LineRow {
  id: number
  line_no: number
  item_id: number | null
  sku: string | null
  item_name: string
  unit: string | null
  quantity: string
  unit_price: string
  total_price: string
  received: string
}

export function toLine(row: LineRow): PurchaseOrderLine {
  return {
    id: row.id,
    lineNo: row.line_no,
    itemId: row.item_id,
    sku: row.sku,
    itemName: row.item_name,
    unit: row.unit,
    quantity: decimal.quantity(row.quantity),
    unitPrice: decimal.unitPrice(row.unit_price),
    totalPrice: decimal.money(row.total_price),
    received: decimal.quantity(row.received),
    outstanding: decimal.quantity(decimal.subtract(row.quantity, row.received)),
  }
}
