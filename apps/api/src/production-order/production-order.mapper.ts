import type { Caller } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { allowedActions } from '@framewright/contracts/core/lifecycle'
import { productionOrderLifecycle } from '@framewright/contracts/production-order/production-order.lifecycle'
import type { ProductionOrderSummary } from '@framewright/contracts/production-order/production-order.schema'
import { leftOf, unfitFor } from './production-order.making.ts'
import type { ProductionOrderRow } from './production-order.sql.ts'

export function toSummary(row: ProductionOrderRow, caller: Caller): ProductionOrderSummary {
  const left = leftOf(row)
  return {
    id: row.id,
    number: row.number,
    itemId: row.item_id,
    item: { id: row.item_id, sku: row.sku, name: row.name, unit: row.unit },
    salesOrder: row.sales_order_id === null ? null : { id: row.sales_order_id, number: row.sales_order_number ?? '' },
    status: row.status,
    planned: decimal.quantity(row.planned),
    produced: decimal.quantity(row.produced),
    scrapped: decimal.quantity(row.scrapped),
    left: decimal.quantity(decimal.isPositive(left) ? left : '0'),
    priority: row.priority,
    dueDate: row.due_date,
    machine:
      row.machine_id === null
        ? null
        : { id: row.machine_id, code: row.machine_code ?? '', name: row.machine_name ?? '' },
    scheduledStart: row.scheduled_start?.toISOString() ?? null,
    scheduledEnd: row.scheduled_end?.toISOString() ?? null,
    late: row.late,
    createdAt: row.created_at.toISOString(),
    version: row.version,
    allowedActions: allowedActions(productionOrderLifecycle, row.status, caller).filter(
      (action) => unfitFor(row, action) === undefined,
    ),
  }
}
