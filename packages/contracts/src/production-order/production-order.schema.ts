import { z } from 'zod'
import {
  Day,
  Id,
  Instant,
  listInput,
  Money,
  PositiveQuantity,
  page,
  Quantity,
  text,
  UnitPrice,
} from '../core/primitives.ts'
import { Unit } from '../item/units.ts'
import { TaskKind } from '../task/task.kind.ts'
import { Priority } from '../work-order/work-order.schema.ts'
import {
  type ProductionOrderAction,
  productionOrderLifecycle,
  productionOrderStatuses,
} from './production-order.lifecycle.ts'

export const ProductionOrderStatus = z.enum(productionOrderStatuses)
const Action = z.enum(
  Object.keys(productionOrderLifecycle.actions) as [ProductionOrderAction, ...ProductionOrderAction[]],
)

/** An order as a list shows it. */
export const ProductionOrderSummary = z.object({
  id: Id,
  /** JO-YYYYMMDD-XXXX. */
  number: z.string(),
  itemId: Id,
  item: z.object({ id: Id, sku: z.string(), name: z.string(), unit: Unit }),
  salesOrder: z.object({ id: Id, number: z.string() }).nullable(),
  status: ProductionOrderStatus,
  planned: Quantity,
  /** Good ones and lost ones, both of the quantity planned. */
  produced: Quantity,
  scrapped: Quantity,
  /** What is still to be made of the quantity planned. */
  left: Quantity,
  priority: Priority,
  dueDate: z.string().nullable(),
  machine: z.object({ id: Id, code: z.string(), name: z.string() }).nullable(),
  /** When it is to be made there; null while it is not scheduled. */
  scheduledStart: Instant.nullable(),
  scheduledEnd: Instant.nullable(),
  /** Open and past its due date, in the shop's time zone. */
  late: z.boolean(),
  createdAt: Instant,
  version: z.int(),
  allowedActions: z.array(Action),
})
export type ProductionOrderSummary = z.infer<typeof ProductionOrderSummary>
export const ProductionOrderPage = page(ProductionOrderSummary)
export type ProductionOrderPage = z.infer<typeof ProductionOrderPage>

/** A material, in the component's own unit where not said otherwise. */
export const ProductionMaterial = z.object({
  /** Null while the order is a draft: what the bill of materials in force would take. */
  id: Id.nullable(),
  lineNo: z.int(),
  componentId: Id,
  sku: z.string(),
  name: z.string(),
  componentUnit: Unit,
  stage: TaskKind.nullable(),
  /** What one of the product takes, without scrap, in `unit`. */
  quantityPer: Quantity,
  unit: Unit,
  scrapPercent: Quantity,
  /** For the quantity planned, scrap included, less what was lost before its stage. */
  needed: Quantity,
  consumed: Quantity,
  reserved: Quantity,
  /** Needed, and neither consumed nor reserved; of a draft, neither there. */
  short: Quantity,
  /** In STORAGE now and promised to nobody. */
  available: Quantity,
})
export type ProductionMaterial = z.infer<typeof ProductionMaterial>

/** A stage that makes the product; it passes them in this order. */
export const ProductionStage = z.object({
  stage: TaskKind,
  /** What came off it good and is so still; and what was lost at it, or after it and before the next. */
  good: Quantity,
  scrapped: Quantity,
  /** Of what was lost, what had come off it good and was found not to conform. */
  lost: Quantity,
  /** What is still to be done at it of the quantity planned: what was lost before never comes. */
  left: Quantity,
  /** What lies before it now. Before the first stage lies all that is left of it. */
  ready: Quantity,
  /** Of that, what waits to be inspected, or for what is decided of it. */
  waiting: Quantity,
  /** What the work of the quantity planned should take, as the last ones of the item took; null where none were timed. */
  plannedSeconds: z.int().nullable(),
  /** What people worked on it so far, running tasks with it. */
  seconds: z.int(),
})
export type ProductionStage = z.infer<typeof ProductionStage>

/** A part of what an order costs, in the shop's currency. Null where the shop has no rate for it. */
export const CostPart = z.object({
  part: z.enum(['MATERIAL', 'LABOUR', 'MACHINE']),
  /** As released: materials at what they cost then, work as the last ones of the item took, at the rate of then. */
  planned: Money.nullable(),
  actual: Money.nullable(),
})
export const ProductionCost = z.object({
  parts: z.array(CostPart),
  planned: Money,
  actual: Money,
  /** What the plan says for as many as were finished, good or lost. */
  plannedSoFar: Money,
  /** Actual less what was planned so far: above zero it costs more. */
  variance: Money,
  /** By one: as planned, and of those finished; null while none is. */
  plannedUnit: UnitPrice,
  actualUnit: UnitPrice.nullable(),
  /** Of the materials, what those that were lost had cost. */
  lost: Money,
})
export type ProductionCost = z.infer<typeof ProductionCost>

