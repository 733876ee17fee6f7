import type { Call } from '@framewright/contracts/core/context'
import { DomainError, forbidden, invalid, ruleViolated } from '@framewright/contracts/errors'
import { type CreateTaskInput, performPermission } from '@framewright/contracts/task/task.schema'
import type { Clock } from '../core/clock.ts'
import type { Emit } from '../core/commands.ts'
import { build, run, type Tx } from '../core/sql.ts'
import { finish } from './task.finish.ts'
import { clockSkewMs } from './task.pressed.ts'
import { alreadyRunning, requireDoer, runningTaskOf, startWorkOrder } from './task.rows.ts'

/**
 * Makes a task: waiting, running since a start time, or, with both times, recorded as done with its stock moved.
 */
export async function createTask(
  tx: Tx,
  emit: Emit,
  call: Call,
  input: CreateTaskInput,
  clock: Clock,
): Promise<{ id: number }> {
  const now = clock.now()
  const startTime = input.startTime === undefined ? null : new Date(input.startTime)
  const endTime = input.endTime === undefined ? null : new Date(input.endTime)
  for (const [path, time] of [
    ['startTime', startTime],
    ['endTime', endTime],
  ] as const) {
    if (time !== null && time.getTime() > now.getTime() + clockSkewMs) throw invalid(path, 'lies in the future')
  }
  const userId = await ownerOf(tx, call, input)
  const frame = await frameOf(tx, input)
  if (input.workOrderId !== undefined) await requireOpenWorkOrder(tx, input.workOrderId, input.frameId)

  const running = startTime !== null && endTime === null
  if (running && userId !== null) {
    const other = await runningTaskOf(tx, userId, null)
    if (other) throw alreadyRunning(other)
  }
  const status = running || endTime !== null ? 'IN_PROGRESS' : 'PENDING'
  const task = await tx.task.create({
    data: {
      kind: input.kind,
      frameId: input.frameId,
      quantity: input.quantity,
      userId,
      workOrderId: input.workOrderId ?? null,
      notes: input.notes,
      ...(endTime === null ? { status, startTime } : { status: 'COMPLETED', startTime, endTime, duration: 0 }),
      ...(startTime === null || userId === null
        ? {}
        : { timeEntries: { create: { userId, startedAt: startTime, endedAt: endTime } } }),
    },
    select: { id: true },
  })
  const { kind, frameId, quantity } = input
  const workOrderId = input.workOrderId ?? null
  const about = { kind, frameId, frameName: frame.name, workOrderId }
  emit({ entity: 'task', id: task.id, what: 'created', ownerId: userId, payload: { ...about, quantity, to: status } })
  if (startTime !== null) await startWorkOrder(tx, emit, workOrderId, startTime)
  if (endTime !== null && userId !== null) {
    await finish(
      tx,
      emit,
      call,
      { id: task.id, ...about, stages: frame.stages, quantity, userId, status: 'PENDING', endTime },
      clock.today(),
    )
  }
  return task
}

/** Whose the task is: as asked, else the caller's, else nobody's yet when the caller is one who hands out work. */
async function ownerOf(tx: Tx, call: Call, input: CreateTaskInput): Promise<number | null> {
  const { caller } = call
  const assigns = caller.permissions.has('task.assign')
  if (!assigns && !caller.permissions.has(performPermission[input.kind])) {
    throw forbidden(`Your role does not do ${input.kind.toLowerCase()}.`, performPermission[input.kind])
  }
  if (input.userId !== undefined && input.userId !== caller.userId) {
    if (!assigns) throw forbidden('You may record only your own work.', 'task.assign')
    await requireDoer(tx, input.userId, input.kind)
    return input.userId
  }
  if (input.userId === undefined && assigns && input.startTime === undefined) return null
  return caller.userId
}

async function frameOf(tx: Tx, input: CreateTaskInput) {
  const frame = await tx.frame.findUnique({
    where: { id: input.frameId },
    select: { stages: true, item: { select: { name: true, active: true } } },
  })
  if (frame === null) throw invalid('frameId', `There is no frame ${input.frameId}`)
  if (!frame.item.active)
    throw ruleViolated('frame.inactive', `${frame.item.name} is no longer made.`, { frameId: input.frameId })
  if (!frame.stages.includes(input.kind)) {
    throw ruleViolated('task.stage', `${frame.item.name} has no ${input.kind.toLowerCase()}.`, { stages: frame.stages })
  }
  return { stages: frame.stages, name: frame.item.name }
}

async function requireOpenWorkOrder(tx: Tx, id: number, frameId: number): Promise<void> {
  const [order] = await run(
    tx,
    build.selectFrom('work_order').select(['number', 'status', 'frame_id']).where('id', '=', id).forNoKeyUpdate(),
  )
  if (order === undefined) throw invalid('workOrderId', `There is no work order ${id}`)
  if (order.frame_id !== frameId) {
    throw new DomainError('RULE_VIOLATED', `Work order ${order.number} is for another frame.`, {
      rule: 'task.workOrderFrame',
    })
  }
  if (order.status !== 'PENDING' && order.status !== 'IN_PROGRESS') {
    throw ruleViolated('task.workOrderClosed', `Work order ${order.number} is ${order.status.toLowerCase()}.`)
  }
}
