import { getQueryKey } from '@trpc/react-query'
import { trpc } from '../trpc.ts'
import {
  components,
  frame,
  frameLists,
  idOf,
  machineFigures,
  statistics,
  stock,
  type Touched,
  workOrder,
  workOrderLists,
} from './keys.ts'

/** What is made: work, production, machines and quality. */
export const makingTouched: Touched<
  | 'task'
  | 'workOrder'
  | 'productionOrder'
  | 'machine'
  | 'machineCalendar'
  | 'productionSettings'
  | 'inspectionPlan'
  | 'inspection'
  | 'nonConformance'
> = {
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
}
