import { allowedActions, defineLifecycle } from '../core/lifecycle.ts'
import type { Permission } from '../permissions.ts'

export const inspectionStatuses = ['OPEN', 'PASSED', 'FAILED', 'CANCELLED'] as const
export type InspectionStatus = (typeof inspectionStatuses)[number]

export const inspectionLifecycle = defineLifecycle({
  entity: 'inspection',
  label: 'inspection',
  states: inspectionStatuses,
  initial: 'OPEN',
  actions: {
    /** Its readings and its result, at once: it passes. */
    pass: { from: ['OPEN'], to: 'PASSED', by: ['inspection.write'] },
    /** It fails, which opens a non-conformance. */
    fail: { from: ['OPEN'], to: 'FAILED', by: ['inspection.write'] },
    /** Not wanted any more; only where no goods wait for it. */
    cancel: { from: ['OPEN'], to: 'CANCELLED', by: ['inspection.write'] },
  },
})
export type InspectionAction = keyof typeof inspectionLifecycle.actions

/** What a caller may do to an inspection now. Goods that wait for one are never left without it. */
export function inspectionActionsFor(
  inspection: { status: InspectionStatus; held: boolean },
  caller: { permissions: ReadonlySet<Permission> },
): InspectionAction[] {
  return allowedActions(inspectionLifecycle, inspection.status, caller).filter(
    (action) => action !== 'cancel' || !inspection.held,
  )
}
