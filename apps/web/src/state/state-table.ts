import type { BomStatus } from '@framewright/contracts/bom/bom.lifecycle'
import type { BomComparison } from '@framewright/contracts/bom/bom.schema'
import type { CustomerReturnStatus } from '@framewright/contracts/customer-return/customer-return.lifecycle'
import type { FulfilmentStatus } from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import type { InspectionStatus } from '@framewright/contracts/inspection/inspection.lifecycle'
import type { Clearance } from '@framewright/contracts/inspection/inspection.schema'
import type { InspectionType } from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import type { InvoiceStatus } from '@framewright/contracts/invoice/invoice.status'
import type { MachineStateName } from '@framewright/contracts/machine/machine.states'
import type {
  Disposition,
  NonConformanceStatus,
} from '@framewright/contracts/non-conformance/non-conformance.lifecycle'
import type { Severity } from '@framewright/contracts/non-conformance/non-conformance.words'
import type { ProductionOrderStatus } from '@framewright/contracts/production-order/production-order.lifecycle'
import type { PurchaseOrderStatus } from '@framewright/contracts/purchase-order/purchase-order.lifecycle'
import type { SalesOrderStatus } from '@framewright/contracts/sales-order/sales-order.lifecycle'
import type { StockCount } from '@framewright/contracts/stock-count/stock-count.schema'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import type { TaskStatus } from '@framewright/contracts/task/task.lifecycle'
import type { WorkOrderStatus } from '@framewright/contracts/work-order/work-order.lifecycle'
import type { Priority } from '@framewright/contracts/work-order/work-order.schema'
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowsExchange,
  IconArrowUp,
  IconBan,
  IconCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleHalf2,
  IconCircleX,
  IconClockExclamation,
  IconEqual,
  IconFlame,
  IconHammer,
  IconHourglassHigh,
  IconLayoutBoard,
  IconLock,
  IconMinus,
  IconPackage,
  IconPackageImport,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlus,
  IconPower,
  IconSearch,
  IconTool,
  IconTrash,
  IconTruckDelivery,
  IconUserOff,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'

/**
 * What a colour means, everywhere: neutral draft, blue open, amber waiting or short, green done, red refused or late.
 */
export type StateColor = 'gray' | 'blue' | 'yellow' | 'green' | 'red'

export interface StateLook {
  word: string
  color: StateColor
  icon: ComponentType<{ size?: number | string; 'aria-hidden'?: boolean }>
}

