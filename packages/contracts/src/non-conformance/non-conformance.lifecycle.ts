import { allowedActions, defineLifecycle } from '../core/lifecycle.ts'
import type { Permission } from '../permissions.ts'

export const nonConformanceStatuses = ['OPEN', 'DISPOSITIONED', 'CLOSED'] as const
export type NonConformanceStatus = (typeof nonConformanceStatuses)[number]

/** What becomes of what is not as it should be. */
export const dispositions = ['USE_AS_IS', 'REWORK', 'REMAKE', 'SCRAP', 'RETURN'] as const
export type Disposition = (typeof dispositions)[number]

export const nonConformanceLifecycle = defineLifecycle({
  entity: 'nonConformance',
  label: 'non-conformance',
  states: nonConformanceStatuses,
  initial: 'OPEN',
  actions: {
    decide: { from: ['OPEN'], to: 'DISPOSITIONED', by: ['nonConformance.decide'] },
    /** Once what was decided is done. */
    close: { from: ['DISPOSITIONED'], to: 'CLOSED', by: ['nonConformance.decide'] },
  },
})
export type NonConformanceAction = keyof typeof nonConformanceLifecycle.actions

/** What a caller may do to a non-conformance now. */
export const nonConformanceActionsFor = (
  { status }: { status: NonConformanceStatus },
  caller: { permissions: ReadonlySet<Permission> },
): NonConformanceAction[] => allowedActions(nonConformanceLifecycle, status, caller)

/**
 * What can be decided of one: it is sent back where it came from a supplier and is held, mended or made anew where it is
 * made here, and taken as it is by who may concede that.
 */
export function dispositionsFor(
  one: { fromSupplier: boolean; held: boolean; makeable: boolean },
  caller: { permissions: ReadonlySet<Permission> },
): Disposition[] {
  return dispositions.filter((disposition) => {
    switch (disposition) {
      case 'USE_AS_IS':
        return caller.permissions.has('nonConformance.concede')
      case 'RETURN':
        return one.fromSupplier && one.held
      case 'REMAKE':
        return one.makeable
      default:
        return true
    }
  })
}
