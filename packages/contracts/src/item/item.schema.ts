import { z } from 'zod'
import {
  Id,
  listInput,
  NonNegativeQuantity,
  Percent,
  PercentInput,
  page,
  Quantity,
  requiredText,
  UnitPrice,
  UnitPriceInput,
} from '../core/primitives.ts'
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
  active: z.boolean(),
  stock: Stock,
})
export type Item = z.infer<typeof Item>
export const ItemPage = page(Item)
export type ItemPage = z.infer<typeof ItemPage>

export const ItemListInput = listInput(['name', 'sku', 'unitPrice', 'id'], {
  kind: ItemKind.optional(),
  active: z.boolean().optional(),
})
export type ItemListInput = z.infer<typeof ItemListInput>

export const CreateItemInput = z.object({
  sku: Sku,
  name: requiredText(200),
  kind: ItemKind.exclude(['FRAME']).default('PRODUCT'),
  unit: Unit.default('each'),
  unitPrice: UnitPriceInput.default('0'),
  cost: UnitPriceInput.default('0'),
  taxRate: PercentInput.default('0'),
  /** Posted as a movement ADJUSTMENT → the default storage location. */
  openingStock: NonNegativeQuantity.optional(),
})
export type CreateItemInput = z.infer<typeof CreateItemInput>
