import { z } from 'zod'
import { Id, Instant, listInput, NonNegativeQuantity, page, Quantity, text } from '../core/primitives.ts'
import { Unit } from '../item/units.ts'

export const stockCountStatuses = ['OPEN', 'POSTED', 'CANCELLED'] as const
export const StockCountStatus = z.enum(stockCountStatuses)

export const StockCountSummary = z.object({
  id: Id,
  number: z.string(),
  location: z.object({ id: Id, name: z.string() }),
  status: StockCountStatus,
  createdBy: z.object({ id: Id, name: z.string() }).nullable(),
  snapshotAt: Instant,
  postedAt: Instant.nullable(),
  lines: z.int(),
  counted: z.int(),
  version: z.int(),
  allowedActions: z.array(z.enum(['post', 'cancel'])),
})
export const StockCountPage = page(StockCountSummary)
export type StockCountPage = z.infer<typeof StockCountPage>
export const StockCountListInput = listInput(['id'], { status: StockCountStatus.optional(), locationId: Id.optional() })
export type StockCountListInput = z.infer<typeof StockCountListInput>

export const StockCountLine = z.object({
  itemId: Id,
  sku: z.string(),
  name: z.string(),
  unit: Unit,
  /** What the ledger said at the snapshot. */
  expected: Quantity,
  /** Null until somebody has counted it. */
  counted: Quantity.nullable(),
  difference: Quantity.nullable(),
})
export const StockCount = StockCountSummary.omit({ lines: true, counted: true }).extend({
  notes: z.string(),
  lines: z.array(StockCountLine),
})
export type StockCount = z.infer<typeof StockCount>

export const CreateStockCountInput = z.object({
  locationId: Id,
  /** Only these items; all that the place holds when not given. */
  itemIds: z.array(Id).min(1).max(2000).optional(),
  notes: text(2000).default(''),
})
export type CreateStockCountInput = z.infer<typeof CreateStockCountInput>

/** Enters what was found. An item that is not on the list yet is added to it; null clears an entry. */
export const EnterCountsInput = z.object({
  id: Id,
  lines: z
    .array(z.object({ itemId: Id, counted: NonNegativeQuantity.nullable() }))
    .min(1)
    .max(500),
})
export type EnterCountsInput = z.infer<typeof EnterCountsInput>
