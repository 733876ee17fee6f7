import { z } from 'zod'
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
  text,
  UnitPrice,
  UnitPriceInput,
} from '../core/primitives.ts'
import { Sku } from '../item/item.schema.ts'
import { Unit } from '../item/units.ts'
import { type SalesOrderAction, salesOrderLifecycle, salesOrderStatuses } from './sales-order.lifecycle.ts'

export const SalesOrderStatus = z.enum(salesOrderStatuses)
const Action = z.enum(Object.keys(salesOrderLifecycle.actions) as [SalesOrderAction, ...SalesOrderAction[]])

/** An order as a list shows it. */
export const SalesOrderSummary = z.object({
  id: Id,
  number: z.string(),
  customer: z.object({ id: Id, name: z.string() }),
  owner: z.object({ id: Id, name: z.string() }).nullable(),
  status: SalesOrderStatus,
  orderDate: z.string(),
  dueDate: z.string().nullable(),
  /** Open and past its due day, in the shop's time zone. */
  late: z.boolean(),
  subtotal: Money,
  taxTotal: Money,
  total: Money,
  version: z.int(),
  allowedActions: z.array(Action),
})
export type SalesOrderSummary = z.infer<typeof SalesOrderSummary>
export const SalesOrderPage = page(SalesOrderSummary)
export type SalesOrderPage = z.infer<typeof SalesOrderPage>

export const SalesOrderLine = z.object({
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
  reserved: Quantity,
  shipped: Quantity,
  /** What of it stands on invoices. */
  invoiced: Quantity,
  outstanding: Quantity,
  cancelled: z.boolean(),
  /** Of the item, in STORAGE and not promised to anybody. */
  available: Quantity,
})
export type SalesOrderLine = z.infer<typeof SalesOrderLine>

export const Shipment = z.object({
  id: Id,
  number: z.string(),
  shippedBy: z.object({ id: Id, name: z.string() }).nullable(),
  shippedAt: Instant,
  notes: z.string(),
  lines: z.array(z.object({ lineId: Id, itemName: z.string(), quantity: Quantity })),
})
export type Shipment = z.infer<typeof Shipment>

export const SalesOrder = SalesOrderSummary.extend({
  notes: z.string(),
  createdAt: Instant,
  confirmedAt: Instant.nullable(),
  shippedAt: Instant.nullable(),
  deliveredAt: Instant.nullable(),
  lines: z.array(SalesOrderLine),
  shipments: z.array(Shipment),
})
export type SalesOrder = z.infer<typeof SalesOrder>

const filters = {
  status: z.array(SalesOrderStatus).max(5).optional(),
  customerId: Id.optional(),
  ownerId: Id.optional(),
  itemId: Id.optional(),
  orderedFrom: Day.optional(),
  orderedTo: Day.optional(),
  late: z.boolean().optional(),
}
export const SalesOrderListInput = listInput(['id', 'number', 'orderDate', 'dueDate', 'total', 'status'], filters)
export type SalesOrderListInput = z.infer<typeof SalesOrderListInput>
export const SalesOrderCountInput = z.object({ search: text(200).optional(), ...filters })
export type SalesOrderCountInput = z.infer<typeof SalesOrderCountInput>
/** `lines`: one row a line rather than one an order. */
export const SalesOrderExportInput = SalesOrderCountInput.extend({ lines: z.boolean().default(false) })
export type SalesOrderExportInput = z.infer<typeof SalesOrderExportInput>

const LineInput = z
  .object({
    itemId: Id.optional(),
    sku: Sku.optional(),
    quantity: PositiveQuantity,
    /** The item's own price and tax rate when not given. */
    unitPrice: UnitPriceInput.optional(),
    discountPercent: PercentInput.default('0'),
    taxRate: PercentInput.optional(),
  })
  .refine((line) => line.itemId !== undefined || line.sku !== undefined, {
    message: 'A line needs an itemId or a sku',
    path: ['itemId'],
  })
const Lines = z.array(LineInput).min(1, { message: 'An order needs at least one line' }).max(500)

export const CreateSalesOrderInput = z.object({
  customerId: Id,
  /** Whose order it is: the caller's when not given; somebody else's only with `salesOrder.read`. */
  ownerId: Id.optional(),
  orderDate: Day.optional(),
  dueDate: Day.nullish(),
  notes: text(2000).default(''),
  lines: Lines,
  /** Also confirms it, in one: where that is refused, nothing is saved. */
  confirm: z.boolean().default(false),
})
export type CreateSalesOrderInput = z.infer<typeof CreateSalesOrderInput>

export const UpdateSalesOrderInput = z.object({
  id: Id,
  version: z.int().optional(),
  customerId: Id.optional(),
  ownerId: Id.optional(),
  orderDate: Day.optional(),
  dueDate: Day.nullish(),
  notes: text(2000).optional(),
  /** Replaces all lines; only while DRAFT. */
  lines: Lines.optional(),
  /** Performs the lifecycle action that leads to this status; WRONG_STATE when there is none. */
  status: SalesOrderStatus.optional(),
})
export type UpdateSalesOrderInput = z.infer<typeof UpdateSalesOrderInput>

export const ShipInput = z.object({
  id: Id,
  /** What goes out, by line; everything outstanding when not given. */
  lines: z
    .array(z.object({ lineId: Id, quantity: PositiveQuantity }))
    .min(1)
    .max(500)
    .refine((lines) => new Set(lines.map((line) => line.lineId)).size === lines.length, {
      message: 'A line can be shipped once in a shipment',
    })
    .optional(),
  notes: text(2000).default(''),
})
export type ShipInput = z.infer<typeof ShipInput>

export const CancelLineInput = z.object({ id: Id, lineId: Id })
export type CancelLineInput = z.infer<typeof CancelLineInput>
