import * as decimal from '@framewright/contracts/core/decimal'
import { purchaseOrderStatuses } from '@framewright/contracts/purchase-order/purchase-order.lifecycle'
import { salesOrderStatuses } from '@framewright/contracts/sales-order/sales-order.lifecycle'
import type {
  FrameStatistics,
  InvoiceStatistics,
  OrderStatistics,
  SalesStatistics,
  StockStatistics,
  TaskStatistics,
  WorkOrderStatistics,
} from '@framewright/contracts/statistics/statistics.schema'
import { type TaskKind, taskKinds } from '@framewright/contracts/task/task.kind'
import { taskStatuses } from '@framewright/contracts/task/task.lifecycle'
import { workOrderStatuses } from '@framewright/contracts/work-order/work-order.lifecycle'
import type { Kept } from './kept.ts'

/** The buckets of one metric. A bucket that never had anything is not there. */
export type Buckets = Readonly<Record<string, Kept>>

/** A figure for each of the names, so that every state is there, also when it has none. */
export function each<K extends string, V>(names: readonly K[], figure: (name: K) => V): Record<K, V> {
  return Object.fromEntries(names.map((name) => [name, figure(name)])) as Record<K, V>
}

export const count = (buckets: Buckets, name: string): number => buckets[name]?.count ?? 0
export const amount = (buckets: Buckets, name: string): string => buckets[name]?.amount ?? '0'
export const total = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((sum, one) => sum + one, 0)

/** Whole pieces; a broken one, which a purchase by measure could leave, does not count. */
const pieces = (quantity: string): number => Number.parseInt(decimal.quantity(quantity), 10)

type PurchaseFigures = NonNullable<OrderStatistics['purchase']>

/** Purchase and sales; a part the caller may not see comes as undefined, and is null, and zero at the top level. */
export function orderFigures(purchase: Buckets | undefined, sales: Buckets | undefined): OrderStatistics {
  return {
    ...purchaseFigures(purchase ?? {}),
    purchase: purchase === undefined ? null : purchaseFigures(purchase),
    sales: sales === undefined ? null : salesFigures(sales),
  }
}

function purchaseFigures(purchase: Buckets): PurchaseFigures {
  const byStatus = each(purchaseOrderStatuses, (status) => count(purchase, status))
  const amountByStatus = each(purchaseOrderStatuses, (status) => decimal.money(amount(purchase, status)))
  return {
    total: total(byStatus),
    byStatus,
    totalAmount: decimal.money(decimal.sum(Object.values(amountByStatus))),
    amountByStatus,
    openAmount: decimal.money(decimal.add(amountByStatus.PENDING, amountByStatus.PARTIALLY_RECEIVED)),
  }
}

/** The buckets are "owner:STATUS"; each state is the sum over the owners. */
function salesFigures(sales: Buckets): SalesStatistics {
  const kept = Object.entries(sales).map(([bucket, figures]) => ({ status: bucket.split(':')[1], ...figures }))
  const of = (status: string) => kept.filter((one) => one.status === status)
  const byStatus = each(salesOrderStatuses, (status) => of(status).reduce((sum, one) => sum + one.count, 0))
  const amountByStatus = each(salesOrderStatuses, (status) =>
    decimal.money(decimal.sum(of(status).map((one) => one.amount))),
  )
  return {
    total: total(byStatus),
    byStatus,
    totalAmount: decimal.money(decimal.sum(Object.values(amountByStatus))),
    amountByStatus,
    openAmount: decimal.money(decimal.sum([amountByStatus.DRAFT, amountByStatus.CONFIRMED, amountByStatus.SHIPPED])),
  }
}

/** The buckets are "owner:SOURCE". */
export function invoiceFigures(invoices: Buckets): InvoiceStatistics {
  const bySource: Record<string, { total: number; amount: string }> = {}
  for (const [bucket, kept] of Object.entries(invoices)) {
    if (kept.count === 0) continue
    const source = bucket.slice(bucket.indexOf(':') + 1)
    const before = bySource[source] ?? { total: 0, amount: '0' }
    const amount = decimal.money(decimal.add(before.amount, kept.amount))
    bySource[source] = { total: before.total + kept.count, amount }
  }
  const all = Object.values(bySource)
  return {
    total: all.reduce((sum, one) => sum + one.total, 0),
    totalAmount: decimal.money(decimal.sum(all.map((one) => one.amount))),
    bySource,
  }
}

export function stockFigures(item: Buckets, stockValue: Buckets, low: number): StockStatistics {
  return {
    items: count(item, 'all'),
    value: decimal.money(decimal.sum(Object.values(stockValue).map((kind) => kind.amount))),
    low,
  }
}

export function frameFigures(frame: Buckets, stock: Buckets, frameTask: Buckets): FrameStatistics {
  const done = (kind: TaskKind) => pieces(amount(frameTask, kind))
  return {
    total: count(frame, 'all'),
    inStock: pieces(amount(stock, 'frames')),
    assembled: done('ASSEMBLY'),
    glazed: done('GLAZING'),
    installed: done('INSTALLATION'),
  }
}

export function workOrderFigures(workOrder: Buckets): WorkOrderStatistics {
  const byStatus = each(workOrderStatuses, (status) => count(workOrder, status))
  return { total: total(byStatus), byStatus }
}

export function taskFigures(task: Buckets): TaskStatistics {
  const byKind = each(taskKinds, (kind) => each(taskStatuses, (status) => count(task, `${kind}:${status}`)))
  return { total: Object.values(byKind).reduce((sum, byStatus) => sum + total(byStatus), 0), byKind }
}
