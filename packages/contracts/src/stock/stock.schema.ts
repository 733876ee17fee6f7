import { z } from 'zod'
import {
  Day,
  Id,
  Instant,
  InstantInput,
  listInput,
  Money,
  PositiveQuantity,
  page,
  Quantity,
  requiredText,
  text,
  UnitPrice,
  UnitPriceInput,
} from '../core/primitives.ts'
import { RecordAction } from '../core/record-actions.ts'
import { Unit } from '../item/units.ts'

export const locationUsages = [
  'SUPPLIER',
  'STORAGE',
  'WIP',
  'QUARANTINE',
  'STAGING',
  'CUSTOMER',
  'SCRAP',
  'ADJUSTMENT',
] as const
export const LocationUsage = z.enum(locationUsages)
export type LocationUsage = z.infer<typeof LocationUsage>

export const Location = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  usage: LocationUsage,
  parentId: Id.nullable(),
  active: z.boolean(),
  /** `deactivate` while it is empty and none of the places that every shop works with. */
  allowedActions: z.array(RecordAction),
})
export type Location = z.infer<typeof Location>
export const LocationPage = page(Location)
export type LocationPage = z.infer<typeof LocationPage>
export const LocationListInput = listInput(['code', 'name'], { usage: LocationUsage.optional() })
export type LocationListInput = z.infer<typeof LocationListInput>

export const Balance = z.object({
  itemId: Id,
  sku: z.string(),
  name: z.string(),
  unit: Unit,
  locationId: Id,
  location: z.string(),
  usage: LocationUsage,
  onHand: Quantity,
  reserved: Quantity,
  available: Quantity,
})
export type Balance = z.infer<typeof Balance>
export const BalancePage = page(Balance)
export type BalancePage = z.infer<typeof BalancePage>
export const BalanceListInput = listInput(['item'], {
  itemId: Id.optional(),
  locationId: Id.optional(),
  usage: LocationUsage.optional(),
})
export type BalanceListInput = z.infer<typeof BalanceListInput>

/** One movement of the ledger. */
export const Movement = z.object({
  id: z.int(),
  itemId: Id,
  sku: z.string(),
  name: z.string(),
  unit: Unit,
  fromId: Id,
  from: z.string(),
  fromUsage: LocationUsage,
  toId: Id,
  to: z.string(),
  toUsage: LocationUsage,
  quantity: Quantity,
  /** What one was held at when it moved. */
  unitCost: UnitPrice,
  /** Its opposite can be posted: it is its own document, no reversal itself, and not reversed yet. */
  reversible: z.boolean(),
  /** The movement that undid it. */
  reversedById: z.int().nullable(),
  /** The document that caused it, e.g. "task", "purchaseOrder", "frame". */
  sourceType: z.string(),
  sourceId: z.int().nullable(),
  reason: z.string().nullable(),
  actor: z.string().nullable(),
  effectiveAt: Instant,
  recordedAt: Instant,
})
export type Movement = z.infer<typeof Movement>
export const MovementPage = page(Movement)
export type MovementPage = z.infer<typeof MovementPage>
/** Newest first; of some of the shop's days, both included. */
export const MovementListInput = listInput(['id'], {
  itemId: Id.optional(),
  locationId: Id.optional(),
  from: Day.optional(),
  to: Day.optional(),
})
export type MovementListInput = z.infer<typeof MovementListInput>

export const CreateLocationInput = z.object({
  /** Unique regardless of case. */
  code: requiredText(40),
  name: requiredText(120),
  usage: z.enum(['STORAGE', 'QUARANTINE', 'STAGING', 'SCRAP']).default('STORAGE'),
  parentId: Id.nullish(),
})
export type CreateLocationInput = z.infer<typeof CreateLocationInput>
export const UpdateLocationInput = z.object({
  id: Id,
  name: requiredText(120).optional(),
  parentId: Id.nullish(),
  active: z.boolean().optional(),
})
export type UpdateLocationInput = z.infer<typeof UpdateLocationInput>

