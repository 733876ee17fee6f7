import type { Caller } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { allowedActions } from '@framewright/contracts/core/lifecycle'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { type TaskAction, type TaskStatus, taskLifecycle } from '@framewright/contracts/task/task.lifecycle'
import { performPermission, type Task } from '@framewright/contracts/task/task.schema'
import { personName } from '../core/names.ts'
import type { TaskRow } from './task.sql.ts'

/** Whether a task is this caller's to act on: their own or an open one of their trade, or they act for others. */
export function mayActOn(task: { kind: TaskKind; userId: number | null }, caller: Caller): boolean {
  if (caller.permissions.has('task.assign')) return true
  return caller.permissions.has(performPermission[task.kind]) && (task.userId === null || task.userId === caller.userId)
}

/** The lifecycle's actions, as far as the task is this caller's. One that nobody has taken can only be started. */
export function taskActions(
  task: { kind: TaskKind; userId: number | null; status: TaskStatus },
  caller: Caller,
): TaskAction[] {
  return mayActOn(task, caller) ? allowedActions(taskLifecycle, task.status, caller) : []
}

export function toTask(row: TaskRow, caller: Caller, now: Date): Task {
  return {
    id: row.id,
    kind: row.kind,
    item: { id: row.item_id, sku: row.sku, name: row.name, unit: row.unit },
    frameId: row.material === null ? null : row.item_id,
    frame:
      row.material === null
        ? null
        : {
            id: row.item_id,
            sku: row.sku,
            name: row.name,
            material: row.material,
            widthMm: row.width_mm ?? 0,
            heightMm: row.height_mm ?? 0,
          },
    quantity: decimal.quantity(row.quantity),
    scrapped: decimal.quantity(row.scrapped),
    userId: row.user_id,
    user: row.user_id === null ? null : { id: row.user_id, name: personName(row) },
    workOrderId: row.work_order_id,
    workOrder:
      row.work_order_id === null
        ? null
        : {
            id: row.work_order_id,
            number: row.number ?? '',
            dueDate: row.due_date,
            priority: row.priority ?? 'NORMAL',
          },
    productionOrderId: row.production_order_id,
    productionOrder:
      row.production_order_id === null
        ? null
        : {
            id: row.production_order_id,
            number: row.production_number ?? '',
            status: row.production_status ?? 'RELEASED',
            dueDate: row.production_due_date,
            priority: row.production_priority ?? 'NORMAL',
          },
    ready: row.ready === null ? null : decimal.quantity(row.ready),
    status: row.status,
    startTime: row.start_time?.toISOString() ?? null,
    endTime: row.end_time?.toISOString() ?? null,
    duration: row.duration,
    asOf: now.toISOString(),
    notes: row.notes,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    allowedActions: taskActions({ kind: row.kind, userId: row.user_id, status: row.status }, caller),
  }
}
