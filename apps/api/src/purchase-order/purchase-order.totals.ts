import type { PurchaseOrderCountInput } from '@framewright/contracts/purchase-order/purchase-order.schema'
import { type RawBuilder, sql } from 'kysely'
import { keptCount } from '../statistics/kept.ts'

/**
 * How many orders a filter finds, where that is kept and need not be counted: with no filter, and with states alone.
 * Undefined where it must be counted.
 */
export function keptOrderTotal(filter: PurchaseOrderCountInput): RawBuilder<number> | undefined {
  const { search, supplierId, itemId, orderedFrom, orderedTo, late } = filter
  const narrowed = [search || undefined, supplierId, itemId, orderedFrom, orderedTo, late]
  if (narrowed.some((one) => one !== undefined)) return undefined
  const { status = [] } = filter
  return keptCount('purchaseOrder', status.length === 0 ? undefined : sql`bucket in (${sql.join(status)})`)
}
