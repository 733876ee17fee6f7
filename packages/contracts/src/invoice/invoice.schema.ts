import { z } from 'zod'
import { Email } from '../auth/auth.schema.ts'
import {
  Day,
  Id,
  Instant,
  listInput,
  Money,
  Percent,
  PercentInput,
  PositiveQuantity,
  page,
  Quantity,
  Ref,
  requiredText,
  text,
  UnitPrice,
  UnitPriceInput,
} from '../core/primitives.ts'
import { Sku } from '../item/item.schema.ts'
import { Unit } from '../item/units.ts'
import { importedSource, invoiceNumber, invoiceSource, ownSource } from './invoice.number.ts'
import { invoiceStatuses } from './invoice.status.ts'

export const InvoiceStatus = z.enum(invoiceStatuses)

/** An invoice as a list shows it. */
export const InvoiceSummary = z.object({
  id: Id,
  /** "OWN", or the system it was imported from. */
  source: z.string(),
  /** As it was given. */
  invoiceNo: z.string(),
  /** As it is compared; unique within its source. */
  number: z.string(),
  invoiceDate: z.string(),
  /** As it was given; `owner` is the person that was recognised. */
  salesman: z.string(),
  owner: Ref.nullable(),
  customer: Ref,
  /** The order that an own invoice bills. */
  salesOrder: z.object({ id: Id, number: z.string() }).nullable(),
  /** How far the goods are. */
  status: InvoiceStatus,
  subtotal: Money,
  taxTotal: Money,
  total: Money,
})
export type InvoiceSummary = z.infer<typeof InvoiceSummary>
export const InvoicePage = page(InvoiceSummary)
export type InvoicePage = z.infer<typeof InvoicePage>

export const InvoiceLine = z.object({
  id: Id,
  lineNo: z.int(),
  itemId: Id,
  sku: z.string(),
  itemName: z.string(),
  unit: Unit,
  quantity: Quantity,
  unitPrice: UnitPrice,
  discountPercent: Percent,
  taxRate: Percent,
  subtotal: Money,
  taxTotal: Money,
  total: Money,
})
export type InvoiceLine = z.infer<typeof InvoiceLine>

export const Invoice = InvoiceSummary.extend({
  /** Whom it was made out to, as they were then. */
  billTo: z.object({ name: z.string(), address: z.string(), taxId: z.string() }),
  createdBy: Ref.nullable(),
  createdAt: Instant,
  lines: z.array(InvoiceLine),
})
export type Invoice = z.infer<typeof Invoice>

const filters = {
  source: text(40).transform(invoiceSource).optional(),
  status: z.array(InvoiceStatus).max(invoiceStatuses.length).optional(),
  customerId: Id.optional(),
  ownerId: Id.optional(),
  itemId: Id.optional(),
  salesOrderId: Id.optional(),
  dateFrom: Day.optional(),
  dateTo: Day.optional(),
}
export const InvoiceListInput = listInput(['id', 'number', 'invoiceDate', 'total'], filters)
export type InvoiceListInput = z.infer<typeof InvoiceListInput>
export const InvoiceCountInput = z.object({ search: text(200).optional(), ...filters })
export type InvoiceCountInput = z.infer<typeof InvoiceCountInput>
/** How many there are and what they come to. */
export const InvoiceCount = z.object({ total: z.int(), amount: Money })
export type InvoiceCount = z.infer<typeof InvoiceCount>
/** `lines`: one row a line rather than one an invoice. */
export const InvoiceExportInput = InvoiceCountInput.extend({ lines: z.boolean().default(false) })
export type InvoiceExportInput = z.infer<typeof InvoiceExportInput>

/** The sources there are invoices of, of those the caller may see. */
export const InvoiceSources = z.object({ sources: z.array(z.string()) })
export type InvoiceSources = z.infer<typeof InvoiceSources>

export const InvoiceNo = requiredText(60).refine((no) => invoiceNumber(no) !== '', {
  message: 'A number needs at least one letter or digit',
})

/** A system's name, in the form in which it is compared. */
export const InvoiceSource = requiredText(40)
  .transform(invoiceSource)
  .refine((source) => source !== ownSource, { message: `${ownSource} is the source of the invoices written here` })

export const ImportedCustomer = z.object({
  code: requiredText(40).optional(),
  name: requiredText(200),
  email: z.union([z.literal(''), Email]).optional(),
  phone: text(60).optional(),
  address: text(500).optional(),
  taxId: text(60).optional(),
})
export type ImportedCustomer = z.infer<typeof ImportedCustomer>

export const ImportedItem = z.object({
  sku: Sku,
  /** As the invoice calls it; the item's own name when not given. */
  name: text(200).optional(),
  quantity: PositiveQuantity,
  unitPrice: UnitPriceInput,
  discountPercent: PercentInput.optional(),
  /** The item's own when not given. */
  taxRate: PercentInput.optional(),
})
export type ImportedItem = z.infer<typeof ImportedItem>

export const ImportInvoiceInput = z.object({
  invoiceNo: InvoiceNo,
  invoiceDate: Day,
  source: InvoiceSource.default(importedSource),
  /** A username, an e-mail address or a full name; one that nobody here has is kept as text. */
  salesman: text(200).optional(),
  customer: ImportedCustomer,
  items: z.array(ImportedItem).min(1, { message: 'An invoice needs at least one item' }).max(500),
})
export type ImportInvoiceInput = z.infer<typeof ImportInvoiceInput>

/** At most so many invoices in one batch. */
export const batchLimit = 200

/** One of a batch, or what is wrong with it: a bad one is refused by itself and the others go in. */
const OneOfMany = z
  .unknown()
  .transform((given) => {
    const read = ImportInvoiceInput.safeParse(given)
    if (read.success) return { ok: true as const, invoice: read.data }
    const { invoiceNo } = (given ?? {}) as { invoiceNo?: unknown }
    return {
      ok: false as const,
      invoiceNo: typeof invoiceNo === 'string' ? invoiceNo.slice(0, 60) : '',
      fields: read.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
    }
  })
  .meta({ description: 'An invoice, as POST /sales/import/invoice takes it' })

export const ImportInvoicesInput = z.object({
  invoices: z.array(OneOfMany).min(1).max(batchLimit),
})
export type ImportInvoicesInput = z.infer<typeof ImportInvoicesInput>

export const ImportOutcome = z.enum(['created', 'same', 'conflict', 'refused'])
export const ImportInvoicesResult = z.object({
  created: z.int(),
  same: z.int(),
  conflict: z.int(),
  refused: z.int(),
  /** In the order of the request. */
  results: z.array(
    z.object({
      invoiceNo: z.string(),
      outcome: ImportOutcome,
      /** The invoice that is there now: the new one, or the one that was there before. */
      id: Id.nullable(),
      /** Why it is not in, as POST /sales/import/invoice would have said it. */
      error: z.object({ code: z.string(), message: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
    }),
  ),
})
export type ImportInvoicesResult = z.infer<typeof ImportInvoicesResult>

export const CreateInvoiceInput = z.object({
  salesOrderId: Id,
  /** What is billed, by line of the order; everything shipped and not yet billed when not given. */
  lines: z
    .array(z.object({ lineId: Id, quantity: PositiveQuantity }))
    .min(1)
    .max(500)
    .refine((lines) => new Set(lines.map((line) => line.lineId)).size === lines.length, {
      message: 'A line can be billed once in an invoice',
    })
    .optional(),
})
export type CreateInvoiceInput = z.infer<typeof CreateInvoiceInput>
