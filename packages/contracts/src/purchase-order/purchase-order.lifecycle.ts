import { defineLifecycle } from '../core/lifecycle.ts'

export const purchaseOrderStatuses = ['PENDING', 'PARTIALLY_RECEIVED', 'COMPLETED', 'CANCELLED'] as const
export type PurchaseOrderStatus = (typeof purchaseOrderStatuses)[number]

export const purchaseOrderLifecycle = defineLifecycle({
  entity: 'purchaseOrder',
  label: 'purchase order',
  states: purchaseOrderStatuses,
  initial: 'PENDING',
  actions: {
    /** Leads to COMPLETED instead when nothing is outstanding any more. */
    receive: { from: ['PENDING', 'PARTIALLY_RECEIVED'], to: 'PARTIALLY_RECEIVED', by: ['purchaseOrder.receive'] },
    cancel: { from: ['PENDING'], to: 'CANCELLED', by: ['purchaseOrder.write'] },
    closeShort: { from: ['PARTIALLY_RECEIVED'], to: 'COMPLETED', by: ['purchaseOrder.write'] },
  },
})
export type PurchaseOrderAction = keyof typeof purchaseOrderLifecycle.actions
