import { z } from 'zod'
import { Id, Instant, listInput, page, Quantity } from '../core/primitives.ts'
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

export const Location = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  usage: LocationUsage,
  parentId: Id.nullable(),
  active: z.boolean(),
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
/** Newest first. */
export const MovementListInput = listInput(['id'], { itemId: Id.optional(), locationId: Id.optional() })
export type MovementListInput = z.infer<typeof MovementListInput>