export const ProductionOutput = z.object({
  id: Id,
  /** The stage it came off; null: it went through all of them at once. */
  stage: TaskKind.nullable(),
  /** It came off the last stage: what is good is a product, in storage. */
  finished: z.boolean(),
  /** The task it was made by. */
  taskId: Id.nullable(),
  /** What was lost after it had come off the stage good was lost by this: nothing is made by it, and nothing consumed. */
  nonConformance: z.object({ id: Id, number: z.string() }).nullable(),
  good: Quantity,
  scrapped: Quantity,
  reason: z.string(),
  operator: z.object({ id: Id, name: z.string() }).nullable(),
  machine: z.object({ id: Id, code: z.string(), name: z.string() }).nullable(),
  /** By the machine's calendar; null without a machine and outside every shift. */
  shift: z.string().nullable(),
  startedAt: Instant.nullable(),
  endedAt: Instant,
  /** The machine's rate for the time it took. */
  machineCost: Money,
  /** What the materials it consumed cost; and what one of it came to, with what it brought along from the stage before. */
  materialCost: Money,
  unitCost: UnitPrice,
})
export type ProductionOutput = z.infer<typeof ProductionOutput>

/** An item that is short, in its own unit. */
export const MaterialShortage = z.object({
  itemId: Id,
  sku: z.string(),
  name: z.string(),
  requested: Quantity,
  available: Quantity,
})

export const ProductionOrder = ProductionOrderSummary.extend({
  notes: z.string(),
  /** The revision of the bill of materials it was released with; of a draft, the one in force; 0: there is none. */
  bomRevision: z.int(),
  materials: z.array(ProductionMaterial),
  /** The stages it goes through; of a draft, those it would. */
  stages: z.array(ProductionStage),
  /** The non-conformance whose failed part it makes anew. */
  remakeOf: z.object({ id: Id, number: z.string() }).nullable(),
  /** The job card of a frame's order. */
  workOrder: z.object({ id: Id, number: z.string() }).nullable(),
  /** Null of a draft, and of history that came with an import. */
  cost: ProductionCost.nullable(),
  outputs: z.array(ProductionOutput),
  /** Of the materials consumed so far. */
  materialCost: Money,
  /** Materials by one of what came off the last stage, good or lost; null before anything did. */
  unitCost: UnitPrice.nullable(),
  createdBy: z.object({ id: Id, name: z.string() }).nullable(),
  releasedAt: Instant.nullable(),
  startedAt: Instant.nullable(),
  completedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
})
export type ProductionOrder = z.infer<typeof ProductionOrder>

/** The order as it then is, and what could not be reserved for it. */
export const ReservedProductionOrder = ProductionOrder.extend({ shortages: z.array(MaterialShortage) })
export type ReservedProductionOrder = z.infer<typeof ReservedProductionOrder>

const filters = {
  status: z.array(ProductionOrderStatus).max(productionOrderStatuses.length).optional(),
  priority: z.array(Priority).max(4).optional(),
  itemId: Id.optional(),
  /** Orders that take this component. */
  componentId: Id.optional(),
  salesOrderId: Id.optional(),
  machineId: Id.optional(),
  /** Has a place on a machine, or has none. */
  scheduled: z.boolean().optional(),
  late: z.boolean().optional(),
  dueFrom: Day.optional(),
  dueTo: Day.optional(),
}
export const ProductionOrderListInput = listInput(
  ['id', 'number', 'dueDate', 'priority', 'status', 'planned', 'createdAt'],
  filters,
)
export type ProductionOrderListInput = z.infer<typeof ProductionOrderListInput>
export const ProductionOrderCountInput = z.object({ search: text(200).optional(), ...filters })
export type ProductionOrderCountInput = z.infer<typeof ProductionOrderCountInput>

export const CreateProductionOrderInput = z.object({
  itemId: Id,
  quantity: PositiveQuantity,
  salesOrderId: Id.nullish(),
  dueDate: Day.nullish(),
  /** Where it is to be made; when, the schedule says. */
  machineId: Id.nullish(),
  priority: Priority.default('NORMAL'),
  notes: text(2000).default(''),
})
export type CreateProductionOrderInput = z.infer<typeof CreateProductionOrderInput>

/** What is not named stays. Item and quantity change only while it is a draft, the rest until it is closed. */
export const UpdateProductionOrderInput = z.object({
  id: Id,
  version: z.int().optional(),
  itemId: Id.optional(),
  quantity: PositiveQuantity.optional(),
  salesOrderId: Id.nullish(),
  dueDate: Day.nullish(),
  /** Another machine takes it off the schedule. */
  machineId: Id.nullish(),
  priority: Priority.optional(),
  notes: text(2000).optional(),
})
export type UpdateProductionOrderInput = z.infer<typeof UpdateProductionOrderInput>

export const ReleaseInput = z.object({
  id: Id,
  /** Reserve what there is and name what is short, instead of refusing. */
  partial: z.boolean().default(false),
})
export type ReleaseInput = z.infer<typeof ReleaseInput>
