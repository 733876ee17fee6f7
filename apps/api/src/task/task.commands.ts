import type { Call } from '@framewright/contracts/core/context'
import { type Lifecycle, stepFor } from '@framewright/contracts/core/lifecycle'
import { ruleViolated } from '@framewright/contracts/errors'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { type TaskAction, type TaskStatus, taskLifecycle } from '@framewright/contracts/task/task.lifecycle'
import type {
  CompleteTaskInput,
  PauseTaskInput,
  StartTaskInput,
  UpdateTaskInput,
} from '@framewright/contracts/task/task.schema'
import type { TaskCommands, TaskQueries } from '@framewright/contracts/task/task.service'
import type { Deps } from '../core/deps.ts'
import { definedOnly } from '../core/objects.ts'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { requireVersion } from '../core/versions.ts'
import { requireGoing, requireStartable, startProduction } from '../production-order/production-order.tasks.ts'
import { endWork } from './task.clock.ts'
import { createTask } from './task.create.ts'
import { finish, partOf } from './task.finish.ts'
import { pressedAt } from './task.pressed.ts'
import { requireRoom } from './task.room.ts'
import {
  alreadyRunning,
  type HeldTask,
  type LockedTask,
  lockTask,
  requireDoer,
  runningTaskOf,
  startWorkOrder,
} from './task.rows.ts'
import { taskTold } from './task.told.ts'

const lifecycle: Lifecycle<TaskStatus, TaskAction> = taskLifecycle

export function taskCommands({ commands, clock }: Deps, queries: TaskQueries): TaskCommands {
  const answer = (call: Call) => (task: { id: number }) => queries.get(call, task)

  /** Puts the task to work from now, the person's other running task first paused where that was asked. */
  async function run(
    tx: Tx,
    emit: Emit,
    call: Call,
    { task, order }: HeldTask,
    action: 'start' | 'resume',
    { pauseCurrent, at }: StartTaskInput,
  ) {
    if (order !== null) await requireStartable(tx, order, task.kind)
    const step = stepFor(lifecycle, action, task, call.caller)
    const userId = task.userId ?? call.caller.userId
    const running = await runningTaskOf(tx, userId, task.id)
    const begun = await pressedAt(tx, clock, at, { taskId: task.id, userId })
    if (running) {
      if (!pauseCurrent) throw alreadyRunning(running)
      await stopClock(tx, running.id, 'PAUSED', begun)
      emit({
        entity: 'task',
        id: running.id,
        what: 'paused',
        ownerId: userId,
        payload: { ...taskTold({ ...running, itemName: running.item.name }), from: 'IN_PROGRESS', to: 'PAUSED' },
      })
    }
    await tx.task.update({
      where: { id: task.id },
      data: {
        status: step.to,
        userId,
        startTime: task.startTime ?? begun,
        version: { increment: 1 },
        timeEntries: { create: { userId, startedAt: begun } },
      },
    })
    report(emit, { ...task, userId }, action === 'start' ? 'started' : 'resumed', step.to)
    if (order !== null) await startProduction(tx, emit, order, begun)
    await startWorkOrder(tx, emit, task.workOrderId, begun)
  }

  async function stopClock(tx: Tx, id: number, status: 'PAUSED' | 'CANCELLED', when: Date) {
    await endWork(tx, id, when)
    await tx.task.update({ where: { id }, data: { status, version: { increment: 1 } } })
  }

  /** A command on one task: does its work under the task's lock and answers with the task as it then is. */
  function onTask<I extends { id: number; kind?: TaskKind | undefined }>(
    work: (tx: Tx, emit: Emit, call: Call, held: HeldTask, input: I) => Promise<void>,
  ) {
    return (call: Call, input: I) =>
      commands.run(
        call,
        input,
        async (tx, emit) => {
          await work(tx, emit, call, await lockTask(tx, call.caller, input), input)
          return { id: input.id }
        },
        answer(call),
      )
  }

  return {
    create(call, input) {
      return commands.run(call, input, (tx, emit) => createTask(tx, emit, call, input, clock), answer(call))
    },

    update: onTask(async (tx, emit, _call, { task, order }, input: UpdateTaskInput) => {
      requireVersion(input.version, task.version)
      const { userId, quantity, notes } = input
      if (userId !== undefined && userId !== task.userId) {
        if (task.status !== 'PENDING' && task.status !== 'PAUSED') {
          throw ruleViolated('task.reassign', 'Only a waiting or paused task can be given to somebody else.')
        }
        if (userId !== null) await requireDoer(tx, userId, task.kind)
      }
      if (quantity !== undefined && task.status !== 'PENDING') {
        throw ruleViolated('task.quantity', 'The quantity can be changed only before the task has started.')
      }
      if (quantity !== undefined && order !== null) await requireRoom(tx, order, task.kind, quantity, task.id)
      await tx.task.update({
        where: { id: task.id },
        data: { ...definedOnly({ userId, quantity, notes }), version: { increment: 1 } },
      })
      const owner = userId === undefined ? task.userId : userId
      // Who was given it hears of that, and of no other change.
      const given =
        owner !== null && owner !== task.userId ? { assignedTo: owner, quantity: quantity ?? task.quantity } : {}
      report(emit, { ...task, userId: owner }, 'updated', task.status, given)
    }),

    start: onTask((tx, emit, call, held, input: StartTaskInput) => run(tx, emit, call, held, 'start', input)),

    resume: onTask((tx, emit, call, held, input: StartTaskInput) => run(tx, emit, call, held, 'resume', input)),

    pause: onTask(async (tx, emit, call, { task }, { at }: PauseTaskInput) => {
      stepFor(lifecycle, 'pause', task, call.caller)
      await stopClock(tx, task.id, 'PAUSED', await pressedAt(tx, clock, at, { taskId: task.id }))
      report(emit, task, 'paused', 'PAUSED')
    }),

    complete: onTask(async (tx, emit, call, { task, order }, input: CompleteTaskInput) => {
      stepFor(lifecycle, 'complete', task, call.caller)
      if (order !== null) requireGoing(order)
      const endTime = await endWork(tx, task.id, await pressedAt(tx, clock, input.at, { taskId: task.id }))
      const userId = task.userId ?? call.caller.userId
      const part = partOf(task, input)
      await finish(tx, emit, call, { ...task, ...part, order, userId, endTime, notes: input.notes }, clock)
    }),

    cancel: onTask(async (tx, emit, call, { task }) => {
      stepFor(lifecycle, 'cancel', task, call.caller)
      await stopClock(tx, task.id, 'CANCELLED', clock.now())
      report(emit, task, 'cancelled', 'CANCELLED')
    }),
  }
}

function report(emit: Emit, task: LockedTask, what: string, to: TaskStatus, more: object = {}): void {
  emit({
    entity: 'task',
    id: task.id,
    what,
    ownerId: task.userId,
    payload: { from: task.status, to, ...taskTold(task), ...more },
  })
}
