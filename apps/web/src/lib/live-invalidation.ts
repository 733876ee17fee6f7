import type { EventEntity, LiveEvent } from '@framewright/contracts/event/event.schema'
import type { QueryKey } from '@tanstack/react-query'
import { getQueryKey } from '@trpc/react-query'
import { trpc } from './trpc.ts'

/** As much of an event as decides what it touches. */
export type Touch = Pick<LiveEvent, 'entity' | 'entityId' | 'payload'>

/** An identifier the event carries beside its own: the frame of a task, the supplier of an order. */
function idOf(event: Touch, name: string): number | undefined {
  const value = event.payload[name]
  return typeof value === 'number' ? value : undefined
}

/** One document, or all of its kind where the event does not say which. */
const frame = (id: number | undefined): QueryKey =>
  id === undefined ? getQueryKey(trpc.frame.get) : getQueryKey(trpc.frame.get, { id })
const workOrder = (id: number | undefined): QueryKey =>
  id === undefined ? getQueryKey(trpc.workOrder.get) : getQueryKey(trpc.workOrder.get, { id })

const statistics = (): QueryKey => getQueryKey(trpc.statistics)
const stock = (): QueryKey[] => [
  getQueryKey(trpc.stock.balances),
  getQueryKey(trpc.stock.erpBalances),
  getQueryKey(trpc.stock.movements),
  getQueryKey(trpc.stock.asOf),
  getQueryKey(trpc.stock.overview),
  getQueryKey(trpc.stock.status),
  getQueryKey(trpc.stock.flow),
  getQueryKey(trpc.stock.slowMovers),
  getQueryKey(trpc.stock.reorderProposals),
]
/** What tells how much there is of a component. */
const components = (): QueryKey[] => [
  getQueryKey(trpc.bom.get),
  getQueryKey(trpc.bom.explode),
  getQueryKey(trpc.productionOrder.get),
  getQueryKey(trpc.productionPlan.preview),
]
/** What is scheduled on machines, and what they made. */
const machineFigures = (): QueryKey[] => [
  getQueryKey(trpc.machine.board),
  getQueryKey(trpc.machine.unscheduled),
  getQueryKey(trpc.machine.capacity),
  getQueryKey(trpc.machine.performance),
  getQueryKey(trpc.productionOutput),
  getQueryKey(trpc.productionOrder.suggest),
]
const workOrderLists = (): QueryKey[] => [getQueryKey(trpc.workOrder.list), getQueryKey(trpc.workOrder.count)]
const frameLists = (): QueryKey[] => [getQueryKey(trpc.frame.list), getQueryKey(trpc.frame.count)]

/**
 * The one table from what an event is about to the queries that read it; `live.ts` and `useDocumentAction` refetch
 * exactly these. An entity missing here does not compile.
 */