/** Moves stock between two real places. */
export const TransferInput = z.object({
  itemId: Id,
  fromId: Id,
  toId: Id,
  quantity: PositiveQuantity,
  reason: text(200).default(''),
})
export type TransferInput = z.infer<typeof TransferInput>

/** Corrects what the ledger says at one place by a difference: up ADJUSTMENTS → place, down place → ADJUSTMENTS. */
export const AdjustInput = z.object({
  itemId: Id,
  locationId: Id.optional(),
  direction: z.enum(['UP', 'DOWN']),
  quantity: PositiveQuantity,
  reason: requiredText(200),
  /** What one unit is worth, for an increase; the item's cost when not given. */
  unitCost: UnitPriceInput.optional(),
})
export type AdjustInput = z.infer<typeof AdjustInput>

/** Takes stock out of use: place → SCRAP. */
export const ScrapInput = z.object({
  itemId: Id,
  locationId: Id.optional(),
  quantity: PositiveQuantity,
  reason: requiredText(200),
})
export type ScrapInput = z.infer<typeof ScrapInput>

/** Posts a movement's opposite, once. */
export const ReverseInput = z.object({ movementId: z.int().positive(), reason: requiredText(200) })
export type ReverseInput = z.infer<typeof ReverseInput>

/** What a stock command posted. */
export const Posted = z.object({ movements: z.array(Movement) })
export type Posted = z.infer<typeof Posted>

/** The stock as it was at an instant, by effective time. */
export const AsOfInput = listInput(['item'], { at: InstantInput, locationId: Id.optional(), itemId: Id.optional() })
export type AsOfInput = z.infer<typeof AsOfInput>
export const AsOfRow = z.object({
  itemId: Id,
  sku: z.string(),
  name: z.string(),
  unit: Unit,
  locationId: Id,
  location: z.string(),
  usage: LocationUsage,
  onHand: Quantity,
})
export const AsOfPage = page(AsOfRow)
export type AsOfPage = z.infer<typeof AsOfPage>

/** An item at or below its reorder point, with what to order and of whom (the supplier of its last order). */
export const ReorderProposal = z.object({
  itemId: Id,
  sku: z.string(),
  name: z.string(),
  unit: Unit,
  available: Quantity,
  incoming: Quantity,
  reorderPoint: Quantity,
  quantity: Quantity,
  supplier: z.object({ id: Id, name: z.string() }).nullable(),
  unitPrice: UnitPrice,
  /** It has a bill of materials in force, so that it is made rather than bought. */
  made: z.boolean(),
})
export const ReorderProposals = z.object({ items: z.array(ReorderProposal) })
export type ReorderProposals = z.infer<typeof ReorderProposals>
/** Raises one purchase order for each supplier. */
export const OrderProposalsInput = z.object({
  lines: z
    .array(z.object({ itemId: Id, supplierId: Id, quantity: PositiveQuantity, unitPrice: UnitPriceInput }))
    .min(1)
    .max(500),
})
export type OrderProposalsInput = z.infer<typeof OrderProposalsInput>
export const OrderedProposals = z.object({ purchaseOrders: z.array(z.object({ id: Id, number: z.string() })) })
export type OrderedProposals = z.infer<typeof OrderedProposals>

const ValuedItem = z.object({
  itemId: Id,
  sku: z.string(),
  name: z.string(),
  onHand: Quantity,
  value: Money,
  days: z.int().nullable(),
})
/** Value at moving-average cost; dead: not moved out for 180 days; turning: moved out most in 90 days. */
export const StockOverview = z.object({
  value: Money,
  valueByKind: z.array(z.object({ kind: z.string(), value: Money })),
  valueByLocation: z.array(z.object({ locationId: Id, location: z.string(), value: Money })),
  low: z.int(),
  out: z.int(),
  dead: z.array(ValuedItem),
  turning: z.array(ValuedItem),
})
export type StockOverview = z.infer<typeof StockOverview>
