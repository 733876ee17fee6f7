import { defineLifecycle } from '../core/lifecycle.ts'

export const workOrderStatuses = ['PENDING', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED'] as const
export type WorkOrderStatus = (typeof workOrderStatuses)[number]

export const workOrderLifecycle = defineLifecycle({
  entity: 'workOrder',
  label: 'work order',
  states: workOrderStatuses,
  initial: 'PENDING',
  actions: {
    start: { from: ['PENDING'], to: 'IN_PROGRESS', by: ['workOrder.perform'] },
    complete: { from: ['IN_PROGRESS'], to: 'COMPLETED', by: ['workOrder.perform'] },
    cancel: { from: ['PENDING', 'IN_PROGRESS'], to: 'CANCELLED', by: ['workOrder.write'] },
    reopen: { from: ['COMPLETED', 'CANCELLED'], to: 'PENDING', by: ['workOrder.reopen'] },
  },
})
export type WorkOrderAction = keyof typeof workOrderLifecycle.actions
