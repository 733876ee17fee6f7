import { keyOf } from '../query-key.ts'
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
    keyOf('task', 'list'),
    keyOf('task', 'bench'),
    keyOf('task', 'get', { id: event.entityId }),
    // Completing one moves its frame on and consumes its materials.
    ...frameLists(),
    frame(idOf(event, 'itemId') ?? idOf(event, 'frameId')),
    keyOf('frame', 'bom'),
    ...components(),
    keyOf('item'),
    ...stock(),
    ...workOrderLists(),
    workOrder(idOf(event, 'workOrderId')),
    keyOf('workOrder', 'suggestAssignee'),
    statistics(),
  ],
  workOrder: ({ entityId: id }) => [
    ...workOrderLists(),
    workOrder(id),
    keyOf('workOrder', 'suggestAssignee'),
    // Cancelling one cancels its tasks, and a task shows its order's number, day and priority.
    keyOf('task'),
    statistics(),
  ],
  productionOrder: ({ entityId: id }) => [
    keyOf('productionOrder', 'list'),
    keyOf('productionOrder', 'count'),
    keyOf('productionOrder', 'get', { id }),
    // A task shows its order, and what lies before its stage; a non-conformance the order that makes it anew.
    keyOf('task'),
    keyOf('nonConformance', 'get'),
    ...machineFigures(),
    // Its materials are promised and moved, its product comes into stock.
    keyOf('item'),
    keyOf('frame'),
    keyOf('bom', 'get'),
    keyOf('bom', 'explode'),
    // What it makes and takes is counted in what else has to be made.
    keyOf('productionPlan'),
    keyOf('salesOrder', 'get'),
    ...stock(),
    statistics(),
  ],
  machine: ({ entityId: id }) => [
    keyOf('machine', 'list'),
    keyOf('machine', 'get', { id }),
    keyOf('machine', 'states'),
    keyOf('machine', 'reasons'),
    ...machineFigures(),
  ],
  machineCalendar: () => [
    keyOf('machineCalendar'),
    // When machines are open decides what fits, and what was planned.
    keyOf('machine', 'list'),
    keyOf('machine', 'get'),
    ...machineFigures(),
  ],
  productionSettings: () => [keyOf('productionOrder', 'settings')],
  inspectionPlan: ({ entityId: id }) => [
    keyOf('inspectionPlan', 'list'),
    keyOf('inspectionPlan', 'get', { id }),
    // Whether a delivery needs an inspection is what the plans say.
    keyOf('inspection', 'delivery'),
    keyOf('quality'),
  ],
  // What passes goes on and what fails waits: stock moves, a delivery may leave or not, and a bench has something to do or not.
  inspection: ({ entityId: id }) => [
    keyOf('inspection', 'list'),
    keyOf('inspection', 'count'),
    keyOf('inspection', 'pending'),
    keyOf('inspection', 'get', { id }),
    keyOf('inspection', 'delivery'),
    keyOf('nonConformance', 'get'),
    keyOf('quality'),
    keyOf('task'),
    keyOf('item'),
    keyOf('frame'),
    ...components(),
    ...stock(),
    statistics(),
  ],
  nonConformance: ({ entityId: id }) => [
    keyOf('nonConformance', 'list'),
    keyOf('nonConformance', 'count'),
    keyOf('nonConformance', 'defects'),
    keyOf('nonConformance', 'get', { id }),
    keyOf('inspection', 'get'),
    keyOf('inspection', 'delivery'),
    keyOf('quality'),
    // What is sent back is counted by its purchase order, what is lost by its work order or production order, and what is
    // left for the benches.
    keyOf('purchaseOrder', 'get'),
    keyOf('workOrder', 'get'),
    keyOf('task'),
    keyOf('item'),
    keyOf('frame'),
    ...components(),
    ...stock(),
    statistics(),
  ],
}
