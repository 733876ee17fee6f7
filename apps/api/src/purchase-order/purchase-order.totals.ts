import type { PurchaseOrderStatus } from '@framewright/contracts/purchase-order/purchase-order.lifecycle'
import type { PurchaseOrderCountInput } from '@framewright/contracts/purchase-order/purchase-order.schema'
import type { ReadDb } from '@framewright/db/client'
import { readKept } from '../statistics/kept.ts'

/**
 * How many orders a filter finds, where that is kept and need not be counted: with no filter, and with states alone.
 * Undefined where it must be counted.
 */
export function keptOrderTotal(read: ReadDb, filter: PurchaseOrderCountInput): Promise<number> | undefined {
  const { search, supplierId, itemId, orderedFrom, orderedTo, late } = filter
  const narrowed = [search || undefined, supplierId, itemId, orderedFrom, orderedTo, late]
  if (narrowed.some((one) => one !== undefined)) return undefined
  return sumOf(read, filter.status)
}

async function sumOf(read: ReadDb, statuses: readonly PurchaseOrderStatus[] | undefined): Promise<number> {
  const { purchaseOrder = {} } = await readKept(read, ['purchaseOrder'])
  const wanted = statuses === undefined || statuses.length === 0 ? Object.keys(purchaseOrder) : [...new Set(statuses)]
  return wanted.reduce((total, status) => total + (purchaseOrder[status]?.count ?? 0), 0)
}
