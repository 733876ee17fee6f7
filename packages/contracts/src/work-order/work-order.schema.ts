import { z } from 'zod'
import { Day, Id, Instant, listInput, Pieces, page, Quantity, requiredText, text } from '../core/primitives.ts'
import { TaskKind } from '../task/task.kind.ts'
import { type WorkOrderAction, workOrderLifecycle, workOrderStatuses } from './work-order.lifecycle.ts'

export const WorkOrderStatus = z.enum(workOrderStatuses)
export const priorities = ['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const
export const Priority = z.enum(priorities)
export type Priority = z.infer<typeof Priority>

const actions = Object.keys(workOrderLifecycle.actions) as [WorkOrderAction, ...WorkOrderAction[]]
export const WorkOrderActionName = z.enum(actions)

export const WorkOrder = z.object({
  id: Id,
  number: z.string(),
  frameId: Id,
  frame: z.object({
    id: Id,
    sku: z.string(),
    name: z.string(),
    material: z.string(),
    widthMm: z.int(),
    heightMm: z.int(),
    stages: z.array(TaskKind),
  }),
  description: z.string(),
  quantity: Quantity,
  completedQuantity: Quantity,
  scrappedQuantity: Quantity,
  assignedToId: Id.nullable(),
  assignedTo: z.object({ id: Id, name: z.string() }).nullable(),
  priority: Priority,
  dueDate: z.string().nullable(),
  /** Open and past its due date, in the shop's time zone. */
  late: z.boolean(),
  status: WorkOrderStatus,
  startedAt: Instant.nullable(),
  completedAt: Instant.nullable(),
  createdAt: Instant,
  version: z.int(),
  /** The production order it is the job card of, and follows. */
  productionOrder: z.object({ id: Id, number: z.string() }).nullable(),
  allowedActions: z.array(WorkOrderActionName),
})
export type WorkOrder = z.infer<typeof WorkOrder>
export const WorkOrderPage = page(WorkOrder)
export type WorkOrderPage = z.infer<typeof WorkOrderPage>

const filters = {
  status: z.array(WorkOrderStatus).max(4).optional(),
  priority: z.array(Priority).max(4).optional(),
  assignedToId: Id.optional(),
  unassigned: z.boolean().optional(),
  frameId: Id.optional(),
  late: z.boolean().optional(),
  dueFrom: Day.optional(),
  dueTo: Day.optional(),
}
export const WorkOrderListInput = listInput(
  ['id', 'number', 'dueDate', 'priority', 'status', 'quantity', 'createdAt'],
  filters,
)
export type WorkOrderListInput = z.infer<typeof WorkOrderListInput>
export const WorkOrderCountInput = z.object({ search: text(200).optional(), ...filters })
export type WorkOrderCountInput = z.infer<typeof WorkOrderCountInput>

export const CreateWorkOrderInput = z.object({
  frameId: Id,
  description: requiredText(2000),
  quantity: Pieces.default('1'),
  assignedToId: Id.nullish(),
  priority: Priority.default('NORMAL'),
  dueDate: Day.nullish(),
})
export type CreateWorkOrderInput = z.infer<typeof CreateWorkOrderInput>

export const UpdateWorkOrderInput = z.object({
  id: Id,
  version: z.int().optional(),
  description: requiredText(2000).optional(),
  quantity: Pieces.optional(),
  priority: Priority.optional(),
  dueDate: Day.nullish(),
  assignedToId: Id.nullish(),
  /** Performs the lifecycle action that leads to this status; WRONG_STATE when there is none. */
  status: WorkOrderStatus.optional(),
})
export type UpdateWorkOrderInput = z.infer<typeof UpdateWorkOrderInput>

export const AssignInput = z.object({ id: Id, assignedToId: Id.nullable() })
export type AssignInput = z.infer<typeof AssignInput>

export const BulkInput = z
  .object({
    ids: z.array(Id).min(1).max(500),
    /** One of the three: an action of the lifecycle, the status it should lead to, or somebody to assign. */
    action: WorkOrderActionName.optional(),
    status: WorkOrderStatus.optional(),
    assignedToId: Id.nullable().optional(),
  })
  .refine((input) => [input.action, input.status, input.assignedToId].filter((one) => one !== undefined).length === 1, {
    message: 'Give one of action, status or assignedToId',
    path: ['action'],
  })
export type BulkInput = z.infer<typeof BulkInput>

/** What a bulk change did: each order is changed or named with the reason it was not. */
export const BulkOutput = z.object({
  updated: z.array(Id),
  refused: z.array(z.object({ id: Id, code: z.string(), message: z.string() })),
})
export type BulkOutput = z.infer<typeof BulkOutput>

/** Who might do it, the least loaded first. */
export const Candidate = z.object({
  id: Id,
  name: z.string(),
  roleCode: z.string(),
  openWorkOrders: z.int(),
  openTasks: z.int(),
  /** Running something at this moment. */
  busy: z.boolean(),
})
export const Suggestion = z.object({ stage: TaskKind.nullable(), candidates: z.array(Candidate) })
export type Suggestion = z.infer<typeof Suggestion>
