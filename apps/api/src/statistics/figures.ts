import * as decimal from '@framewright/contracts/core/decimal'
import { purchaseOrderStatuses } from '@framewright/contracts/purchase-order/purchase-order.lifecycle'
import type {
  FrameStatistics,
  OrderStatistics,
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
function each<K extends string, V>(names: readonly K[], figure: (name: K) => V): Record<K, V> {
  return Object.fromEntries(names.map((name) => [name, figure(name)])) as Record<K, V>
}

const count = (buckets: Buckets, name: string): number => buckets[name]?.count ?? 0
const amount = (buckets: Buckets, name: string): string => buckets[name]?.amount ?? '0'
const total = (counts: Record<string, number>): number => Object.values(counts).reduce((sum, one) => sum + one, 0)

/** Whole pieces; a broken one, which a purchase by measure could leave, does not count. */
const pieces = (quantity: string): number => Number.parseInt(decimal.quantity(quantity), 10)

export function orderFigures(purchase: Buckets): OrderStatistics {
  const byStatus = each(purchaseOrderStatuses, (status) => count(purchase, status))
  const amountByStatus = each(purchaseOrderStatuses, (status) => decimal.money(amount(purchase, status)))
  const figures = {
    total: total(byStatus),
    byStatus,
    totalAmount: decimal.money(decimal.sum(Object.values(amountByStatus))),
    amountByStatus,
    openAmount: decimal.money(decimal.add(amountByStatus.PENDING, amountByStatus.PARTIALLY_RECEIVED)),
  }
  return { ...figures, purchase: figures }
}

export function frameFigures(frame: Buckets, stock: Buckets, task: Buckets): FrameStatistics {
  const done = (kind: TaskKind) => pieces(amount(task, `${kind}:COMPLETED`))
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
