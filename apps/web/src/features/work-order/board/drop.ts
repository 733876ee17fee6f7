import { actionTo } from '@framewright/contracts/core/lifecycle'
import {
  type WorkOrderAction,
  type WorkOrderStatus,
  workOrderLifecycle,
} from '@framewright/contracts/work-order/work-order.lifecycle'
import type { WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import { actionLooks, actions } from '~/state/action-table.ts'
import { lookOf } from '~/state/state-table.ts'

/** What dropping a card on a column means: a lifecycle action, nothing, or a sentence why not. */
export type Drop =
  | { kind: 'nothing' }
  | { kind: 'action'; action: WorkOrderAction }
  | { kind: 'refused'; sentence: string }

type Card = Pick<WorkOrder, 'number' | 'status' | 'allowedActions'>

const word = (status: WorkOrderStatus) => lookOf('workOrder', status).word.toLowerCase()

/** Decides a drop by the lifecycle and what the server said this person may do. */
export function dropOn(card: Card, to: WorkOrderStatus): Drop {
  if (card.status === to) return { kind: 'nothing' }
  const action = actionTo(workOrderLifecycle, card.status, to)
  if (action === undefined) {
    const can = actionLooks('workOrder', card.allowedActions).map(({ verb }) => verb.toLowerCase())
    const instead = can.length > 0 ? ` You can: ${can.join(', ')}.` : ''
    return {
      kind: 'refused',
      sentence: `${card.number} is ${word(card.status)}; it cannot become ${word(to)}.${instead}`,
    }
  }
  if (!card.allowedActions.includes(action)) {
    return { kind: 'refused', sentence: `You may not ${actions.workOrder[action].verb.toLowerCase()} ${card.number}.` }
  }
  return { kind: 'action', action }
}
