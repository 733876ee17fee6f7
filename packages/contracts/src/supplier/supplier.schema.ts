import { z } from 'zod'
import { Email } from '../auth/auth.schema.ts'
import { Id, listInput, page, requiredText, text } from '../core/primitives.ts'
import { RecordAction } from '../core/record-actions.ts'

export const Supplier = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  address: z.string(),
  taxId: z.string(),
  active: z.boolean(),
  version: z.int(),
  allowedActions: z.array(RecordAction),
})
export type Supplier = z.infer<typeof Supplier>
export const SupplierPage = page(Supplier)
export type SupplierPage = z.infer<typeof SupplierPage>

export const SupplierListInput = listInput(['name', 'code', 'id'], { active: z.boolean().optional() })
export type SupplierListInput = z.infer<typeof SupplierListInput>

export const SupplierExportInput = z.object({ search: text(200).optional(), active: z.boolean().optional() })
export type SupplierExportInput = z.infer<typeof SupplierExportInput>

const fields = {
  name: requiredText(200),
  email: z.union([z.literal(''), Email]).default(''),
  phone: text(60).default(''),
  address: text(500).default(''),
  taxId: text(60).default(''),
}
export const CreateSupplierInput = z.object({
  /** Unique regardless of case; made from the name when not given. */
  code: requiredText(40).optional(),
  ...fields,
})
export type CreateSupplierInput = z.infer<typeof CreateSupplierInput>

export const UpdateSupplierInput = z.object({
  id: Id,
  version: z.int().optional(),
  code: requiredText(40).optional(),
  name: requiredText(200).optional(),
  email: z.union([z.literal(''), Email]).optional(),
  phone: text(60).optional(),
  address: text(500).optional(),
  taxId: text(60).optional(),
  active: z.boolean().optional(),
})
export type UpdateSupplierInput = z.infer<typeof UpdateSupplierInput>
