import { defineLifecycle } from '../core/lifecycle.ts'

export const salesOrderStatuses = ['DRAFT', 'CONFIRMED', 'SHIPPED', 'DELIVERED', 'CANCELLED'] as const
export type SalesOrderStatus = (typeof salesOrderStatuses)[number]

export const salesOrderLifecycle = defineLifecycle({
  entity: 'salesOrder',
  label: 'sales order',
  states: salesOrderStatuses,
  initial: 'DRAFT',
  actions: {
    /** Reserves all lines or none. */
    confirm: { from: ['DRAFT'], to: 'CONFIRMED', by: ['salesOrder.write'] },
    /** Stays CONFIRMED while a part is outstanding. */
    ship: { from: ['CONFIRMED'], to: 'SHIPPED', by: ['salesOrder.ship'] },
    deliver: { from: ['SHIPPED'], to: 'DELIVERED', by: ['salesOrder.ship'] },
    /** Releases what is reserved; refused once something has shipped. */
    cancel: { from: ['DRAFT', 'CONFIRMED'], to: 'CANCELLED', by: ['salesOrder.write'] },
  },
})
export type SalesOrderAction = keyof typeof salesOrderLifecycle.actions