/** The one table from states to how they look. A state missing here does not compile. */
export const states = {
  workOrder: {
    PENDING: { word: 'Pending', color: 'gray', icon: IconCircleDashed },
    IN_PROGRESS: { word: 'In progress', color: 'blue', icon: IconPlayerPlay },
    COMPLETED: { word: 'Completed', color: 'green', icon: IconCircleCheck },
    CANCELLED: { word: 'Cancelled', color: 'red', icon: IconBan },
  } satisfies Record<WorkOrderStatus, StateLook>,
  task: {
    PENDING: { word: 'Pending', color: 'gray', icon: IconCircleDashed },
    IN_PROGRESS: { word: 'In progress', color: 'blue', icon: IconPlayerPlay },
    PAUSED: { word: 'Paused', color: 'yellow', icon: IconPlayerPause },
    COMPLETED: { word: 'Completed', color: 'green', icon: IconCircleCheck },
    CANCELLED: { word: 'Cancelled', color: 'red', icon: IconBan },
  } satisfies Record<TaskStatus, StateLook>,
  productionOrder: {
    DRAFT: { word: 'Draft', color: 'gray', icon: IconCircleDashed },
    RELEASED: { word: 'Released', color: 'blue', icon: IconCircle },
    IN_PROGRESS: { word: 'In progress', color: 'blue', icon: IconPlayerPlay },
    ON_HOLD: { word: 'On hold', color: 'yellow', icon: IconPlayerPause },
    COMPLETED: { word: 'Completed', color: 'green', icon: IconCircleCheck },
    CLOSED: { word: 'Closed', color: 'gray', icon: IconLock },
    CANCELLED: { word: 'Cancelled', color: 'red', icon: IconBan },
  } satisfies Record<ProductionOrderStatus, StateLook>,
  /** What a machine does now. */
  machine: {
    RUNNING: { word: 'Running', color: 'green', icon: IconPlayerPlay },
    IDLE: { word: 'Idle', color: 'yellow', icon: IconPlayerPause },
    DOWN: { word: 'Down', color: 'red', icon: IconAlertTriangle },
    MAINTENANCE: { word: 'Maintenance', color: 'blue', icon: IconTool },
    OFF: { word: 'Off', color: 'gray', icon: IconPower },
  } satisfies Record<MachineStateName, StateLook>,
  purchaseOrder: {
    PENDING: { word: 'Pending', color: 'blue', icon: IconCircle },
    PARTIALLY_RECEIVED: { word: 'Partly received', color: 'yellow', icon: IconCircleHalf2 },
    COMPLETED: { word: 'Completed', color: 'green', icon: IconCircleCheck },
    CANCELLED: { word: 'Cancelled', color: 'red', icon: IconBan },
  } satisfies Record<PurchaseOrderStatus, StateLook>,
  salesOrder: {
    DRAFT: { word: 'Draft', color: 'gray', icon: IconCircleDashed },
    CONFIRMED: { word: 'Confirmed', color: 'blue', icon: IconCircle },
    SHIPPED: { word: 'Shipped', color: 'yellow', icon: IconTruckDelivery },
    DELIVERED: { word: 'Delivered', color: 'green', icon: IconCircleCheck },
    CANCELLED: { word: 'Cancelled', color: 'red', icon: IconBan },
  } satisfies Record<SalesOrderStatus, StateLook>,
  /** How far an invoice's goods are. */
  invoice: {
    CREATED: { word: 'Created', color: 'gray', icon: IconCircleDashed },
    PENDING: { word: 'Pending', color: 'blue', icon: IconCircle },
    PICKED: { word: 'Picked', color: 'blue', icon: IconCircleHalf2 },
    PACKING: { word: 'Packing', color: 'blue', icon: IconPlayerPlay },
    PACKED: { word: 'Packed', color: 'blue', icon: IconPackage },
    DISPATCHED: { word: 'Dispatched', color: 'yellow', icon: IconTruckDelivery },
    DELIVERED: { word: 'Delivered', color: 'green', icon: IconCircleCheck },
    CANCELLED: { word: 'Cancelled', color: 'red', icon: IconBan },
  } satisfies Record<InvoiceStatus, StateLook>,
  /** In the words of the dispatch board: whom it waits for. */
  fulfilment: {
    CREATED: { word: 'Waiting for stock', color: 'yellow', icon: IconHourglassHigh },
    PENDING: { word: 'To pick', color: 'blue', icon: IconCircle },
    PICKED: { word: 'To pack', color: 'blue', icon: IconCircleHalf2 },
    PACKING: { word: 'Packing', color: 'blue', icon: IconPlayerPlay },
    PACKED: { word: 'Packed', color: 'blue', icon: IconPackage },
    DISPATCHED: { word: 'On its way', color: 'yellow', icon: IconTruckDelivery },
    DELIVERED: { word: 'Delivered', color: 'green', icon: IconCircleCheck },
    CANCELLED: { word: 'Cancelled', color: 'red', icon: IconBan },
  } satisfies Record<FulfilmentStatus, StateLook>,
  customerReturn: {
    REQUESTED: { word: 'Requested', color: 'yellow', icon: IconHourglassHigh },
    APPROVED: { word: 'Approved', color: 'blue', icon: IconCircle },
    RECEIVED: { word: 'To inspect', color: 'blue', icon: IconPackageImport },
    INSPECTED: { word: 'Inspected', color: 'blue', icon: IconSearch },
    RESTOCKED: { word: 'Restocked', color: 'green', icon: IconCircleCheck },
    SCRAPPED: { word: 'Scrapped', color: 'gray', icon: IconTrash },
    REJECTED: { word: 'Rejected', color: 'red', icon: IconBan },
    CANCELLED: { word: 'Cancelled', color: 'red', icon: IconBan },
  } satisfies Record<CustomerReturnStatus, StateLook>,
  inspection: {
    OPEN: { word: 'To inspect', color: 'yellow', icon: IconSearch },
    PASSED: { word: 'Passed', color: 'green', icon: IconCircleCheck },
    FAILED: { word: 'Failed', color: 'red', icon: IconCircleX },
    CANCELLED: { word: 'Cancelled', color: 'red', icon: IconBan },
  } satisfies Record<InspectionStatus, StateLook>,
  /** How a part of a delivery stands to its outgoing inspection. */
  clearance: {
    MISSING: { word: 'Not inspected', color: 'yellow', icon: IconHourglassHigh },
    OPEN: { word: 'To inspect', color: 'yellow', icon: IconSearch },
    FAILED: { word: 'Failed inspection', color: 'red', icon: IconCircleX },
    PARTLY: { word: 'Passed in part', color: 'yellow', icon: IconCircleHalf2 },
    PASSED: { word: 'Passed', color: 'green', icon: IconCircleCheck },
  } satisfies Record<Clearance, StateLook>,
  inspectionType: {
    INCOMING: { word: 'Incoming', color: 'gray', icon: IconPackageImport },
    IN_PROCESS: { word: 'In process', color: 'gray', icon: IconHammer },
    OUTGOING: { word: 'Outgoing', color: 'gray', icon: IconTruckDelivery },
    TRANSFER: { word: 'Transfer', color: 'gray', icon: IconArrowsExchange },
  } satisfies Record<InspectionType, StateLook>,
  nonConformance: {
    OPEN: { word: 'To decide', color: 'yellow', icon: IconHourglassHigh },
    DISPOSITIONED: { word: 'Decided', color: 'blue', icon: IconCircleHalf2 },
    CLOSED: { word: 'Closed', color: 'green', icon: IconCircleCheck },
  } satisfies Record<NonConformanceStatus, StateLook>,
  disposition: {
    USE_AS_IS: { word: 'Use as is', color: 'green', icon: IconCircleCheck },
    REWORK: { word: 'Rework', color: 'blue', icon: IconHammer },
    REMAKE: { word: 'Remake', color: 'blue', icon: IconPlayerPlay },
    SCRAP: { word: 'Scrap', color: 'gray', icon: IconTrash },
    RETURN: { word: 'Return to supplier', color: 'gray', icon: IconTruckDelivery },
  } satisfies Record<Disposition, StateLook>,
  severity: {
    MINOR: { word: 'Minor', color: 'gray', icon: IconArrowDown },
    MAJOR: { word: 'Major', color: 'yellow', icon: IconArrowUp },
    CRITICAL: { word: 'Critical', color: 'red', icon: IconFlame },
  } satisfies Record<Severity, StateLook>,
  stockCount: {
    OPEN: { word: 'Open', color: 'blue', icon: IconCircle },
    POSTED: { word: 'Posted', color: 'green', icon: IconCircleCheck },
    CANCELLED: { word: 'Cancelled', color: 'red', icon: IconBan },
  } satisfies Record<StockCount['status'], StateLook>,
  priority: {
    LOW: { word: 'Low', color: 'gray', icon: IconArrowDown },
    NORMAL: { word: 'Normal', color: 'gray', icon: IconEqual },
    HIGH: { word: 'High', color: 'yellow', icon: IconArrowUp },
    URGENT: { word: 'Urgent', color: 'red', icon: IconFlame },
  } satisfies Record<Priority, StateLook>,
  taskKind: {
    ASSEMBLY: { word: 'Assembly', color: 'gray', icon: IconHammer },
    GLAZING: { word: 'Glazing', color: 'gray', icon: IconLayoutBoard },
    INSTALLATION: { word: 'Installation', color: 'gray', icon: IconTruckDelivery },
  } satisfies Record<TaskKind, StateLook>,
  apiKey: {
    ACTIVE: { word: 'Active', color: 'green', icon: IconCircleCheck },
    EXPIRED: { word: 'Expired', color: 'gray', icon: IconHourglassHigh },
    REVOKED: { word: 'Revoked', color: 'red', icon: IconBan },
  } satisfies Record<string, StateLook>,
  badge: {
    ACTIVE: { word: 'Active', color: 'green', icon: IconCircleCheck },
    REVOKED: { word: 'Revoked', color: 'red', icon: IconBan },
  } satisfies Record<string, StateLook>,
  /** What is true of a document beside its state. */
  bom: {
    IN_FORCE: { word: 'In force', color: 'green', icon: IconCircleCheck },
    DRAFT: { word: 'Draft', color: 'gray', icon: IconCircleDashed },
    RELEASED: { word: 'Released', color: 'blue', icon: IconCircle },
  } satisfies Record<BomStatus | 'IN_FORCE', StateLook>,
  bomChange: {
    ADDED: { word: 'Added', color: 'green', icon: IconPlus },
    REMOVED: { word: 'Removed', color: 'red', icon: IconMinus },
    CHANGED: { word: 'Changed', color: 'yellow', icon: IconCircleHalf2 },
    SAME: { word: 'Same', color: 'gray', icon: IconCircle },
  } satisfies Record<BomComparison['lines'][number]['change'], StateLook>,
  flag: {
    LATE: { word: 'Late', color: 'red', icon: IconClockExclamation },
    SHORT: { word: 'Short', color: 'yellow', icon: IconHourglassHigh },
    UNASSIGNED: { word: 'Unassigned', color: 'yellow', icon: IconUserOff },
    ACTIVE: { word: 'Active', color: 'green', icon: IconCircleCheck },
    INACTIVE: { word: 'Inactive', color: 'gray', icon: IconBan },
    WAITING_ROLE: { word: 'Waiting for a role', color: 'yellow', icon: IconHourglassHigh },
  } satisfies Record<string, StateLook>,
} as const

export type StateGroup = keyof typeof states
export type StateName<G extends StateGroup> = keyof (typeof states)[G] & string

/** How a state looks; a neutral word where a newer server names one this page does not know. */
export function lookOf(group: StateGroup, name: string): StateLook {
  const looks: Record<string, StateLook> = states[group]
  return looks[name] ?? { word: name, color: 'gray', icon: IconCircle }
}

/** The names of a group's states, for a list's `listSearch`. */
export const stateNames = <G extends StateGroup>(group: G): StateName<G>[] =>
  Object.keys(states[group]) as StateName<G>[]

/** The states of a group as options of a filter or a select, in lifecycle order. */
export function stateOptions<G extends StateGroup>(group: G): { value: StateName<G>; label: string }[] {
  const looks: Record<string, StateLook> = states[group]
  return Object.entries(looks).map(([value, look]) => ({ value: value as StateName<G>, label: look.word }))
}
