import { z } from 'zod'
import { Bom, BomLine, BomLineInput } from '../bom/bom.schema.ts'
import {
  Id,
  LeadDays,
  listInput,
  NonNegativeQuantity,
  Percent,
  PercentInput,
  PositiveQuantity,
  page,
  Quantity,
  requiredText,
  text,
  UnitPrice,
  UnitPriceInput,
} from '../core/primitives.ts'
import { Sku, Stock } from '../item/item.schema.ts'
import { TaskKind, taskKinds } from '../task/task.kind.ts'

/** Millimetres, from a letterbox to a shopfront. */
const Millimetres = z.int().min(1).max(30_000)

export const Frame = z.object({
  id: Id,
  sku: z.string(),
  name: z.string(),
  description: z.string(),
  material: z.string(),
  widthMm: z.int(),
  heightMm: z.int(),
  depthMm: z.int().nullable(),
  /** The stages it goes through, in order. */
  stages: z.array(TaskKind),
  unitPrice: UnitPrice,
  cost: UnitPrice,
  taxRate: Percent,
  category: z.object({ id: Id, path: z.string() }).nullable(),
  reorderPoint: Quantity.nullable(),
  reorderQuantity: Quantity.nullable(),
  /** Calendar days from beginning one until it is there. */
  leadDays: LeadDays,
  active: z.boolean(),
  stock: Stock,
  version: z.int(),
})
export type Frame = z.infer<typeof Frame>
export const FramePage = page(Frame)
export type FramePage = z.infer<typeof FramePage>

const frameFilters = {
  material: text(80).optional(),
  active: z.boolean().optional(),
  /** IN: some available; OUT: none. */
  stock: z.enum(['IN', 'OUT']).optional(),
  minWidthMm: z.int().optional(),
  maxWidthMm: z.int().optional(),
  minHeightMm: z.int().optional(),
  maxHeightMm: z.int().optional(),
}
export const FrameListInput = listInput(
  ['name', 'sku', 'material', 'widthMm', 'heightMm', 'unitPrice', 'available', 'id'],
  frameFilters,
)
export type FrameListInput = z.infer<typeof FrameListInput>
export const FrameCountInput = z.object({ search: text(200).optional(), ...frameFilters })
export type FrameCountInput = z.infer<typeof FrameCountInput>

/** The values the list can be filtered by. */
export const FrameFacets = z.object({ materials: z.array(z.object({ material: z.string(), count: z.int() })) })
export type FrameFacets = z.infer<typeof FrameFacets>

const Stages = z
  .array(TaskKind)
  .max(3)
  .refine((stages) => new Set(stages).size === stages.length, { message: 'A stage can appear once' })
  .transform((stages) => taskKinds.filter((kind) => stages.includes(kind)))

export const CreateFrameInput = z.object({
  name: requiredText(200),
  /** Made from the name and a number when not given. */
  sku: Sku.optional(),
  description: text(2000).default(''),
  material: requiredText(80),
  widthMm: Millimetres,
  heightMm: Millimetres,
  depthMm: Millimetres.nullish(),
  unitPrice: UnitPriceInput.default('0'),
  /** The standard cost: what it is held at until one has been made or bought. */
  cost: UnitPriceInput.default('0'),
  taxRate: PercentInput.default('0'),
  categoryId: Id.nullish(),
  reorderPoint: NonNegativeQuantity.nullish(),
  reorderQuantity: PositiveQuantity.nullish(),
  leadDays: LeadDays.default(0),
  stages: Stages.default([...taskKinds]),
  /** Whole frames in the default storage location, posted as a movement. */
  openingStock: NonNegativeQuantity.refine((value) => /^\d+(\.0+)?$/.test(value), {
    message: 'A number of pieces must be whole',
  }).optional(),
})
export type CreateFrameInput = z.infer<typeof CreateFrameInput>

export const UpdateFrameInput = z.object({
  id: Id,
  version: z.int().optional(),
  name: requiredText(200).optional(),
  sku: Sku.optional(),
  description: text(2000).optional(),
  material: requiredText(80).optional(),
  widthMm: Millimetres.optional(),
  heightMm: Millimetres.optional(),
  depthMm: Millimetres.nullish(),
  unitPrice: UnitPriceInput.optional(),
  /** Only while none is held, as of any item. */
  cost: UnitPriceInput.optional(),
  taxRate: PercentInput.optional(),
  categoryId: Id.nullish(),
  reorderPoint: NonNegativeQuantity.nullish(),
  reorderQuantity: PositiveQuantity.nullish(),
  leadDays: LeadDays.optional(),
  stages: Stages.optional(),
  active: z.boolean().optional(),
})
export type UpdateFrameInput = z.infer<typeof UpdateFrameInput>

/** A line of a frame's bill of materials: what one frame takes at one stage. */
export const FrameBomLine = BomLine.extend({ stage: TaskKind })
export const FrameBom = Bom.extend({ lines: z.array(FrameBomLine) })
export type FrameBom = z.infer<typeof FrameBom>

export const SaveBomInput = z.object({
  id: Id,
  /** The revision the change is based on; when given, a change by somebody else in between is refused. */
  revision: z.int().optional(),
  lines: z.array(BomLineInput.extend({ stage: TaskKind })).max(200),
})
export type SaveBomInput = z.infer<typeof SaveBomInput>
