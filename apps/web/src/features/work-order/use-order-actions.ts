import type { WorkOrderAction, WorkOrderStatus } from '@framewright/contracts/work-order/work-order.lifecycle'
import type { WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import { confirm } from '~/lib/confirm.ts'
import type { OptimisticCache } from '~/lib/optimistic.ts'
import { keyOf } from '~/lib/query-key.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

/** Asks before a work order is cancelled, with what follows from it. */
export const confirmCancel = (order: Pick<WorkOrder, 'number'>): Promise<boolean> =>
  confirm({
    title: `Cancel ${order.number}?`,
    message: 'Its waiting tasks are cancelled too. It can be reopened by somebody who may.',
    verb: 'Cancel the work order',
    danger: true,
  })

/** The lifecycle actions of one work order; starting and reopening show at once. */
export function useOrderActions() {
  const entity = 'workOrder' as const
  const said = (word: string) => (order: WorkOrder) => `${order.number} ${word}`
  const ahead = (status: WorkOrderStatus) => (input: { id: number }, cache: OptimisticCache) =>
    cache.patch(keyOf('workOrder', 'get', { id: input.id }), (order: WorkOrder) => ({
      ...order,
      status,
      allowedActions: [],
    }))
  const start = useDocumentAction(trpc.workOrder.start, {
    entity,
    done: said('started'),
    optimistic: ahead('IN_PROGRESS'),
  })
  const reopen = useDocumentAction(trpc.workOrder.reopen, {
    entity,
    done: said('reopened'),
    optimistic: ahead('PENDING'),
  })
  const complete = useDocumentAction(trpc.workOrder.complete, { entity, done: said('completed') })
  const cancel = useDocumentAction(trpc.workOrder.cancel, { entity, done: said('cancelled') })
  const mutations = { start, complete, cancel, reopen }

  const run = async (action: WorkOrderAction, order: WorkOrder) => {
    if (action === 'cancel' && !(await confirmCancel(order))) return
    mutations[action].mutate({ id: order.id })
  }
  const pending = (Object.keys(mutations) as WorkOrderAction[]).find((action) => mutations[action].isPending) ?? null
  return { run: (action: WorkOrderAction, order: WorkOrder) => void run(action, order), pending }
}
