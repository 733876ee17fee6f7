import type { Call } from '@framewright/contracts/core/context'
import { DomainError, forbidden, ruleViolated } from '@framewright/contracts/errors'
import { personName } from '../core/names.ts'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import type { LockedWorkOrder } from './work-order.steps.ts'

/** Gives an open order to somebody, or to nobody. The person's own list hears of it. */
export async function assign(
  tx: Tx,
  emit: Emit,
  call: Call,
  order: LockedWorkOrder,
  assignedToId: number | null,
): Promise<void> {
  if (assignedToId === order.assignedToId) return
  if (order.status !== 'PENDING' && order.status !== 'IN_PROGRESS') {
    throw ruleViolated(
      'workOrder.closed',
      `${order.number} is ${order.status.toLowerCase()}; only open work orders can be assigned.`,
    )
  }
  if (assignedToId === null) requireMayAssign(call)
  const assignee = assignedToId === null ? null : await requireAssignee(tx, call, assignedToId)
  await tx.workOrder.update({ where: { id: order.id }, data: { assignedToId, version: { increment: 1 } } })
  emit({
    entity: 'workOrder',
    id: order.id,
    what: 'assigned',
    ownerId: assignedToId,
    payload: { number: order.number, from: order.assignedToId, to: assignedToId, assignedTo: assignee },
  })
}

/** The name of somebody who exists and is active, given by a caller who may assign. */
export async function requireAssignee(tx: Tx, call: Call, userId: number): Promise<string> {
  requireMayAssign(call)
  const user = await tx.user.findUnique({
    where: { id: userId },
    select: { active: true, username: true, firstName: true, lastName: true },
  })
  if (user === null) {
    const message = `There is no user ${userId}`
    throw new DomainError('INVALID_INPUT', `assignedToId: ${message}`, { fields: [{ path: 'assignedToId', message }] })
  }
  if (!user.active)
    throw ruleViolated('workOrder.inactiveAssignee', `${user.username} is no longer active.`, { userId })
  return personName({ first_name: user.firstName, last_name: user.lastName, username: user.username })
}

function requireMayAssign({ caller }: Call): void {
  if (!caller.permissions.has('workOrder.assign'))
    throw forbidden('You may not assign work orders.', 'workOrder.assign')
}
