import type { PurchaseOrderAction } from '@framewright/contracts/purchase-order/purchase-order.lifecycle'
import type { PurchaseOrder } from '@framewright/contracts/purchase-order/purchase-order.schema'
import { isOutstanding } from '~/components/part-lines/part-draft.ts'
import { confirm } from '~/lib/confirm.ts'
import { plural } from '~/lib/format.ts'
import { trpc } from '~/lib/trpc.ts'
import { useDocumentAction } from '~/lib/use-document-action.ts'

/** What can be done to an order, each after saying what follows from it. */
export function useOrderActions(openReceive: () => void) {
  const cancel = useDocumentAction(trpc.purchaseOrder.cancel, {
    entity: 'purchaseOrder',
    done: (order) => `${order.number} cancelled`,
  })
  const closeShort = useDocumentAction(trpc.purchaseOrder.closeShort, {
    entity: 'purchaseOrder',
    done: (order) => `${order.number} closed short`,
  })
  const run = async (action: PurchaseOrderAction, order: PurchaseOrder): Promise<void> => {
    const { id, number, supplier } = order
    switch (action) {
      case 'receive':
        return openReceive()
      case 'cancel': {
        const message = `Nothing of it has come, and nothing will be expected any more. ${supplier.name} is not told: do that yourself. A cancelled order cannot be opened again.`
        const yes = await confirm({ title: `Cancel ${number}?`, message, verb: 'Cancel the order', danger: true })
        if (yes) cancel.mutate({ id })
        return
      }
      case 'closeShort': {
        const missing = plural(order.lines.filter(isOutstanding).length, 'line is', 'lines are')
        const message = `${missing} still waiting for goods. Closing the order short says that they will not come: it becomes completed, what was received stays, and nothing more can be received against it.`
        const yes = await confirm({ title: `Close ${number} short?`, message, verb: 'Close short', danger: true })
        if (yes) closeShort.mutate({ id })
        return
      }
      default:
        return action satisfies never
    }
  }
  const running: PurchaseOrderAction | null = cancel.isPending ? 'cancel' : closeShort.isPending ? 'closeShort' : null
  return { run, running }
}
