import { z } from 'zod'
import * as decimal from '../core/decimal.ts'
import {
  Id,
  Instant,
  InstantInput,
  listInput,
  NonNegativeQuantity,
  Pieces,
  page,
  Quantity,
  text,
} from '../core/primitives.ts'
import { Unit } from '../item/units.ts'
import type { Permission } from '../permissions.ts'
import { TaskKind } from './task.kind.ts'
import { type TaskAction, taskLifecycle, taskStatuses } from './task.lifecycle.ts'

export const TaskStatus = z.enum(taskStatuses)

/** What one must hold to do tasks of a kind. */
export const performPermission: Record<TaskKind, Permission> = {
  ASSEMBLY: 'task.assembly',
  GLAZING: 'task.glazing',
  INSTALLATION: 'task.installation',
}

export const Task = z.object({
  id: Id,
  kind: TaskKind,
  /** What is worked on: a frame, or what a production order makes. */
  item: z.object({ id: Id, sku: z.string(), name: z.string(), unit: Unit }),
  /** Null where it is no frame. */
  frame: z
    .object({
      id: Id,
      sku: z.string(),
      name: z.string(),
      material: z.string(),
      widthMm: z.int(),
      heightMm: z.int(),
    })
    .nullable(),
  frameId: Id.nullable(),
  /** How many it is for; of a completed one, how many were done, good or lost. */
  quantity: Quantity,
  /** How many of them were lost. */
  scrapped: Quantity,
  userId: Id.nullable(),
  user: z.object({ id: Id, name: z.string() }).nullable(),
  workOrderId: Id.nullable(),
  workOrder: z.object({ id: Id, number: z.string(), dueDate: z.string().nullable(), priority: z.string() }).nullable(),
  productionOrderId: Id.nullable(),
  /** The production order whose stage this is. */
  productionOrder: z
    .object({
      id: Id,
      number: z.string(),
      status: z.string(),
      dueDate: z.string().nullable(),
      priority: z.string(),
    })
    .nullable(),
  /** Of a production order's task: how many lie before its stage now. Null of any other. */
  ready: Quantity.nullable(),
  status: TaskStatus,
  startTime: Instant.nullable(),
  endTime: Instant.nullable(),
  /** Seconds worked, pauses left out; of a running task up to `asOf`. */
  duration: z.int(),
  /** The server's clock when this was read: a running task's screen counts on from here. */
  asOf: Instant,
  notes: z.string(),
  version: z.int(),
  createdAt: Instant,
  allowedActions: z.array(z.enum(Object.keys(taskLifecycle.actions) as [TaskAction, ...TaskAction[]])),
})
export type Task = z.infer<typeof Task>
export const TaskPage = page(Task)
export type TaskPage = z.infer<typeof TaskPage>

const filters = {
  kind: TaskKind.optional(),
  status: z.array(TaskStatus).max(5).optional(),
  frameId: Id.optional(),
  workOrderId: Id.optional(),
  productionOrderId: Id.optional(),
  itemId: Id.optional(),
  userId: Id.optional(),
}
export const TaskListInput = listInput(['id', 'startTime', 'endTime', 'quantity'], filters)
export type TaskListInput = z.infer<typeof TaskListInput>
export const KindListInput = TaskListInput.omit({ kind: true })

/** The bench: my tasks in the order to do them, what runs first, then those waiting for somebody of my trade. */
export const Bench = z.object({
  current: Task.nullable(),
  mine: z.array(Task),
  open: z.array(Task),
  doneToday: z.int(),
})
export type Bench = z.infer<typeof Bench>

const create = z.object({
  /** The frame; left out where a production order says what is made. */
  frameId: Id.optional(),
  /** The production order whose stage it is: one of its making stages, and no more than is left to be done there. */
  productionOrderId: Id.optional(),
  /** Whose it is. Without `task.assign` only oneself; left out by somebody who assigns, it waits for whoever starts it. */
  userId: Id.optional(),
  quantity: Pieces.default('1'),
  workOrderId: Id.optional(),
  /** With endTime too, the task is recorded as done; alone, it is running since then. */
  startTime: InstantInput.optional(),
  endTime: InstantInput.optional(),
  notes: text(2000).default(''),
})
const timesInOrder = <T extends { startTime?: string | undefined; endTime?: string | undefined }>(task: T) =>
  task.endTime === undefined || (task.startTime !== undefined && task.startTime < task.endTime)
const timesMessage = { message: 'endTime needs a startTime before it', path: ['endTime'] }

const namesWork = (task: { frameId?: number | undefined; productionOrderId?: number | undefined }) =>
  task.frameId !== undefined || task.productionOrderId !== undefined
const workMessage = { message: 'Name the frame, or the production order', path: ['frameId'] }

export const CreateKindInput = create.refine(namesWork, workMessage).refine(timesInOrder, timesMessage)
export type CreateKindInput = z.infer<typeof CreateKindInput>
export const CreateTaskInput = create
  .extend({ kind: TaskKind })
  .refine(namesWork, workMessage)
  .refine(timesInOrder, timesMessage)
export type CreateTaskInput = z.infer<typeof CreateTaskInput>

export const UpdateTaskInput = z.object({
  id: Id,
  version: z.int().optional(),
  /** Null puts it back for anybody to take. Only while PENDING or PAUSED. */
  userId: Id.nullable().optional(),
  quantity: Pieces.optional(),
  notes: text(2000).optional(),
})
export type UpdateTaskInput = z.infer<typeof UpdateTaskInput>

/** How long after a press at the bench the server still takes it as made then, in days: a week without a network. */
export const latestPressDays = 7
const pressed = {
  /**
   * When it was done, where that was before now: a press kept on a device until its network was back. Never before what was
   * recorded last, never after now, at most `latestPressDays` ago.
   */
  at: InstantInput.optional(),
}

export const StartTaskInput = z.object({
  id: Id,
  ...pressed,
  /** Pause the task one is running, in the same transaction, rather than be refused. */
  pauseCurrent: z.boolean().default(false),
})
export type StartTaskInput = z.infer<typeof StartTaskInput>
export const PauseTaskInput = z.object({ id: Id, ...pressed })
export type PauseTaskInput = z.infer<typeof PauseTaskInput>

const isQuantity = (value: string) => /^\d+(\.\d+)?$/.test(value)
/** Finishing in part leaves a task for the rest. */
export const CompleteTaskInput = z
  .object({
    id: Id,
    ...pressed,
    notes: text(2000).optional(),
    /** Good ones: all but the lost ones when not given. */
    quantity: NonNegativeQuantity.optional(),
    /** Lost ones, with the reason. They take their materials as well. */
    scrap: NonNegativeQuantity.default('0'),
    reason: text(200).default(''),
  })
  .refine(({ scrap, reason }) => !isQuantity(scrap) || decimal.isZero(scrap) || reason !== '', {
    message: 'Say why they were lost',
    path: ['reason'],
  })
export type CompleteTaskInput = z.infer<typeof CompleteTaskInput>
