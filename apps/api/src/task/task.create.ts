import type { Call } from '@framewright/contracts/core/context'
import { DomainError, forbidden, invalid, ruleViolated } from '@framewright/contracts/errors'
import { type CreateTaskInput, performPermission } from '@framewright/contracts/task/task.schema'
import type { Clock } from '../core/clock.ts'
import type { Emit } from '../core/outbox.ts'
import { build, run, type Tx } from '../core/sql.ts'
import { type LockedProductionOrder, lockProductionOrder } from '../production-order/production-order.rows.ts'
import { requireGoing, requireStartable, startProduction } from '../production-order/production-order.tasks.ts'
import { finish } from './task.finish.ts'
import { clockSkewMs } from './task.pressed.ts'
import { requireRoom } from './task.room.ts'
import { alreadyRunning, requireDoer, runningTaskOf, startWorkOrder } from './task.rows.ts'
import { taskTold } from './task.told.ts'

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
  const order = await productionOf(tx, input)
  const item = order === null ? await frameOf(tx, input) : await madeBy(tx, order, input)
  const workOrderId = input.workOrderId ?? (order === null ? null : await jobCardOf(tx, order))
  if (input.workOrderId !== undefined) await requireOpenWorkOrder(tx, input.workOrderId, item.id)

  const running = startTime !== null && endTime === null
  if (running && userId !== null) {
    const other = await runningTaskOf(tx, userId, null)
    if (other) throw alreadyRunning(other)
  }
  const status = running || endTime !== null ? 'IN_PROGRESS' : 'PENDING'
  const task = await tx.task.create({
    data: {
      kind: input.kind,
      itemId: item.id,
      quantity: input.quantity,
      userId,
      workOrderId,
      productionOrderId: order?.id ?? null,
      notes: input.notes,
      ...(endTime === null ? { status, startTime } : { status: 'COMPLETED', startTime, endTime, duration: 0 }),
      ...(startTime === null || userId === null
        ? {}
        : { timeEntries: { create: { userId, startedAt: startTime, endedAt: endTime } } }),
    },
    select: { id: true },
  })
  const { kind, quantity } = input
  const productionOrderId = order?.id ?? null
  const about = { kind, itemId: item.id, itemName: item.name, workOrderId, productionOrderId }
  emit({
    entity: 'task',
    id: task.id,
    what: 'created',
    ownerId: userId,
    payload: { ...taskTold(about), quantity, to: status },
  })
  if (startTime !== null) {
    if (order !== null) await requireStartable(tx, order, kind)
    await startWorkOrder(tx, emit, workOrderId, startTime)
  }
  const going = order !== null && running ? await startProduction(tx, emit, order, startTime ?? now) : order
  if (endTime !== null && userId !== null) {
    const done = { id: task.id, ...about, stages: item.stages, quantity, userId, status: 'PENDING', startTime, endTime }
    await finish(tx, emit, call, { ...done, order: going, good: quantity, scrapped: '0', reason: '' }, clock)
  }
  return task
}

/** The production order a task is to be a stage of, held: the one named, or the one whose job card is. */
async function productionOf(tx: Tx, input: CreateTaskInput): Promise<LockedProductionOrder | null> {
  const card =
    input.workOrderId === undefined || input.productionOrderId !== undefined
      ? null
      : await tx.workOrder.findUnique({ where: { id: input.workOrderId }, select: { productionOrderId: true } })
  const id = input.productionOrderId ?? card?.productionOrderId ?? null
  return id === null ? null : lockProductionOrder(tx, id)
}

/** What a production order makes, where a task of that kind and quantity has room in it. */
async function madeBy(tx: Tx, order: LockedProductionOrder, input: CreateTaskInput) {
  requireGoing(order)
  if (input.frameId !== undefined && input.frameId !== order.itemId) {
    throw invalid('frameId', `${order.number} makes something else`)
  }
  await requireRoom(tx, order, input.kind, input.quantity)
  const item = await tx.item.findUniqueOrThrow({
    where: { id: order.itemId },
    select: { name: true, frame: { select: { stages: true } } },
  })
  return { id: order.itemId, name: item.name, stages: item.frame?.stages ?? null }
}

const jobCardOf = async (tx: Tx, order: LockedProductionOrder): Promise<number | null> =>
  (await tx.workOrder.findUnique({ where: { productionOrderId: order.id }, select: { id: true } }))?.id ?? null

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

async function frameOf(tx: Tx, { frameId, kind }: CreateTaskInput) {
  if (frameId === undefined) throw invalid('frameId', 'Name the frame, or the production order')
  const frame = await tx.frame.findUnique({
    where: { id: frameId },
    select: { stages: true, item: { select: { name: true, active: true } } },
  })
  if (frame === null) throw invalid('frameId', `There is no frame ${frameId}`)
  if (!frame.item.active) throw ruleViolated('frame.inactive', `${frame.item.name} is no longer made.`, { frameId })
  if (!frame.stages.includes(kind)) {
    throw ruleViolated('task.stage', `${frame.item.name} has no ${kind.toLowerCase()}.`, { stages: frame.stages })
  }
  return { id: frameId, stages: frame.stages, name: frame.item.name }
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
