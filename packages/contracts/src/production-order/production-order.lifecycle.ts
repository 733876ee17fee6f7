import { defineLifecycle } from '../core/lifecycle.ts'

export const productionOrderStatuses = [
  'DRAFT',
  'RELEASED',
  'IN_PROGRESS',
  'ON_HOLD',
  'COMPLETED',
  'CLOSED',
  'CANCELLED',
] as const
export type ProductionOrderStatus = (typeof productionOrderStatuses)[number]

export const productionOrderLifecycle = defineLifecycle({
  entity: 'productionOrder',
  label: 'production order',
  states: productionOrderStatuses,
  initial: 'DRAFT',
  actions: {
    /** Copies the bill of materials in force and reserves the materials. */
    release: { from: ['DRAFT'], to: 'RELEASED', by: ['productionOrder.write'] },
    start: { from: ['RELEASED'], to: 'IN_PROGRESS', by: ['productionOrder.output', 'productionOrder.write'] },
    /** What was made; starts an order that has not been. */
    output: { from: ['RELEASED', 'IN_PROGRESS'], to: 'IN_PROGRESS', by: ['productionOrder.output'] },
    hold: { from: ['IN_PROGRESS'], to: 'ON_HOLD', by: ['productionOrder.write'] },
    resume: { from: ['ON_HOLD'], to: 'IN_PROGRESS', by: ['productionOrder.write'] },
    /** Once all is made that was planned; on hold too, since there is nothing to go on with. */
    complete: {
      from: ['IN_PROGRESS', 'ON_HOLD'],
      to: 'COMPLETED',
      by: ['productionOrder.output', 'productionOrder.write'],
    },
    completeShort: { from: ['IN_PROGRESS', 'ON_HOLD'], to: 'COMPLETED', by: ['productionOrder.write'] },
    close: { from: ['COMPLETED'], to: 'CLOSED', by: ['productionOrder.write'] },
    cancel: {
      from: ['DRAFT', 'RELEASED', 'IN_PROGRESS', 'ON_HOLD'],
      to: 'CANCELLED',
      by: ['productionOrder.write'],
    },
  },
})
export type ProductionOrderAction = keyof typeof productionOrderLifecycle.actions

/** States in which materials may be reserved for it. */
export const underWay = ['RELEASED', 'IN_PROGRESS', 'ON_HOLD'] as const satisfies readonly ProductionOrderStatus[]
