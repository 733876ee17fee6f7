import { z } from 'zod'
import {
  Day,
  Id,
  Instant,
  listInput,
  Money,
  PositiveQuantity,
  page,
  Quantity,
  requiredText,
  text,
  UnitPrice,
  UnitPriceInput,
} from '../core/primitives.ts'
import { Unit } from '../item/units.ts'
import { type PurchaseOrderAction, purchaseOrderLifecycle, purchaseOrderStatuses } from './purchase-order.lifecycle.ts'

export const PurchaseOrderStatus = z.enum(purchaseOrderStatuses)
const Action = z.enum(Object.keys(purchaseOrderLifecycle.actions) as [PurchaseOrderAction, ...PurchaseOrderAction[]])

/** An order as a list shows it. */
export const PurchaseOrderSummary = z.object({
  id: Id,
  number: z.string(),
  supplier: z.object({ id: Id, name: z.string() }),
  orderDate: z.string(),
  expectedDate: z.string().nullable(),
  status: PurchaseOrderStatus,
  totalAmount: Money,
  /** Open and past its expected day, in the shop's time zone. */
  late: z.boolean(),
  version: z.int(),
  allowedActions: z.array(Action),
})
export type PurchaseOrderSummary = z.infer<typeof PurchaseOrderSummary>
export const PurchaseOrderPage = page(PurchaseOrderSummary)
export type PurchaseOrderPage = z.infer<typeof PurchaseOrderPage>

export const PurchaseOrderLine = z.object({
  id: Id,
  lineNo: z.int(),
  itemId: Id.nullable(),
  sku: z.string().nullable(),
  itemName: z.string(),
  unit: Unit.nullable(),
  quantity: Quantity,
  unitPrice: UnitPrice,
  totalPrice: Money,
  received: Quantity,
  outstanding: Quantity,
})
export type PurchaseOrderLine = z.infer<typeof PurchaseOrderLine>

export const Receipt = z.object({
  id: Id,
  number: z.string(),
  location: z.object({ id: Id, name: z.string() }),
  receivedBy: z.object({ id: Id, name: z.string() }).nullable(),
  receivedAt: Instant,
  notes: z.string(),
  lines: z.array(z.object({ lineId: Id, itemName: z.string(), quantity: Quantity })),
})
export type Receipt = z.infer<typeof Receipt>

export const PurchaseOrder = PurchaseOrderSummary.extend({
  notes: z.string(),
  createdBy: z.object({ id: Id, name: z.string() }).nullable(),
  createdAt: Instant,
  lines: z.array(PurchaseOrderLine),
  receipts: z.array(Receipt),
})
export type PurchaseOrder = z.infer<typeof PurchaseOrder>

const filters = {
  status: z.array(PurchaseOrderStatus).max(4).optional(),
  supplierId: Id.optional(),
  itemId: Id.optional(),
  orderedFrom: Day.optional(),
  orderedTo: Day.optional(),
  late: z.boolean().optional(),
}
export const PurchaseOrderListInput = listInput(
  ['id', 'number', 'orderDate', 'expectedDate', 'totalAmount', 'status'],
  filters,
)
export type PurchaseOrderListInput = z.infer<typeof PurchaseOrderListInput>
export const PurchaseOrderCountInput = z.object({ search: text(200).optional(), ...filters })
export type PurchaseOrderCountInput = z.infer<typeof PurchaseOrderCountInput>
/** `lines`: one row a line rather than one an order. */
export const PurchaseOrderExportInput = PurchaseOrderCountInput.extend({ lines: z.boolean().default(false) })
export type PurchaseOrderExportInput = z.infer<typeof PurchaseOrderExportInput>

const LineInput = z
  .object({
    itemId: Id.optional(),
    /** Free text for what is not in the catalogue. */
    itemName: requiredText(200).optional(),
    quantity: PositiveQuantity,
    unitPrice: UnitPriceInput,
  })
  .refine((line) => line.itemId !== undefined || line.itemName !== undefined, {
    message: 'A line needs an itemId or an itemName',
    path: ['itemId'],
  })
const Lines = z.array(LineInput).min(1, { message: 'An order needs at least one line' }).max(500)

export const CreatePurchaseOrderInput = z
  .object({
    supplierId: Id.optional(),
    /** Found by name regardless of case, or created when the caller may. */
    supplierName: requiredText(200).optional(),
    /** Today in the shop's time zone when not given. */
    orderDate: Day.optional(),
    expectedDate: Day.nullish(),
    notes: text(2000).default(''),
    lines: Lines,
  })
  .refine((order) => order.supplierId !== undefined || order.supplierName !== undefined, {
    message: 'Give a supplierId or a supplierName',
    path: ['supplierId'],
  })
export type CreatePurchaseOrderInput = z.infer<typeof CreatePurchaseOrderInput>

export const UpdatePurchaseOrderInput = z.object({
  id: Id,
  version: z.int().optional(),
  supplierId: Id.optional(),
  orderDate: Day.optional(),
  expectedDate: Day.nullish(),
  notes: text(2000).optional(),
  /** Replaces all lines; only while nothing has been received. */
  lines: Lines.optional(),
  /** Performs the lifecycle action that leads to this status; WRONG_STATE when there is none. */
  status: PurchaseOrderStatus.optional(),
})
export type UpdatePurchaseOrderInput = z.infer<typeof UpdatePurchaseOrderInput>

export const ReceiveInput = z.object({
  id: Id,
  /** What came, by line; everything outstanding when not given. */
  lines: z
    .array(z.object({ lineId: Id, quantity: PositiveQuantity }))
    .min(1)
    .max(500)
    .refine((lines) => new Set(lines.map((line) => line.lineId)).size === lines.length, {
      message: 'A line can be received once in a receipt',
    })
    .optional(),
  /** A STORAGE or QUARANTINE location; the default storage when not given. */
  locationId: Id.optional(),
  notes: text(2000).default(''),
})
export type ReceiveInput = z.infer<typeof ReceiveInput>
