import { z } from 'zod'
import { Email } from '../auth/auth.schema.ts'
import { requiredText, text } from '../core/primitives.ts'

const known: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** An ISO 4217 code in capitals: "EUR". */
export const Currency = z
  .string()
  .trim()
  .toUpperCase()
  .refine((code) => known.has(code), { message: 'This is not a currency of ISO 4217, like EUR' })

export const UnknownItems = z.enum(['refuse', 'create'])
export type UnknownItems = z.infer<typeof UnknownItems>

/** What is said of the shop itself: on documents, and wherever money is shown. */
export const Shop = z.object({
  /** As it calls itself; empty until somebody has said it. */
  name: z.string(),
  /** As the register has it, where that is another. */
  legalName: z.string(),
  address: z.string(),
  email: z.string(),
  phone: z.string(),
  taxId: z.string(),
  /** ISO 4217; of every amount there is. */
  currency: z.string(),
  /** An IANA name. Part of how the server is set up (FRAMEWRIGHT_TIME_ZONE), because days already kept depend on it. */
  timeZone: z.string(),
  /** Below every page of a document: bank account, register, terms. */
  documentFooter: z.string(),
  /** What an imported invoice's unknown items do: keep it out, or become items. */
  unknownItems: UnknownItems,
  version: z.int(),
})
export type Shop = z.infer<typeof Shop>

export const UpdateShopInput = z.object({
  version: z.int().optional(),
  name: requiredText(120).optional(),
  legalName: text(200).optional(),
  address: text(500).optional(),
  email: z.union([Email, z.literal('')]).optional(),
  phone: text(60).optional(),
  taxId: text(60).optional(),
  currency: Currency.optional(),
  documentFooter: text(600).optional(),
  unknownItems: UnknownItems.optional(),
})
export type UpdateShopInput = z.infer<typeof UpdateShopInput>
