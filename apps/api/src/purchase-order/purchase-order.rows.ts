import { notFound } from '@framewright/contracts/errors'
import type { PurchaseOrderStatus } from '@framewright/contracts/purchase-order/purchase-order.lifecycle'
import { build, run, type Tx } from '../core/sql.ts'

/** A purchase order as a command sees it, locked. */
export interface LockedPurchaseOrder {
  id: number
  number: string
  status: PurchaseOrderStatus
  version: number
}

/**
 * Holds the order's row until the transaction ends: whoever receives, changes or closes it comes one after the other, and
 * reads its lines as the one before left them.
 */
export async function lockPurchaseOrder(tx: Tx, id: number): Promise<LockedPurchaseOrder> {
  const [row] = await run(
    tx,
    build
      .selectFrom('purchase_order')
      .select(['id', 'number', 'status', 'version'])
      .where('id', '=', id)
      .forNoKeyUpdate(),
  )
  if (row === undefined) throw notFound('purchase order', id)
  return row
}
