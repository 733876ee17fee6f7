import type { WorkOrderAction, WorkOrderStatus } from '@framewright/contracts/work-order/work-order.lifecycle'
import type { WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import { notifyError } from '~/lib/notify.ts'
import type { OptimisticCache } from '~/lib/optimistic.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'
import { confirmCancel } from '../use-order-actions.ts'
import { dropOn } from './drop.ts'
import { moveAhead } from './move-ahead.ts'

/** Performs what a drop means: the card moves at once, and back with a sentence when it may not. */
export function useBoardMoves() {
  const entity = 'workOrder' as const
  const ahead = (to: WorkOrderStatus) => (input: { id: number }, cache: OptimisticCache) =>
    moveAhead(cache, input.id, to)
  const start = useDocumentAction(trpc.workOrder.start, { entity, optimistic: ahead('IN_PROGRESS') })
  const complete = useDocumentAction(trpc.workOrder.complete, { entity, optimistic: ahead('COMPLETED') })
  const cancel = useDocumentAction(trpc.workOrder.cancel, { entity, optimistic: ahead('CANCELLED') })
  const reopen = useDocumentAction(trpc.workOrder.reopen, { entity, optimistic: ahead('PENDING') })
  const mutations = { start, complete, cancel, reopen } satisfies Record<WorkOrderAction, unknown>

  return async (order: WorkOrder, to: WorkOrderStatus): Promise<void> => {
    const drop = dropOn(order, to)
    if (drop.kind === 'refused') notifyError(drop.sentence)
    if (drop.kind !== 'action') return
    if (drop.action === 'cancel' && !(await confirmCancel(order))) return
    mutations[drop.action].mutate({ id: order.id })
  }
}
