import type { Caller } from '@framewright/contracts/core/context'
import { fulfilmentActionsFor, stageOf } from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import type {
  FulfilmentSession,
  FulfilmentSummary,
  WarehouseTask,
} from '@framewright/contracts/fulfilment/fulfilment.schema'
import { personName } from '../core/names.ts'
import type { FulfilmentRow } from './fulfilment.sql.ts'

const sourceOf = (row: FulfilmentRow): FulfilmentSummary['source'] =>
  row.sales_order_id === null
    ? { type: 'invoice', id: row.invoice_id ?? 0, number: row.invoice_no ?? '' }
    : { type: 'order', id: row.sales_order_id, number: row.order_number ?? '' }

export const toSummary =
  (caller: Pick<Caller, 'permissions'>) =>
  (row: FulfilmentRow): FulfilmentSummary => ({
    id: row.id,
    number: row.number,
    source: sourceOf(row),
    customer: { id: row.customer_id, name: row.customer },
    owner:
      row.owner_id === null
        ? null
        : {
            id: row.owner_id,
            name: personName({
              first_name: row.owner_first_name,
              last_name: row.owner_last_name,
              username: row.owner_username,
            }),
          },
    status: row.status,
    openSession:
      row.session_id === null || row.stage === null || row.worker_id === null || row.started_at === null
        ? null
        : {
            id: row.session_id,
            stage: row.stage,
            user: { id: row.worker_id, name: personName(row) },
            startedAt: row.started_at.toISOString(),
          },
    dueDate: row.due_date,
    late: row.late === true,
    lineCount: row.lines,
    short: row.short,
    createdAt: row.created_at.toISOString(),
    dispatchedAt: row.dispatched_at?.toISOString() ?? null,
    deliveredAt: row.delivered_at?.toISOString() ?? null,
    version: row.version,
    allowedActions: fulfilmentActionsFor({ status: row.status, picking: row.stage === 'PICKING' }, caller),
  })

export const toTask =
  (caller: Pick<Caller, 'userId'>) =>
  (row: FulfilmentRow): WarehouseTask => ({
    fulfilmentId: row.id,
    number: row.number,
    stage: stageOf[row.status] ?? 'PICKING',
    status: row.status,
    customer: row.customer,
    source: sourceOf(row).number,
    lines: row.lines,
    dueDate: row.due_date,
    mine: row.worker_id === caller.userId,
    startedAt: row.started_at?.toISOString() ?? null,
  })

/** A session with the name of whose work it is. */
export interface SessionRow {
  id: number
  stage: FulfilmentSession['stage']
  user_id: number
  username: string | null
  first_name: string | null
  last_name: string | null
  started_at: Date
  completed_at: Date | null
  undone_at: Date | null
  notes: string
  delivery_type: FulfilmentSession['deliveryType']
  courier_name: string
  tracking_no: string
}

export const toSession = (row: SessionRow): FulfilmentSession => ({
  id: row.id,
  stage: row.stage,
  user: { id: row.user_id, name: personName(row) },
  startedAt: row.started_at.toISOString(),
  completedAt: row.completed_at?.toISOString() ?? null,
  undoneAt: row.undone_at?.toISOString() ?? null,
  duration:
    row.completed_at === null ? null : Math.trunc((row.completed_at.getTime() - row.started_at.getTime()) / 1000),
  notes: row.notes,
  deliveryType: row.delivery_type,
  courierName: row.courier_name,
  trackingNo: row.tracking_no,
})
