import { allowedActions, defineLifecycle } from '../core/lifecycle.ts'
import type { Permission } from '../permissions.ts'

export const customerReturnStatuses = [
  'REQUESTED',
  'APPROVED',
  'RECEIVED',
  'INSPECTED',
  'RESTOCKED',
  'SCRAPPED',
  'REJECTED',
  'CANCELLED',
] as const
export type CustomerReturnStatus = (typeof customerReturnStatuses)[number]

export const customerReturnLifecycle = defineLifecycle({
  entity: 'customerReturn',
  label: 'return',
  states: customerReturnStatuses,
  initial: 'REQUESTED',
  actions: {
    approve: { from: ['REQUESTED'], to: 'APPROVED', by: ['customerReturn.approve'] },
    reject: { from: ['REQUESTED'], to: 'REJECTED', by: ['customerReturn.approve'] },
    /** CUSTOMERS → QUARANTINE. */
    receive: { from: ['APPROVED'], to: 'RECEIVED', by: ['customerReturn.handle'] },
    inspect: { from: ['RECEIVED'], to: 'INSPECTED', by: ['customerReturn.handle'] },
    /** What passed goes to storage, what failed to scrap. */
    restock: { from: ['INSPECTED'], to: 'RESTOCKED', by: ['customerReturn.handle'] },
    /** Where nothing passed. */
    scrap: { from: ['INSPECTED'], to: 'SCRAPPED', by: ['customerReturn.handle'] },
    cancel: { from: ['REQUESTED', 'APPROVED'], to: 'CANCELLED', by: ['customerReturn.write'] },
  },
})
/** A credit changes no state: it is written once, for what came back, whatever became of it. */
export type CustomerReturnAction = keyof typeof customerReturnLifecycle.actions | 'credit'
export const customerReturnActions: readonly CustomerReturnAction[] = [
  ...(Object.keys(customerReturnLifecycle.actions) as (keyof typeof customerReturnLifecycle.actions)[]),
  'credit',
]
/** When what came back has been looked at. */
export const creditable: readonly CustomerReturnStatus[] = ['INSPECTED', 'RESTOCKED', 'SCRAPPED']

/** What a caller may do to a return now: it is restocked where anything passed its inspection, and scrapped where not. */
export function customerReturnActionsFor(
  customerReturn: { status: CustomerReturnStatus; anyPassed: boolean; credited: boolean },
  caller: { permissions: ReadonlySet<Permission> },
): CustomerReturnAction[] {
  const { status, anyPassed, credited } = customerReturn
  const other = anyPassed ? 'scrap' : 'restock'
  const steps = allowedActions(customerReturnLifecycle, status, caller).filter((action) => action !== other)
  const credits = !credited && creditable.includes(status) && caller.permissions.has('customerReturn.credit')
  return credits ? [...steps, 'credit'] : steps
}
