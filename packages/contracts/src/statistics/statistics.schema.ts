import { z } from 'zod'
import { Id, Money, Quantity } from '../core/primitives.ts'
import { ProductionOrderStatus } from '../production-order/production-order.schema.ts'
import { PurchaseOrderStatus } from '../purchase-order/purchase-order.schema.ts'
import { SalesOrderStatus } from '../sales-order/sales-order.schema.ts'
import { TaskKind } from '../task/task.kind.ts'
import { TaskStatus } from '../task/task.schema.ts'
import { WorkOrderStatus } from '../work-order/work-order.schema.ts'

/** Every state is there, also when it has none. Counts are whole numbers, money is a decimal string. */
const purchase = {
  total: z.int(),
  byStatus: z.record(PurchaseOrderStatus, z.int()),
  totalAmount: Money,
  amountByStatus: z.record(PurchaseOrderStatus, Money),
  /** PENDING and PARTIALLY_RECEIVED together. */
  openAmount: Money,
}
export const PurchaseStatistics = z.object(purchase)
export const SalesStatistics = z.object({
  total: z.int(),
  byStatus: z.record(SalesOrderStatus, z.int()),
  totalAmount: Money,
  amountByStatus: z.record(SalesOrderStatus, Money),
  /** DRAFT, CONFIRMED and SHIPPED together: what is not finished. */
  openAmount: Money,
})
export type SalesStatistics = z.infer<typeof SalesStatistics>
/**
 * The top level and `purchase` say the same; a part the caller may not see is null, and zero at the top level. `sales`
 * counts the caller's own orders where they may see no others.
 */
export const OrderStatistics = z.object({
  ...purchase,
  purchase: PurchaseStatistics.nullable(),
  sales: SalesStatistics.nullable(),
})
export type OrderStatistics = z.infer<typeof OrderStatistics>

/** `total`: kinds of frame in the catalogue; the rest: pieces. */
export const FrameStatistics = z.object({
  total: z.int(),
  /** Pieces on hand in STORAGE. */
  inStock: z.int(),
  assembled: z.int(),
  glazed: z.int(),
  installed: z.int(),
})
export type FrameStatistics = z.infer<typeof FrameStatistics>

export const WorkOrderStatistics = z.object({ total: z.int(), byStatus: z.record(WorkOrderStatus, z.int()) })
export type WorkOrderStatistics = z.infer<typeof WorkOrderStatistics>

/** Quantities are of all orders, imported history with them, in the units of their items. */
export const ProductionStatistics = z.object({
  total: z.int(),
  byStatus: z.record(ProductionOrderStatus, z.int()),
  /** What the orders of each state plan, made and lost. */
  quantities: z.record(ProductionOrderStatus, z.object({ planned: Quantity, produced: Quantity, scrapped: Quantity })),
  /** Of all orders but drafts and cancelled ones. */
  planned: Quantity,
  produced: Quantity,
  scrapped: Quantity,
  /** Orders that are open and past their due date, in the shop's time zone. */
  late: z.int(),
  /** What lies before each making stage of the orders under way: orders, and pieces. */
  wip: z.array(z.object({ stage: TaskKind, orders: z.int(), quantity: Quantity })),
  /** Plan against actual on each of the last days, oldest first: due that day, finished good and lost that day. */
  days: z.array(z.object({ day: z.string(), planned: Quantity, produced: Quantity, scrapped: Quantity })),
})
/** `days`: how many to look back, today included. */
export const ProductionStatisticsInput = z.object({ days: z.int().min(1).max(366).default(30) }).default({ days: 30 })
export type ProductionStatisticsInput = z.infer<typeof ProductionStatisticsInput>
export type ProductionStatistics = z.infer<typeof ProductionStatistics>

export const TaskStatistics = z.object({
  total: z.int(),
  byKind: z.record(TaskKind, z.record(TaskStatus, z.int())),
})
export type TaskStatistics = z.infer<typeof TaskStatistics>

/** Stock on hand at real places, at moving-average cost. */
export const StockStatistics = z.object({
  /** Items in the catalogue. */
  items: z.int(),
  value: Money,
  /** Items at or below their reorder point. */
  low: z.int(),
})
export type StockStatistics = z.infer<typeof StockStatistics>

/** The caller's own invoices where they may see no others. */
export const InvoiceStatistics = z.object({
  total: z.int(),
  totalAmount: Money,
  /** By the system they came from; `OWN` are those written here. */
  bySource: z.record(z.string(), z.object({ total: z.int(), amount: Money })),
})
export type InvoiceStatistics = z.infer<typeof InvoiceStatistics>

/** What needs somebody now. */
export const Attention = z.object({
  kind: z.enum([
    'LATE_WORK_ORDER',
    'LATE_PURCHASE_ORDER',
    'LATE_SALES_ORDER',
    'SHORT_SALES_ORDER',
    'LATE_PRODUCTION_ORDER',
    'LOW_STOCK',
    'UNASSIGNED_WORK_ORDER',
    'WAITING_USER',
  ]),
  /** How many there are in all; `examples` holds the most urgent few. */
  count: z.int(),
  examples: z.array(z.object({ id: Id, title: z.string(), detail: z.string(), day: z.string().nullable() })),
})
export type Attention = z.infer<typeof Attention>

/** A figure for each of the last days, oldest first. */
const Trend = z.array(z.object({ day: z.string(), value: z.number() }))

/** The home screen in one answer. Parts the caller may not see are null. */
export const DashboardSummary = z.object({
  orders: OrderStatistics.nullable(),
  frames: FrameStatistics.nullable(),
  workOrders: WorkOrderStatistics.nullable(),
  tasks: TaskStatistics.nullable(),
  stock: StockStatistics.nullable(),
  invoices: InvoiceStatistics.nullable(),
  attention: z.array(Attention),
  trends: z.object({
    purchaseAmount: Trend,
    salesAmount: Trend,
    invoicedAmount: Trend,
    workOrdersCompleted: Trend,
    tasksCompleted: Trend,
    framesMade: Trend,
  }),
})
export type DashboardSummary = z.infer<typeof DashboardSummary>
