import { z } from 'zod'
import {
  Id,
  Instant,
  listInput,
  Money,
  NonNegativeQuantity,
  PositiveQuantity,
  page,
  Quantity,
  Ref,
  requiredText,
  text,
} from '../core/primitives.ts'
import { FulfilmentSource } from '../fulfilment/fulfilment.schema.ts'
import { Unit } from '../item/units.ts'
import {
  type CustomerReturnAction,
  customerReturnActions,
  customerReturnStatuses,
} from './customer-return.lifecycle.ts'

export const CustomerReturnStatus = z.enum(customerReturnStatuses)
const Action = z.enum(customerReturnActions as [CustomerReturnAction, ...CustomerReturnAction[]])

export const CustomerReturnSummary = z.object({
  id: Id,
  number: z.string(),
  /** The order or invoice the goods were sold by. */
  source: FulfilmentSource,
  /** The delivery they came from, where one was named. */
  fulfilment: z.object({ id: Id, number: z.string() }).nullable(),
  customer: Ref,
  owner: Ref.nullable(),
  status: CustomerReturnStatus,
  reason: z.string(),
  lineCount: z.int(),
  createdAt: Instant,
  version: z.int(),
  allowedActions: z.array(Action),
})
export type CustomerReturnSummary = z.infer<typeof CustomerReturnSummary>
export const CustomerReturnPage = page(CustomerReturnSummary)
export type CustomerReturnPage = z.infer<typeof CustomerReturnPage>

export const CustomerReturnLine = z.object({
  id: Id,
  lineNo: z.int(),
  itemId: Id,
  sku: z.string(),
  itemName: z.string(),
  unit: Unit,
  /** What the customer says they send back. */
  quantity: Quantity,
  /** What came; null before. */
  received: Quantity.nullable(),
  passed: Quantity.nullable(),
  failed: Quantity.nullable(),
  finding: z.string(),
  /** How many are credited, and what for without tax; zero where nothing is. */
  credited: Quantity,
  creditSubtotal: Money,
  creditTaxTotal: Money,
})
export type CustomerReturnLine = z.infer<typeof CustomerReturnLine>
export const CustomerReturn = CustomerReturnSummary.extend({
  notes: z.string(),
  createdBy: Ref.nullable(),
  receivedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  /** What the customer gets back; null: nothing yet. */
  credit: z
    .object({
      /** CN-2026-000001, without gaps. */
      number: z.string(),
      subtotal: Money,
      taxTotal: Money,
      total: Money,
      at: Instant,
      by: Ref.nullable(),
    })
    .nullable(),
  lines: z.array(CustomerReturnLine),
})
export type CustomerReturn = z.infer<typeof CustomerReturn>

const filters = {
  status: z.array(CustomerReturnStatus).max(8).optional(),
  salesOrderId: Id.optional(),
  invoiceId: Id.optional(),
  fulfilmentId: Id.optional(),
  customerId: Id.optional(),
  itemId: Id.optional(),
}
export const CustomerReturnListInput = listInput(['id', 'number', 'status'], filters)
export type CustomerReturnListInput = z.infer<typeof CustomerReturnListInput>

/** What can still be sent back of an order, an invoice or a delivery. */
export const ReturnableInput = z.object({
  salesOrderId: Id.optional(),
  invoiceId: Id.optional(),
  fulfilmentId: Id.optional(),
})
export type ReturnableInput = z.infer<typeof ReturnableInput>
export const Returnable = z.object({
  source: FulfilmentSource,
  customer: Ref,
  lines: z.array(
    z.object({
      /** The line of the order or invoice. */
      lineId: Id,
      lineNo: z.int(),
      itemId: Id,
      sku: z.string(),
      itemName: z.string(),
      unit: Unit,
      delivered: Quantity,
      /** In other returns that were not rejected or cancelled. */
      returned: Quantity,
      returnable: Quantity,
    }),
  ),
})
export type Returnable = z.infer<typeof Returnable>

const one = (input: { salesOrderId?: unknown; invoiceId?: unknown; fulfilmentId?: unknown }) =>
  [input.salesOrderId, input.invoiceId, input.fulfilmentId].filter((id) => id !== undefined).length === 1

const distinct = (lines: readonly { lineId: number }[]) =>
  new Set(lines.map((line) => line.lineId)).size === lines.length
const lineOnce = { message: 'A line can stand once in a return' }

export const CreateCustomerReturnInput = z
  .object({
    /** One of the three: what the goods were delivered by. */
    salesOrderId: Id.optional(),
    invoiceId: Id.optional(),
    fulfilmentId: Id.optional(),
    reason: requiredText(500),
    notes: text(2000).default(''),
    /** By line of the order or invoice. */
    lines: z
      .array(z.object({ lineId: Id, quantity: PositiveQuantity }))
      .min(1)
      .max(500)
      .refine(distinct, lineOnce),
  })
  .refine(one, { message: 'Give a salesOrderId, an invoiceId or a fulfilmentId, one of them', path: ['salesOrderId'] })
export type CreateCustomerReturnInput = z.infer<typeof CreateCustomerReturnInput>

export const ReceiveReturnInput = z.object({
  id: Id,
  /** By line of the return, where less came than was announced; a line that is not named came in full. */
  lines: z
    .array(z.object({ lineId: Id, received: NonNegativeQuantity }))
    .max(500)
    .refine(distinct, lineOnce)
    .default([]),
})
export type ReceiveReturnInput = z.infer<typeof ReceiveReturnInput>
export const InspectReturnInput = z.object({
  id: Id,
  /** By line of the return: every piece received either passed or failed. */
  lines: z
    .array(
      z.object({
        lineId: Id,
        passed: NonNegativeQuantity,
        failed: NonNegativeQuantity,
        finding: text(500).default(''),
      }),
    )
    .min(1)
    .max(500)
    .refine(distinct, lineOnce),
})
export type InspectReturnInput = z.infer<typeof InspectReturnInput>
export const RestockReturnInput = z.object({
  id: Id,
  /** The storage place for what passed; STOCK when not given. */
  locationId: Id.optional(),
})
export type RestockReturnInput = z.infer<typeof RestockReturnInput>
export const CreditReturnInput = z.object({
  id: Id,
  /** By line of the return, how many are credited; a line that is not named in full, as it came. */
  lines: z
    .array(z.object({ lineId: Id, quantity: NonNegativeQuantity }))
    .max(500)
    .refine(distinct, lineOnce)
    .default([]),
})
export type CreditReturnInput = z.infer<typeof CreditReturnInput>
export const EndReturnInput = z.object({ id: Id, reason: text(500).default('') })
export type EndReturnInput = z.infer<typeof EndReturnInput>
