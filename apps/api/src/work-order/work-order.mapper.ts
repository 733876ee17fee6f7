import type { Caller } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { allowedActions } from '@framewright/contracts/core/lifecycle'
import { workOrderLifecycle } from '@framewright/contracts/work-order/work-order.lifecycle'
import type { WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import { personName } from '../core/names.ts'
import type { WorkOrderRow } from './work-order.sql.ts'

export function toWorkOrder(row: WorkOrderRow, caller: Caller): WorkOrder {
  return {
    id: row.id,
    number: row.number,
    frameId: row.frame_id,
    frame: {
      id: row.frame_id,
      sku: row.sku,
      name: row.name,
      material: row.material,
      widthMm: row.width_mm,
      heightMm: row.height_mm,
      stages: row.stages,
    },
    description: row.description,
    quantity: decimal.quantity(row.quantity),
    completedQuantity: decimal.quantity(row.completed_quantity),
    scrappedQuantity: decimal.quantity(row.scrapped_quantity),
    assignedToId: row.assigned_to_id,
    assignedTo: row.assigned_to_id === null ? null : { id: row.assigned_to_id, name: personName(row) },
    priority: row.priority,
    dueDate: row.due_date,
    late: row.late,
    status: row.status,
    startedAt: row.started_at?.toISOString() ?? null,
    completedAt: row.completed_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    version: row.version,
    productionOrder:
      row.production_order_id === null
        ? null
        : { id: row.production_order_id, number: row.production_order_number ?? '' },
    // The job card of a production order is completed and cancelled with it.
    allowedActions: allowedActions(workOrderLifecycle, row.status, caller).filter(
      (action) => row.production_order_id === null || action === 'start',
    ),
  }
}
