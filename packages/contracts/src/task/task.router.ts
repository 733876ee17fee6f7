import { ById } from '../core/primitives.ts'
import { command, query, router } from '../core/procedure.ts'
import type { TaskKind } from './task.kind.ts'
import {
  Bench,
  CompleteTaskInput,
  CreateKindInput,
  CreateTaskInput,
  KindListInput,
  PauseTaskInput,
  performPermission,
  StartTaskInput,
  Task,
  TaskListInput,
  TaskPage,
  UpdateTaskInput,
} from './task.schema.ts'

const see = ['task.read', 'task.own'] as const
const doers = ['task.assembly', 'task.glazing', 'task.installation', 'task.assign'] as const

/** Tasks of every kind, as the dashboard uses them. */
export const taskRouter = router({
  list: query({ permission: see, summary: 'List tasks' })
    .input(TaskListInput)
    .output(TaskPage)
    .query(({ ctx, input }) => ctx.services.task.list(ctx.call, input)),
  get: query({ permission: see, summary: 'One task' })
    .input(ById)
    .output(Task)
    .query(({ ctx, input }) => ctx.services.task.get(ctx.call, input)),
  bench: query({ permission: see, summary: 'The caller’s own work, in order', rest: 'GET /mobile/bench' })
    .output(Bench)
    .query(({ ctx }) => ctx.services.task.bench(ctx.call)),
  create: command({ permission: doers, summary: 'Create a task, or record a finished one' })
    .input(CreateTaskInput)
    .output(Task)
    .mutation(({ ctx, input }) => ctx.services.task.create(ctx.call, input)),
  update: command({
    permission: 'task.assign',
    summary: 'Give a task to somebody else or change it',
    rest: 'PATCH /tasks/{id}',
  })
    .input(UpdateTaskInput)
    .output(Task)
    .mutation(({ ctx, input }) => ctx.services.task.update(ctx.call, input)),
  start: command({ permission: doers, summary: 'Start a task' })
    .input(StartTaskInput)
    .output(Task)
    .mutation(({ ctx, input }) => ctx.services.task.start(ctx.call, input)),
  pause: command({ permission: doers, summary: 'Pause a task' })
    .input(PauseTaskInput)
    .output(Task)
    .mutation(({ ctx, input }) => ctx.services.task.pause(ctx.call, input)),
  resume: command({ permission: doers, summary: 'Resume a task' })
    .input(StartTaskInput)
    .output(Task)
    .mutation(({ ctx, input }) => ctx.services.task.resume(ctx.call, input)),
  complete: command({ permission: doers, summary: 'Complete a task; moves stock' })
    .input(CompleteTaskInput)
    .output(Task)
    .mutation(({ ctx, input }) => ctx.services.task.complete(ctx.call, input)),
  cancel: command({ permission: 'task.assign', summary: 'Cancel a task', rest: 'POST /tasks/{id}/cancel', status: 200 })
    .input(ById)
    .output(Task)
    .mutation(({ ctx, input }) => ctx.services.task.cancel(ctx.call, input)),
})

/** The REST paths of one kind: /assembly, /glazing, /installation. */
export function kindRouter<const P extends 'assembly' | 'glazing' | 'installation'>(kind: TaskKind, path: P) {
  const doer = [performPermission[kind], 'task.assign'] as const
  return router({
    list: query({ permission: see, summary: `List ${path} tasks`, rest: `GET /${path}` })
      .input(KindListInput)
      .output(TaskPage)
      .query(({ ctx, input }) => ctx.services.task.list(ctx.call, { ...input, kind })),
    get: query({ permission: see, summary: `One ${path} task`, rest: `GET /${path}/{id}` })
      .input(ById)
      .output(Task)
      .query(({ ctx, input }) => ctx.services.task.get(ctx.call, { ...input, kind })),
    create: command({ permission: doer, summary: `Create or record ${path} work`, rest: `POST /${path}`, status: 201 })
      .input(CreateKindInput)
      .output(Task)
      .mutation(({ ctx, input }) => ctx.services.task.create(ctx.call, { ...input, kind })),
    start: command({ permission: doer, summary: `Start ${path}`, rest: `POST /${path}/{id}/start`, status: 200 })
      .input(StartTaskInput)
      .output(Task)
      .mutation(({ ctx, input }) => ctx.services.task.start(ctx.call, { ...input, kind })),
    pause: command({ permission: doer, summary: `Pause ${path}`, rest: `POST /${path}/{id}/pause`, status: 200 })
      .input(PauseTaskInput)
      .output(Task)
      .mutation(({ ctx, input }) => ctx.services.task.pause(ctx.call, { ...input, kind })),
    resume: command({ permission: doer, summary: `Resume ${path}`, rest: `POST /${path}/{id}/resume`, status: 200 })
      .input(StartTaskInput)
      .output(Task)
      .mutation(({ ctx, input }) => ctx.services.task.resume(ctx.call, { ...input, kind })),
    complete: command({
      permission: doer,
      summary: `Complete ${path}; moves stock`,
      rest: `POST /${path}/{id}/complete`,
      status: 200,
    })
      .input(CompleteTaskInput)
      .output(Task)
      .mutation(({ ctx, input }) => ctx.services.task.complete(ctx.call, { ...input, kind })),
  })
}
