import { z } from 'zod'
import { Day, Id, listInput, Percent, PercentInput, PositiveQuantity, page, Quantity } from '../core/primitives.ts'
import { Unit } from '../item/units.ts'
import { TaskKind } from '../task/task.kind.ts'

/** A line of a bill of materials: what one of the item takes of a component. */
export const BomLine = z.object({
  componentId: Id,
  sku: z.string(),
  name: z.string(),
  quantity: Quantity,
  unit: Unit,
  scrapPercent: Percent,
  /** The stage that takes it; null where the item is made in one go. A frame's lines have one. */
  stage: TaskKind.nullable(),
  /** In STORAGE now, in the component's own unit. */
  available: Quantity,
  componentUnit: Unit,
})
export type BomLine = z.infer<typeof BomLine>

export const Bom = z.object({
  itemId: Id,
  /** 0 when the item has none. */
  revision: z.int(),
  effective: z.string().nullable(),
  lines: z.array(BomLine),
})
export type Bom = z.infer<typeof Bom>

/** A revision as a list shows it. */
export const BomSummary = z.object({
  id: Id,
  item: z.object({ id: Id, sku: z.string(), name: z.string(), unit: Unit }),
  revision: z.int(),
  effective: z.string(),
  /** The highest revision whose effective day has come. */
  inForce: z.boolean(),
  lines: z.int(),
})
export type BomSummary = z.infer<typeof BomSummary>
export const BomPage = page(BomSummary)
export type BomPage = z.infer<typeof BomPage>

/** Search finds a part of the item's SKU or name. */
export const BomListInput = listInput(['id', 'sku', 'effective'], {
  /** The revisions of one item. */
  itemId: Id.optional(),
  /** Where a component is used. */
  componentId: Id.optional(),
  inForce: z.boolean().optional(),
})
export type BomListInput = z.infer<typeof BomListInput>

export const GetBomInput = z.object({
  itemId: Id,
  /** The one in force today when not given. */
  revision: z.int().positive().max(1_000_000).optional(),
})
export type GetBomInput = z.infer<typeof GetBomInput>

export const BomLineInput = z.object({
  componentId: Id,
  quantity: PositiveQuantity,
  unit: Unit,
  scrapPercent: PercentInput.default('0'),
  stage: TaskKind.nullish().transform((stage) => stage ?? null),
})

export const CreateBomInput = z.object({
  itemId: Id,
  /** The revision the change is based on; when given, a change by somebody else in between is refused. */
  basedOn: z.int().min(0).max(1_000_000).optional(),
  /** The day it comes into force: today, in the shop's time zone, when not given; never a day gone by. */
  effective: Day.optional(),
  lines: z.array(BomLineInput).min(1, { message: 'A bill of materials needs at least one line' }).max(500),
})
export type CreateBomInput = z.infer<typeof CreateBomInput>