const touched: Record<EventEntity, (event: Touch) => QueryKey[]> = {
  frame: ({ entityId: id }) => [
    ...frameLists(),
    frame(id),
    getQueryKey(trpc.frame.bom, { id }),
    getQueryKey(trpc.bom),
    getQueryKey(trpc.productionPlan.preview),
    // A draft shows what the bill of materials in force would take.
    getQueryKey(trpc.productionOrder.get),
    getQueryKey(trpc.frame.facets),
    // A frame is an item, and its opening stock a movement.
    getQueryKey(trpc.item.list),
    getQueryKey(trpc.item.get, { id }),
    ...stock(),
    statistics(),
  ],
  item: ({ entityId: id }) => [
    getQueryKey(trpc.item.list),
    getQueryKey(trpc.item.get, { id }),
    // A component's name, unit and stock stand in the bills of materials and the orders that use it.
    getQueryKey(trpc.frame.bom),
    getQueryKey(trpc.bom),
    getQueryKey(trpc.productionOrder),
    getQueryKey(trpc.productionPlan),
    ...stock(),
    statistics(),
  ],
  task: (event) => [
    getQueryKey(trpc.task.list),
    getQueryKey(trpc.task.bench),
    getQueryKey(trpc.task.get, { id: event.entityId }),
    // Completing one moves its frame on and consumes its materials.
    ...frameLists(),
    frame(idOf(event, 'itemId') ?? idOf(event, 'frameId')),
    getQueryKey(trpc.frame.bom),
    ...components(),
    getQueryKey(trpc.item),
    ...stock(),
    ...workOrderLists(),
    workOrder(idOf(event, 'workOrderId')),
    getQueryKey(trpc.workOrder.suggestAssignee),
    statistics(),
  ],
  workOrder: ({ entityId: id }) => [
    ...workOrderLists(),
    workOrder(id),
    getQueryKey(trpc.workOrder.suggestAssignee),
    // Cancelling one cancels its tasks, and a task shows its order's number, day and priority.
    getQueryKey(trpc.task),
    statistics(),
  ],
  productionOrder: ({ entityId: id }) => [
    getQueryKey(trpc.productionOrder.list),
    getQueryKey(trpc.productionOrder.count),
    getQueryKey(trpc.productionOrder.get, { id }),
    // A task shows its order, and what lies before its stage; a non-conformance the order that makes it anew.
    getQueryKey(trpc.task),
    getQueryKey(trpc.nonConformance.get),
    ...machineFigures(),
    // Its materials are promised and moved, its product comes into stock.
    getQueryKey(trpc.item),
    getQueryKey(trpc.frame),
    getQueryKey(trpc.bom.get),
    getQueryKey(trpc.bom.explode),
    // What it makes and takes is counted in what else has to be made.
    getQueryKey(trpc.productionPlan),
    getQueryKey(trpc.salesOrder.get),
    ...stock(),
    statistics(),
  ],
  machine: ({ entityId: id }) => [
    getQueryKey(trpc.machine.list),
    getQueryKey(trpc.machine.get, { id }),
    getQueryKey(trpc.machine.states),
    getQueryKey(trpc.machine.reasons),
    ...machineFigures(),
  ],
  machineCalendar: () => [
    getQueryKey(trpc.machineCalendar),
    // When machines are open decides what fits, and what was planned.
    getQueryKey(trpc.machine.list),
    getQueryKey(trpc.machine.get),
    ...machineFigures(),
  ],
  productionSettings: () => [getQueryKey(trpc.productionOrder.settings)],
  purchaseOrder: ({ entityId: id }) => [
    getQueryKey(trpc.purchaseOrder.list),
    getQueryKey(trpc.purchaseOrder.count),
    getQueryKey(trpc.purchaseOrder.get, { id }),
    // A receipt moves stock of any of its lines' items.
    getQueryKey(trpc.item),
    getQueryKey(trpc.frame),
    ...components(),
    ...stock(),
    statistics(),
  ],
  supplier: ({ entityId: id }) => [
    getQueryKey(trpc.supplier.list),
    getQueryKey(trpc.supplier.get, { id }),
    // Orders show their supplier's name.
    getQueryKey(trpc.purchaseOrder.list),
    getQueryKey(trpc.purchaseOrder.get),
  ],
  customer: ({ entityId: id }) => [
    getQueryKey(trpc.customer.list),
    getQueryKey(trpc.customer.count),
    getQueryKey(trpc.customer.get, { id }),
    // Orders show their customer's name, and merging gives them another.
    getQueryKey(trpc.salesOrder),
    getQueryKey(trpc.invoice),
    getQueryKey(trpc.fulfilment.list),
    getQueryKey(trpc.fulfilment.get),
    getQueryKey(trpc.customerReturn.list),
    getQueryKey(trpc.customerReturn.get),
  ],
  salesOrder: () => [
    // Confirming promises stock and shipping moves it: what is available changes wherever its items stand, on other
    // orders too.
    getQueryKey(trpc.salesOrder),
    // How far an own invoice's goods are is how far its order is.
    getQueryKey(trpc.invoice),
    getQueryKey(trpc.item),
    getQueryKey(trpc.frame),
    ...components(),
    // What a fulfilment waits for may be promised to the order.
    getQueryKey(trpc.fulfilment),
    // What of it is about to leave, and so has to be inspected.
    getQueryKey(trpc.inspection.delivery),
    getQueryKey(trpc.customerReturn.returnable),
    ...stock(),
    statistics(),
  ],
  invoice: ({ entityId: id, payload }) => [
    getQueryKey(trpc.invoice.list),
    getQueryKey(trpc.invoice.count),
    getQueryKey(trpc.invoice.sources),
    getQueryKey(trpc.invoice.get, { id }),
    // An own invoice bills a part of its order.
    ...(typeof payload.salesOrderId === 'number'
      ? [getQueryKey(trpc.salesOrder.get, { id: payload.salesOrderId })]
      : []),
    statistics(),
  ],
  // Picking moves stock into staging and dispatching out of the house; the order counts it as shipped.
  fulfilment: ({ entityId: id }) => [
    getQueryKey(trpc.fulfilment.list),
    getQueryKey(trpc.fulfilment.count),
    getQueryKey(trpc.fulfilment.get, { id }),
    getQueryKey(trpc.fulfilment.tasks),
    getQueryKey(trpc.fulfilment.pickList),
    getQueryKey(trpc.inspection.delivery),
    getQueryKey(trpc.customerReturn.returnable),
    getQueryKey(trpc.salesOrder),
    getQueryKey(trpc.invoice),
    getQueryKey(trpc.item),
    getQueryKey(trpc.frame),
    ...components(),
    ...stock(),
    statistics(),
  ],
  // It is received into quarantine, and goes to storage or to scrap.
  customerReturn: ({ entityId: id }) => [
    getQueryKey(trpc.customerReturn.list),
    getQueryKey(trpc.customerReturn.get, { id }),
    getQueryKey(trpc.customerReturn.returnable),
    getQueryKey(trpc.salesOrder),
    getQueryKey(trpc.item),
    getQueryKey(trpc.frame),
    ...components(),
    ...stock(),
    statistics(),
  ],
  inspectionPlan: ({ entityId: id }) => [
    getQueryKey(trpc.inspectionPlan.list),
    getQueryKey(trpc.inspectionPlan.get, { id }),
    // Whether a delivery needs an inspection is what the plans say.
    getQueryKey(trpc.inspection.delivery),
    getQueryKey(trpc.quality),
  ],
  // What passes goes on and what fails waits: stock moves, a delivery may leave or not, and a bench has something to do or not.
  inspection: ({ entityId: id }) => [
    getQueryKey(trpc.inspection.list),
    getQueryKey(trpc.inspection.count),
    getQueryKey(trpc.inspection.pending),
    getQueryKey(trpc.inspection.get, { id }),
    getQueryKey(trpc.inspection.delivery),
    getQueryKey(trpc.nonConformance.get),
    getQueryKey(trpc.quality),
    getQueryKey(trpc.task),
    getQueryKey(trpc.item),
    getQueryKey(trpc.frame),
    ...components(),
    ...stock(),
    statistics(),
  ],
  nonConformance: ({ entityId: id }) => [
    getQueryKey(trpc.nonConformance.list),
    getQueryKey(trpc.nonConformance.count),
    getQueryKey(trpc.nonConformance.defects),
    getQueryKey(trpc.nonConformance.get, { id }),
    getQueryKey(trpc.inspection.get),
    getQueryKey(trpc.inspection.delivery),
    getQueryKey(trpc.quality),
    // What is sent back is counted by its purchase order, what is lost by its work order or production order, and what is
    // left for the benches.
    getQueryKey(trpc.purchaseOrder.get),
    getQueryKey(trpc.workOrder.get),
    getQueryKey(trpc.task),
    getQueryKey(trpc.item),
    getQueryKey(trpc.frame),
    ...components(),
    ...stock(),
    statistics(),
  ],
  category: () => [
    getQueryKey(trpc.category),
    // Items show the path of theirs.
    getQueryKey(trpc.item),
  ],
  location: ({ entityId: id }) => [
    getQueryKey(trpc.stock.locations),
    getQueryKey(trpc.stock.location, { id }),
    // Balances and movements name their places.
    ...stock(),
    getQueryKey(trpc.stockCount),
  ],
  stock: () => [
    ...stock(),
    getQueryKey(trpc.item),
    getQueryKey(trpc.frame),
    // The lines of an order tell what is available of their items.
    getQueryKey(trpc.salesOrder.get),
    ...components(),
    statistics(),
  ],
  stockCount: () => [
    getQueryKey(trpc.stockCount),
    // Posting one corrects the stock of what was counted.
    ...stock(),
    ...components(),
    getQueryKey(trpc.item),
    getQueryKey(trpc.frame),
    statistics(),
  ],
  user: ({ entityId: id }) => [
    getQueryKey(trpc.user.list),
    getQueryKey(trpc.user.get, { id }),
    getQueryKey(trpc.user.people),
    getQueryKey(trpc.workOrder.suggestAssignee),
    getQueryKey(trpc.department),
    getQueryKey(trpc.jobTitle),
    getQueryKey(trpc.menu.access),
    getQueryKey(trpc.menu.ofUser, { userId: id }),
    // A person's API keys and badges are told of as changes of the person.
    getQueryKey(trpc.apiKey.list),
    getQueryKey(trpc.badge.list),
    getQueryKey(trpc.auth.sessions),
    // Roles count their people, and the home screen those who wait for one.
    getQueryKey(trpc.role.list),
    statistics(),
  ],
  role: ({ entityId: id }) => [
    getQueryKey(trpc.role.list),
    getQueryKey(trpc.role.get, { id }),
    getQueryKey(trpc.user.list),
    getQueryKey(trpc.user.get),
    getQueryKey(trpc.user.people),
    getQueryKey(trpc.menu.access),
    getQueryKey(trpc.menu.ofUser),
  ],
  shop: () => [getQueryKey(trpc.shop)],
  // Whole tables may be gone: whatever this screen shows is read again when it is looked at.
  developer: () => [getQueryKey(trpc.developer)],
  department: () => [getQueryKey(trpc.department), getQueryKey(trpc.user.list), getQueryKey(trpc.user.get)],
  jobTitle: () => [getQueryKey(trpc.jobTitle), getQueryKey(trpc.user.list), getQueryKey(trpc.user.get)],
  // An import may have brought anything that can be imported.
  importRun: () => [
    getQueryKey(trpc.frame),
    getQueryKey(trpc.item),
    getQueryKey(trpc.bom),
    getQueryKey(trpc.category),
    getQueryKey(trpc.supplier),
    getQueryKey(trpc.customer),
    getQueryKey(trpc.purchaseOrder),
    getQueryKey(trpc.salesOrder),
    getQueryKey(trpc.invoice),
    getQueryKey(trpc.workOrder),
    getQueryKey(trpc.machine),
    ...stock(),
    statistics(),
  ],
}

/** The queries an event touches, the document's own timeline included. */
export function queriesTouchedBy(event: Touch): QueryKey[] {
  return [
    ...touched[event.entity](event),
    getQueryKey(trpc.event.list),
    // Its files; for an entity that has none there is no such query.
    [['attachment', 'list'], { input: { entity: event.entity, entityId: event.entityId } }],
  ]
}
