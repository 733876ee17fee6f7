import { z } from 'zod'
import { Email } from '../auth/auth.schema.ts'
import { Id, listInput, page, requiredText, text } from '../core/primitives.ts'
import { RecordAction } from '../core/record-actions.ts'

export const Customer = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  address: z.string(),
  taxId: z.string(),
  owner: z.object({ id: Id, name: z.string() }).nullable(),
  active: z.boolean(),
  version: z.int(),
  allowedActions: z.array(RecordAction),
})
export type Customer = z.infer<typeof Customer>
export const CustomerPage = page(Customer)
export type CustomerPage = z.infer<typeof CustomerPage>

const filters = { active: z.boolean().optional(), ownerId: Id.optional() }
export const CustomerListInput = listInput(['name', 'code', 'id'], filters)
export type CustomerListInput = z.infer<typeof CustomerListInput>
export const CustomerExportInput = z.object({ search: text(200).optional(), ...filters })
export type CustomerExportInput = z.infer<typeof CustomerExportInput>

export const CreateCustomerInput = z.object({
  /** Unique regardless of case; made from the name when not given. */
  code: requiredText(40).optional(),
  name: requiredText(200),
  email: z.union([z.literal(''), Email]).default(''),
  phone: text(60).default(''),
  address: text(500).default(''),
  taxId: text(60).default(''),
  /** Whose customer it is: the caller's when not given. */
  ownerId: Id.nullish(),
})
export type CreateCustomerInput = z.infer<typeof CreateCustomerInput>

export const UpdateCustomerInput = z.object({
  id: Id,
  version: z.int().optional(),
  code: requiredText(40).optional(),
  name: requiredText(200).optional(),
  email: z.union([z.literal(''), Email]).optional(),
  phone: text(60).optional(),
  address: text(500).optional(),
  taxId: text(60).optional(),
  ownerId: Id.nullish(),
  active: z.boolean().optional(),
})
export type UpdateCustomerInput = z.infer<typeof UpdateCustomerInput>

/** `id` stays; every document of `duplicateId` becomes its, and the duplicate goes. */
export const MergeInput = z
  .object({ id: Id, duplicateId: Id })
  .refine((input) => input.id !== input.duplicateId, { message: 'Choose two different ones', path: ['duplicateId'] })
export type MergeInput = z.infer<typeof MergeInput>
