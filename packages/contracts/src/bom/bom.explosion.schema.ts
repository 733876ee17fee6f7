import { z } from 'zod'
import { Day, Id, Money, Percent, PositiveQuantity, Quantity, UnitPrice } from '../core/primitives.ts'
import { Unit } from '../item/units.ts'
import { TaskKind } from '../task/task.kind.ts'

export const ExplodeBomInput = z.object({
  itemId: Id,
  quantity: PositiveQuantity.default('1'),
  /** The bills in force on that day, and their lines that count on it; today when not given. */
  on: Day.optional(),
  /** Of the item itself: this revision, be it a draft or of another day. */
  revision: z.int().positive().max(1_000_000).optional(),
  /** With what is lost on the way. */
  scrap: z.boolean().default(true),
  /** With what there is of each item, and what is short of it. */
  supply: z.boolean().default(false),
  /** How many levels down the lines go; the items are always all. */
  levels: z.int().min(1).max(100).default(100),
})
export type ExplodeBomInput = z.infer<typeof ExplodeBomInput>

/** A component at one place of the tree. */
export const ExplodedLine = z.object({
  /** Which line of the list it is a part of; null for a part of the item itself. A whole stands before its parts. */
  parent: z.int().nullable(),
  level: z.int(),
  itemId: Id,
  /** For one of what it is a part of, without scrap, in `unit`. */
  quantityPer: Quantity,
  unit: Unit,
  scrapPercent: Percent,
  stage: TaskKind.nullable(),
  /** At this place for the quantity asked, in the component's own unit. */
  quantity: Quantity,
  /** What its materials cost together. */
  cost: Money,
})
export type ExplodedLine = z.infer<typeof ExplodedLine>

/** What there is of an item, and what it lacks for the quantity asked. */
export const ItemSupply = z.object({
  /** In STORAGE and promised to nobody. */
  available: Quantity,
  /** On its way: ordered, or being made. */
  incoming: Quantity,
  /** Wanted by open production orders that have not reserved it. */
  promised: Quantity,
  /** What is left to be wanted of it once what is there and coming of its wholes has been used. */
  needed: Quantity,
  /** Of that, what is neither there nor coming. */
  short: Quantity,
})
export type ItemSupply = z.infer<typeof ItemSupply>

/** An item wherever it stands in the tree; amounts in its own unit. */
export const ExplodedItem = z.object({
  itemId: Id,
  sku: z.string(),
  name: z.string(),
  kind: z.string(),
  unit: Unit,
  /** The deepest level it stands at. */
  level: z.int(),
  /** Whether it has a bill of materials of its own on that day; else it is bought. */
  made: z.boolean(),
  /** At all places together for the quantity asked, whatever there is. */
  quantity: Quantity,
  /** Of one: what its materials cost, all the way down; of what is bought its own cost. */
  unitCost: UnitPrice,
  /** Where it was asked for. */
  supply: ItemSupply.optional(),
})
export type ExplodedItem = z.infer<typeof ExplodedItem>

export const BomExplosion = z.object({
  itemId: Id,
  /** 0 where it has no bill of materials on that day. */
  revision: z.int(),
  on: z.string(),
  quantity: Quantity,
  scrap: z.boolean(),
  /** How many levels there are. */
  depth: z.int(),
  /** What one costs in materials, and the quantity asked. */
  unitCost: UnitPrice,
  cost: Money,
  /** The tree, from the top down. */
  lines: z.array(ExplodedLine),
  items: z.array(ExplodedItem),
})
export type BomExplosion = z.infer<typeof BomExplosion>

export const WhereUsedInput = z.object({
  itemId: Id,
  on: Day.optional(),
  /** How many levels up; 1 is what takes it itself. */
  levels: z.int().min(1).max(100).default(100),
})
export type WhereUsedInput = z.infer<typeof WhereUsedInput>

export const WhereUsed = z.object({
  itemId: Id,
  on: z.string(),
  items: z.array(
    z.object({
      itemId: Id,
      sku: z.string(),
      name: z.string(),
      kind: z.string(),
      unit: Unit,
      revision: z.int(),
      /** 1 where it takes the component itself; by the shortest way. */
      level: z.int(),
      /** Nothing takes it in turn. */
      top: z.boolean(),
      /** Of the component for one of it, scrap included, by all ways together, in the component's own unit. */
      quantity: Quantity,
      /** Through which of its own parts it takes it; empty where only itself. */
      through: z.array(z.object({ itemId: Id, name: z.string() })),
    }),
  ),
})
export type WhereUsed = z.infer<typeof WhereUsed>
