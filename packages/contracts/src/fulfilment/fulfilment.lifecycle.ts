import { allowedActions, defineLifecycle } from '../core/lifecycle.ts'
import type { Permission } from '../permissions.ts'

export const fulfilmentStatuses = [
  'CREATED',
  'PENDING',
  'PICKED',
  'PACKING',
  'PACKED',
  'DISPATCHED',
  'DELIVERED',
  'CANCELLED',
] as const
export type FulfilmentStatus = (typeof fulfilmentStatuses)[number]

export const fulfilmentStages = ['PICKING', 'PACKING', 'DELIVERY'] as const
export type FulfilmentStage = (typeof fulfilmentStages)[number]

export const deliveryTypes = ['DIRECT', 'COURIER', 'INTERNAL'] as const
export type DeliveryType = (typeof deliveryTypes)[number]

export const fulfilmentLifecycle = defineLifecycle({
  entity: 'fulfilment',
  label: 'fulfilment',
  states: fulfilmentStatuses,
  initial: 'CREATED',
  actions: {
    /** Its stock is promised: it waits for a picker from now on. */
    release: { from: ['CREATED'], to: 'PENDING', by: ['fulfilment.write'] },
    startPicking: { from: ['PENDING'], to: 'PENDING', by: ['fulfilment.pick'] },
    completePicking: { from: ['PENDING'], to: 'PICKED', by: ['fulfilment.pick'] },
    startPacking: { from: ['PICKED'], to: 'PACKING', by: ['fulfilment.pack'] },
    completePacking: { from: ['PACKING'], to: 'PACKED', by: ['fulfilment.pack'] },
    /** Leaves the house: begins its delivery. */
    dispatch: { from: ['PACKED'], to: 'DISPATCHED', by: ['fulfilment.deliver'] },
    /** Has arrived: completes its delivery. */
    deliver: { from: ['DISPATCHED'], to: 'DELIVERED', by: ['fulfilment.deliver'] },
    /** What was picked goes back where it came from. */
    cancel: {
      from: ['CREATED', 'PENDING', 'PICKED', 'PACKING', 'PACKED'],
      to: 'CANCELLED',
      by: ['fulfilment.write'],
    },
  },
})
export type FulfilmentAction = keyof typeof fulfilmentLifecycle.actions | 'undo'
export const fulfilmentActions: readonly [FulfilmentAction, ...FulfilmentAction[]] = [
  'undo',
  ...(Object.keys(fulfilmentLifecycle.actions) as FulfilmentAction[]),
]

/** Which stage a fulfilment is at in a state, and so whose work it waits for; undefined where it waits for nobody. */
export const stageOf: Record<FulfilmentStatus, FulfilmentStage | undefined> = {
  CREATED: undefined,
  PENDING: 'PICKING',
  PICKED: 'PACKING',
  PACKING: 'PACKING',
  PACKED: 'DELIVERY',
  DISPATCHED: 'DELIVERY',
  DELIVERED: undefined,
  CANCELLED: undefined,
}

/** What somebody needs to work at a stage. */
export const stagePermission: Record<FulfilmentStage, Permission> = {
  PICKING: 'fulfilment.pick',
  PACKING: 'fulfilment.pack',
  DELIVERY: 'fulfilment.deliver',
}

/**
 * Undoing takes back the last start or completion, one at a time: a completion undone leaves its session open again, a
 * start undone ends it as undone. `picking` says whether a PENDING one has its picking under way.
 */
export function undoneTo(status: FulfilmentStatus, picking: boolean): FulfilmentStatus | undefined {
  switch (status) {
    case 'PENDING':
      return picking ? 'PENDING' : undefined
    case 'PICKED':
      return 'PENDING'
    case 'PACKING':
      return 'PICKED'
    case 'PACKED':
      return 'PACKING'
    case 'DISPATCHED':
      return 'PACKED'
    case 'DELIVERED':
      return 'DISPATCHED'
    case 'CREATED':
    case 'CANCELLED':
      return undefined
    default:
      return status satisfies never
  }
}

/** What a caller may do to a fulfilment now. Whether its picking has begun is not in its state, so it is said beside it. */
export function fulfilmentActionsFor(
  fulfilment: { status: FulfilmentStatus; picking: boolean },
  caller: { permissions: ReadonlySet<Permission> },
): FulfilmentAction[] {
  const steps: FulfilmentAction[] = allowedActions(fulfilmentLifecycle, fulfilment.status, caller).filter(
    (action) =>
      (action !== 'startPicking' || !fulfilment.picking) && (action !== 'completePicking' || fulfilment.picking),
  )
  const undoes =
    caller.permissions.has('fulfilment.undo') && undoneTo(fulfilment.status, fulfilment.picking) !== undefined
  return undoes ? [...steps, 'undo'] : steps
}
