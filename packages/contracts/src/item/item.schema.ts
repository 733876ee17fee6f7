import { z } from 'zod'
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
import { RecordAction } from '../core/record-actions.ts'
import { Unit } from './units.ts'

export const itemKinds = ['PROFILE', 'GLASS', 'HARDWARE', 'FRAME', 'MATERIAL', 'PRODUCT', 'SERVICE'] as const
export const ItemKind = z.enum(itemKinds)
export type ItemKind = z.infer<typeof ItemKind>

export const Sku = z
  .string()
  .trim()
  .min(1, { message: 'Required' })
  .max(60)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._/+-]*$/u, { message: 'A SKU may hold letters, digits, spaces and . _ / + -' })

/** What is in STORAGE, what of it is promised, and what is left: "stock" on every screen. */
export const Stock = z.object({ onHand: Quantity, reserved: Quantity, available: Quantity })
export type Stock = z.infer<typeof Stock>

export const Item = z.object({
  id: Id,
  sku: z.string(),
  name: z.string(),
  kind: ItemKind,
  unit: Unit,
  unitPrice: UnitPrice,
  cost: UnitPrice,
  taxRate: Percent,
  category: z.object({ id: Id, path: z.string() }).nullable(),
  reorderPoint: Quantity.nullable(),
  reorderQuantity: Quantity.nullable(),
  /** Calendar days from ordering or beginning it until it is there. */
  leadDays: LeadDays,
  active: z.boolean(),
  stock: Stock,
  /** Outstanding on open purchase orders. */
  incoming: Quantity,
  version: z.int(),
  /** None for a frame, which is changed among the frames. */
  allowedActions: z.array(RecordAction),
})
export type Item = z.infer<typeof Item>
export const ItemPage = page(Item)
export type ItemPage = z.infer<typeof ItemPage>

const filters = {
  kind: ItemKind.optional(),
  /** This category and all below it. */
  categoryId: Id.optional(),
  active: z.boolean().optional(),
  /** IN: some available; OUT: none; LOW: at or below its reorder point. */
  stock: z.enum(['IN', 'OUT', 'LOW']).optional(),
  minPrice: UnitPriceInput.optional(),
  maxPrice: UnitPriceInput.optional(),
}
export const ItemListInput = listInput(['relevance', 'name', 'sku', 'unitPrice', 'available', 'id'], filters)
export type ItemListInput = z.infer<typeof ItemListInput>
export const ItemCountInput = z.object({ search: text(200).optional(), ...filters })
export type ItemCountInput = z.infer<typeof ItemCountInput>

export const CreateItemInput = z.object({
  sku: Sku,
  name: requiredText(200),
  kind: ItemKind.exclude(['FRAME']).default('PRODUCT'),
  unit: Unit.default('each'),
  unitPrice: UnitPriceInput.default('0'),
  cost: UnitPriceInput.default('0'),
  taxRate: PercentInput.default('0'),
  categoryId: Id.nullish(),
  reorderPoint: NonNegativeQuantity.nullish(),
  reorderQuantity: PositiveQuantity.nullish(),
  leadDays: LeadDays.default(0),
  /** Posted as a movement ADJUSTMENT → the default storage location. */
  openingStock: NonNegativeQuantity.optional(),
})
export type CreateItemInput = z.infer<typeof CreateItemInput>

const changeable = {
  name: requiredText(200).optional(),
  kind: ItemKind.exclude(['FRAME']).optional(),
  unitPrice: UnitPriceInput.optional(),
  taxRate: PercentInput.optional(),
  categoryId: Id.nullish(),
  reorderPoint: NonNegativeQuantity.nullish(),
  reorderQuantity: PositiveQuantity.nullish(),
  leadDays: LeadDays.optional(),
  active: z.boolean().optional(),
}
export const UpdateItemInput = z.object({
  id: Id,
  version: z.int().optional(),
  sku: Sku.optional(),
  /** Only while it has never been stocked or ordered. */
  unit: Unit.optional(),
  /** The standard cost, only while none of it is held: after that it is the average of what came in. */
  cost: UnitPriceInput.optional(),
  ...changeable,
})
export type UpdateItemInput = z.infer<typeof UpdateItemInput>

const { name: _, ...together } = changeable
/** The same change to many items. */
export const BulkUpdateItemsInput = z.object({ ids: z.array(Id).min(1).max(500), change: z.object(together) })
export type BulkUpdateItemsInput = z.infer<typeof BulkUpdateItemsInput>
export const BulkUpdateItemsOutput = z.object({
  updated: z.array(Id),
  refused: z.array(z.object({ id: Id, code: z.string(), message: z.string() })),
})
export type BulkUpdateItemsOutput = z.infer<typeof BulkUpdateItemsOutput>
