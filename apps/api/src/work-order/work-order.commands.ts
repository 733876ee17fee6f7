import type { Call } from '@framewright/contracts/core/context'
import { actionTo, wrongState } from '@framewright/contracts/core/lifecycle'
import { DomainError, forbidden, invalid, ruleViolated } from '@framewright/contracts/errors'
import {
  type WorkOrderAction,
  type WorkOrderStatus,
  workOrderLifecycle,
} from '@framewright/contracts/work-order/work-order.lifecycle'
import type { UpdateWorkOrderInput } from '@framewright/contracts/work-order/work-order.schema'
import type { WorkOrderCommands, WorkOrderQueries } from '@framewright/contracts/work-order/work-order.service'
import { toDate } from '../core/clock.ts'
import type { Deps } from '../core/deps.ts'
import { definedOnly } from '../core/objects.ts'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { requireVersion } from '../core/versions.ts'
import { assign, requireAssignee } from './work-order.assign.ts'
import { type LockedWorkOrder, lockWorkOrder, lockWorkOrders, requireOwn, takeStep } from './work-order.steps.ts'

export function workOrderCommands({ commands, clock }: Deps, queries: WorkOrderQueries): WorkOrderCommands {
  const answer = (call: Call) => (order: { id: number }) => queries.get(call, order)

  const step = (action: WorkOrderAction) => (call: Call, input: { id: number }) =>
    commands.run(
      call,
      input,
      async (tx, emit) => {
        const order = await lockWorkOrder(tx, input.id)
        await takeStep(tx, emit, call.caller, order, action, clock.now())
        return { id: order.id }
      },
      answer(call),
    )

  /** PATCH with a status is the action that leads there; the status it already has is nothing to do. */
  async function moveTo(tx: Tx, emit: Emit, call: Call, order: LockedWorkOrder, status: WorkOrderStatus) {
    if (order.status === status) return
    const action = actionTo(workOrderLifecycle, order.status, status)
    if (action === undefined) throw wrongState(workOrderLifecycle, `become ${status}`, order, call.caller)
    await takeStep(tx, emit, call.caller, order, action, clock.now())
  }

  return {
    create(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          await requireFrame(tx, input.frameId)
          if (input.assignedToId != null) await requireAssignee(tx, call, input.assignedToId)
          const { frameId, description, quantity, priority } = input
          const order = await tx.workOrder.create({
            data: {
              frameId,
              description,
              quantity,
              priority,
              assignedToId: input.assignedToId ?? null,
              dueDate: input.dueDate ? toDate(input.dueDate) : null,
              createdById: call.caller.userId,
            },
            select: { id: true, number: true },
          })
          emit({
            entity: 'workOrder',
            id: order.id,
            what: 'created',
            ownerId: input.assignedToId ?? null,
            payload: { number: order.number, frameId, quantity },
          })
          return { id: order.id }
        },
        answer(call),
      )
    },

    update(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const order = await lockWorkOrder(tx, input.id)
          requireVersion(input.version, order.version)
          await change(tx, emit, call, order, input)
          if (input.assignedToId !== undefined) await assign(tx, emit, call, order, input.assignedToId)
          if (input.status !== undefined) await moveTo(tx, emit, call, order, input.status)
          return { id: order.id }
        },
        answer(call),
      )
    },

    assign(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          await assign(tx, emit, call, await lockWorkOrder(tx, input.id), input.assignedToId)
          return { id: input.id }
        },
        answer(call),
      )
    },

    start: step('start'),
    complete: step('complete'),
    cancel: step('cancel'),
    reopen: step('reopen'),

    bulk(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const ids = [...new Set(input.ids)]
          const orders = await lockWorkOrders(tx, ids)
          const updated: number[] = []
          const refused: { id: number; code: string; message: string }[] = []
          const refuse = (id: number, error: DomainError) =>
            refused.push({ id, code: error.domainCode, message: error.message })
          for (const id of ids) {
            const order = orders.find((one) => one.id === id)
            try {
              if (order === undefined) throw new DomainError('NOT_FOUND', `There is no work order ${id}.`, { id })
              if (input.assignedToId !== undefined) await assign(tx, emit, call, order, input.assignedToId)
              if (input.action !== undefined) await takeStep(tx, emit, call.caller, order, input.action, clock.now())
              if (input.status !== undefined) await moveTo(tx, emit, call, order, input.status)
              updated.push(id)
            } catch (error) {
              // A refusal comes before anything is written, so that the others may go on in the same transaction.
              if (error instanceof DomainError) refuse(id, error)
              else throw error
            }
          }
          return { updated, refused }
        },
        async (result) => result,
      )
    },
  }
}

async function requireFrame(tx: Tx, frameId: number): Promise<void> {
  const frame = await tx.frame.findUnique({
    where: { id: frameId },
    select: { item: { select: { active: true, name: true } } },
  })
  if (frame === null) throw invalid('frameId', `There is no frame ${frameId}`)
  if (!frame.item.active) throw ruleViolated('frame.inactive', `${frame.item.name} is no longer made.`, { frameId })
}

/** What a PATCH says of the order itself; closed orders stay as they were. */
async function change(
  tx: Tx,
  emit: Emit,
  call: Call,
  order: LockedWorkOrder,
  input: UpdateWorkOrderInput,
): Promise<void> {
  const { description, quantity, priority } = input
  const dueDate = input.dueDate ? toDate(input.dueDate) : input.dueDate
  const data = definedOnly({ description, quantity, priority, dueDate })
  if (Object.keys(data).length === 0) return
  if (!call.caller.permissions.has('workOrder.write')) {
    throw forbidden('You may not change what a work order says.', 'workOrder.write')
  }
  if (order.status !== 'PENDING' && order.status !== 'IN_PROGRESS') {
    throw ruleViolated(
      'workOrder.closed',
      `${order.number} is ${order.status.toLowerCase()} and can no longer be changed. Reopen it first.`,
    )
  }
  if (quantity !== undefined) await requireOwn(tx, order)
  await tx.workOrder.update({ where: { id: order.id }, data: { ...data, version: { increment: 1 } } })
  emit({
    entity: 'workOrder',
    id: order.id,
    what: 'updated',
    payload: { number: order.number, changed: Object.keys(data) },
  })
}
