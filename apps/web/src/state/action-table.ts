import type { CustomerReturnAction } from '@framewright/contracts/customer-return/customer-return.lifecycle'
import type { FulfilmentAction } from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import type { InspectionAction } from '@framewright/contracts/inspection/inspection.lifecycle'
import type { NonConformanceAction } from '@framewright/contracts/non-conformance/non-conformance.lifecycle'
import type { ProductionOrderAction } from '@framewright/contracts/production-order/production-order.lifecycle'
import type { PurchaseOrderAction } from '@framewright/contracts/purchase-order/purchase-order.lifecycle'
import type { SalesOrderAction } from '@framewright/contracts/sales-order/sales-order.lifecycle'
import type { StockCount } from '@framewright/contracts/stock-count/stock-count.schema'
import type { TaskAction } from '@framewright/contracts/task/task.lifecycle'
import type { WorkOrderAction } from '@framewright/contracts/work-order/work-order.lifecycle'
import {
  IconArrowBackUp,
  IconBan,
  IconCheck,
  IconClipboardCheck,
  IconGavel,
  IconLock,
  IconPackage,
  IconPackageImport,
  IconPackages,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconReceiptRefund,
  IconScissors,
  IconSearch,
  IconTrash,
  IconTruckDelivery,
  IconX,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'

export interface ActionLook {
  /** The verb on the button. */
  verb: string
  icon: ComponentType<{ size?: number | string; 'aria-hidden'?: boolean }>
  /** Takes something away: shown in red, asked for again before it happens. */
  danger?: boolean
}

/** The one table from lifecycle actions to their buttons, the step forward first. */
export const actions = {
  workOrder: {
    start: { verb: 'Start', icon: IconPlayerPlay },
    complete: { verb: 'Complete', icon: IconCheck },
    reopen: { verb: 'Reopen', icon: IconArrowBackUp },
    cancel: { verb: 'Cancel', icon: IconBan, danger: true },
  } satisfies Record<WorkOrderAction, ActionLook>,
  task: {
    start: { verb: 'Start', icon: IconPlayerPlay },
    resume: { verb: 'Resume', icon: IconPlayerTrackNext },
    complete: { verb: 'Finish', icon: IconCheck },
    pause: { verb: 'Pause', icon: IconPlayerPause },
    cancel: { verb: 'Cancel', icon: IconBan, danger: true },
  } satisfies Record<TaskAction, ActionLook>,
  productionOrder: {
    release: { verb: 'Release', icon: IconClipboardCheck },
    output: { verb: 'Record output', icon: IconPackageImport },
    complete: { verb: 'Complete', icon: IconCheck },
    start: { verb: 'Start', icon: IconPlayerPlay },
    resume: { verb: 'Resume', icon: IconPlayerTrackNext },
    hold: { verb: 'Hold', icon: IconPlayerPause },
    close: { verb: 'Close', icon: IconLock },
    completeShort: { verb: 'Complete short', icon: IconScissors },
    cancel: { verb: 'Cancel', icon: IconBan, danger: true },
  } satisfies Record<ProductionOrderAction, ActionLook>,
  purchaseOrder: {
    receive: { verb: 'Receive', icon: IconPackageImport },
    closeShort: { verb: 'Close short', icon: IconScissors },
    cancel: { verb: 'Cancel', icon: IconBan, danger: true },
  } satisfies Record<PurchaseOrderAction, ActionLook>,
  salesOrder: {
    confirm: { verb: 'Confirm', icon: IconCheck },
    ship: { verb: 'Ship', icon: IconTruckDelivery },
    deliver: { verb: 'Deliver', icon: IconCheck },
    cancel: { verb: 'Cancel', icon: IconBan, danger: true },
  } satisfies Record<SalesOrderAction, ActionLook>,
  fulfilment: {
    release: { verb: 'Release', icon: IconClipboardCheck },
    startPicking: { verb: 'Start picking', icon: IconPlayerPlay },
    completePicking: { verb: 'Complete picking', icon: IconCheck },
    startPacking: { verb: 'Start packing', icon: IconPackages },
    completePacking: { verb: 'Complete packing', icon: IconPackage },
    dispatch: { verb: 'Dispatch', icon: IconTruckDelivery },
    deliver: { verb: 'Deliver', icon: IconCheck },
    undo: { verb: 'Undo', icon: IconArrowBackUp },
    cancel: { verb: 'Cancel', icon: IconBan, danger: true },
  } satisfies Record<FulfilmentAction, ActionLook>,
  customerReturn: {
    approve: { verb: 'Approve', icon: IconCheck },
    receive: { verb: 'Receive', icon: IconPackageImport },
    inspect: { verb: 'Inspect', icon: IconSearch },
    restock: { verb: 'Restock', icon: IconPackage },
    scrap: { verb: 'Scrap', icon: IconTrash, danger: true },
    credit: { verb: 'Credit', icon: IconReceiptRefund },
    reject: { verb: 'Reject', icon: IconBan, danger: true },
    cancel: { verb: 'Cancel', icon: IconBan, danger: true },
  } satisfies Record<CustomerReturnAction, ActionLook>,
  inspection: {
    pass: { verb: 'Pass', icon: IconCheck },
    fail: { verb: 'Fail', icon: IconX, danger: true },
    cancel: { verb: 'Cancel', icon: IconBan, danger: true },
  } satisfies Record<InspectionAction, ActionLook>,
  nonConformance: {
    decide: { verb: 'Decide', icon: IconGavel },
    close: { verb: 'Close', icon: IconLock },
  } satisfies Record<NonConformanceAction, ActionLook>,
  stockCount: {
    post: { verb: 'Post', icon: IconCheck },
    cancel: { verb: 'Cancel', icon: IconBan, danger: true },
  } satisfies Record<StockCount['allowedActions'][number], ActionLook>,
} as const

export type ActionGroup = keyof typeof actions

/** The buttons of a document, in the table's order, from its `allowedActions`. */
export function actionLooks<A extends string>(
  group: ActionGroup,
  allowed: readonly A[],
): (ActionLook & { action: A })[] {
  const looks: Record<string, ActionLook> = actions[group]
  return Object.entries(looks)
    .filter(([action]) => allowed.includes(action as A))
    .map(([action, look]) => ({ ...look, action: action as A }))
}
