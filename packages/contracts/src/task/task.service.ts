import type { Call } from '../core/context.ts'
import type { ById } from '../core/primitives.ts'
import type { TaskKind } from './task.kind.ts'
import type {
  Bench,
  CompleteTaskInput,
  CreateTaskInput,
  PauseTaskInput,
  StartTaskInput,
  Task,
  TaskListInput,
  TaskPage,
  UpdateTaskInput,
} from './task.schema.ts'

/** Given by the REST paths of one kind: a task of another kind is not found there. */
type OfKind = { kind?: TaskKind | undefined }

/** Without `task.read`, a caller sees their own tasks and the open ones of their trade. */
export interface TaskQueries {
  list(call: Call, input: TaskListInput): Promise<TaskPage>
  get(call: Call, input: ById & OfKind): Promise<Task>
  bench(call: Call): Promise<Bench>
}

/**
 * Every action needs the permission of the task's kind and that it is the caller's own (or `task.assign`).
 * Completing moves stock: INSUFFICIENT_STOCK names every short item, and nothing has then changed.
 */
export interface TaskCommands {
  create(call: Call, input: CreateTaskInput): Promise<Task>
  update(call: Call, input: UpdateTaskInput): Promise<Task>
  /** Takes an open task for the caller. CONFLICT when another of theirs is running, naming it. */
  start(call: Call, input: StartTaskInput & OfKind): Promise<Task>
  pause(call: Call, input: PauseTaskInput & OfKind): Promise<Task>
  resume(call: Call, input: StartTaskInput & OfKind): Promise<Task>
  complete(call: Call, input: CompleteTaskInput & OfKind): Promise<Task>
  cancel(call: Call, input: ById & OfKind): Promise<Task>
}
