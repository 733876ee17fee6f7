import { defineLifecycle } from '../core/lifecycle.ts'

export const bomStatuses = ['DRAFT', 'RELEASED'] as const
export type BomStatus = (typeof bomStatuses)[number]

/** A revision is drafted, changed and thrown away as long as it is a draft; once released it never changes. */
export const bomLifecycle = defineLifecycle({
  entity: 'bom',
  label: 'bill of materials',
  states: bomStatuses,
  initial: 'DRAFT',
  actions: {
    update: { from: ['DRAFT'], to: 'DRAFT', by: ['bom.write'] },
    release: { from: ['DRAFT'], to: 'RELEASED', by: ['bom.write'] },
  },
})
export type BomAction = keyof typeof bomLifecycle.actions
