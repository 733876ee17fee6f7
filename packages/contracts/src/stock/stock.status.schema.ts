import { z } from 'zod'
import { Day, Id, Money, Quantity } from '../core/primitives.ts'
import { Unit } from '../item/units.ts'
import { LocationUsage } from './stock.schema.ts'

const HeldItem = z.object({ itemId: Id, sku: z.string(), name: z.string(), unit: Unit })

/** How the stock stands now, at moving-average cost. Only what is ours: places that may go below zero hold nothing. */
export const StockStatus = z.object({
  /** By the category of the item itself, the most valuable first; null are the items without one. */
  byCategory: z.array(
    z.object({ category: z.object({ id: Id, name: z.string() }).nullable(), items: z.int(), value: Money }),
  ),
  /** By what its place is for. */
  byUsage: z.array(z.object({ usage: LocationUsage, items: z.int(), value: Money })),
  /** What waits somewhere between one step and the next: at most five items of each use, the most valuable first. */
  waiting: z.array(HeldItem.extend({ usage: LocationUsage, quantity: Quantity, value: Money })),
  low: z.object({
    /** Items at or below their reorder point. */
    count: z.int(),
    /** Those that have least of what they should, at most eight. */
    items: z.array(HeldItem.extend({ available: Quantity, incoming: Quantity, reorderPoint: Quantity })),
  }),
  missing: z.object({
    /** Materials that production orders under way want and nothing is promised for. */
    count: z.int(),
    /** Those wanted by most orders, at most eight. */
    items: z.array(HeldItem.extend({ missing: Quantity, orders: z.int(), available: Quantity })),
  }),
})
export type StockStatus = z.infer<typeof StockStatus>

/** How many days of the shop, today included. */
export const StockFlowInput = z.object({ days: z.int().min(1).max(92).default(30) })
export type StockFlowInput = z.infer<typeof StockFlowInput>

/** What came into stock and what left it, by day, oldest first, today last. Moves within are neither. */
export const StockFlow = z.object({
  days: z.array(z.object({ day: Day, in: Money, out: Money, movements: z.int() })),
})
export type StockFlow = z.infer<typeof StockFlow>

export const SlowMoversInput = z.object({ days: z.int().min(1).max(3650).default(90) })
export type SlowMoversInput = z.infer<typeof SlowMoversInput>

/** What has been here for so many days and was not moved to a customer or into work in them. */
export const SlowMovers = z.object({
  days: z.int(),
  /** All of them together. */
  count: z.int(),
  value: Money,
  /** The twenty most valuable. */
  items: z.array(
    HeldItem.extend({
      onHand: Quantity,
      value: Money,
      /** Since it was last moved out; null where it never was. */
      idleDays: z.int().nullable(),
    }),
  ),
})
export type SlowMovers = z.infer<typeof SlowMovers>
