import { z } from 'zod'
import { Day, Id, LeadDays, PositiveQuantity, Quantity, text, UnitPrice } from '../core/primitives.ts'
import { Unit } from '../item/units.ts'
import { ProductionOrderStatus } from '../production-order/production-order.schema.ts'
import { Priority } from '../work-order/work-order.schema.ts'

const wanted = {
  /** What this sales order is short of. */
  salesOrderId: Id.optional(),
  /** What is to be made, all of it, whatever there is already; its parts only as far as they are short. */
  lines: z
    .array(z.object({ itemId: Id, quantity: PositiveQuantity, dueDate: Day.nullish() }))
    .min(1)
    .max(200)
    .optional(),
  /** When it is wanted, where a line does not say so; of a sales order its own day when not given. */
  dueDate: Day.nullish(),
}
const oneSource = {
  check: (input: { salesOrderId?: number | undefined; lines?: unknown }) =>
    (input.salesOrderId === undefined) !== (input.lines === undefined),
  message: 'Name either a sales order or lines',
}

export const PlanInput = z.object(wanted).refine(oneSource.check, { message: oneSource.message, path: ['lines'] })
export type PlanInput = z.infer<typeof PlanInput>

export const CreatePlanInput = z
  .object({
    ...wanted,
    priority: Priority.default('NORMAL'),
    notes: text(2000).default(''),
    /** The preview's own; when given, a plan that has come to be another meanwhile is refused. */
    expected: z.string().max(64).optional(),
  })
  .refine(oneSource.check, { message: oneSource.message, path: ['lines'] })
export type CreatePlanInput = z.infer<typeof CreatePlanInput>

const item = { itemId: Id, sku: z.string(), name: z.string(), unit: Unit }
const stock = {
  /** Wanted in all, for itself and for what is to be made of it. */
  needed: Quantity,
  /** In STORAGE and promised to nobody. */
  available: Quantity,
  /** On its way: ordered, or being made. */
  incoming: Quantity,
  /** Wanted by open production orders that have not reserved it. */
  promised: Quantity,
}

/** A production order to be made. */
export const PlannedOrder = z.object({
  ...item,
  ...stock,
  /** How deep below what is wanted it stands. */
  level: z.int(),
  quantity: Quantity,
  dueDate: z.string().nullable(),
  /** The day it has to be begun: its own lead time before it is due. Its parts are due then. */
  startDate: z.string().nullable(),
  leadDays: LeadDays,
  /** That day has gone by already. */
  late: z.boolean(),
  /** What it is for: other orders of the plan, by their item, and how much of it each takes. */
  pegs: z.array(z.object({ itemId: Id, name: z.string(), quantity: Quantity })),
})
export type PlannedOrder = z.infer<typeof PlannedOrder>

/** A bought item that is short, and what to order: of whom the last order was, at its price, else at the item's cost. */
export const PlannedPurchase = z.object({
  ...item,
  ...stock,
  short: Quantity,
  /** When the first of what it is for is begun. */
  neededDate: z.string().nullable(),
  /** Its lead time before that. */
  orderDate: z.string().nullable(),
  leadDays: LeadDays,
  /** The day to order it has gone by already. */
  late: z.boolean(),
  supplier: z.object({ id: Id, name: z.string() }).nullable(),
  unitPrice: UnitPrice,
})
export type PlannedPurchase = z.infer<typeof PlannedPurchase>

export const ProductionPlan = z.object({
  salesOrder: z.object({ id: Id, number: z.string() }).nullable(),
  /** The wholes before their parts. */
  orders: z.array(PlannedOrder),
  purchases: z.array(PlannedPurchase),
  /** What is wanted and there, or coming, already. */
  covered: z.array(z.object({ ...item, ...stock })),
  /** Stands for all of it: give it to `create` to get this plan or none. */
  fingerprint: z.string(),
})
export type ProductionPlan = z.infer<typeof ProductionPlan>

export const CreatedPlan = z.object({
  /** DRAFT, numbered in this order. */
  orders: z.array(
    z.object({ id: Id, number: z.string(), ...item, quantity: Quantity, dueDate: z.string().nullable() }),
  ),
  purchases: z.array(PlannedPurchase),
})
export type CreatedPlan = z.infer<typeof CreatedPlan>

const ChainedOrder = z.object({
  id: Id,
  number: z.string(),
  ...item,
  status: ProductionOrderStatus,
  planned: Quantity,
  produced: Quantity,
  /** How much of what the one makes the other takes. */
  quantity: Quantity,
})
/** What a production order was planned for, and what was planned for it. */
export const ProductionChain = z.object({
  salesOrder: z.object({ id: Id, number: z.string(), status: z.string() }).nullable(),
  wholes: z.array(ChainedOrder),
  parts: z.array(ChainedOrder),
})
export type ProductionChain = z.infer<typeof ProductionChain>
