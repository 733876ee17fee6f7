import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import type { Tx } from '../core/sql.ts'
import { post, systemLocations } from '../stock/ledger.ts'

/** An opening quantity is a movement like any other: ADJUSTMENTS → the default storage location. */
export async function postOpeningStock(
  tx: Tx,
  call: Call,
  itemId: number,
  quantity: string | undefined,
): Promise<void> {
  if (quantity === undefined || !decimal.isPositive(quantity)) return
  const at = await systemLocations(tx)
  await post(tx, call, { type: 'item', id: itemId, operation: 'opening' }, [
    { itemId, fromId: at.ADJUSTMENTS, toId: at.STOCK, quantity, reason: 'Opening stock' },
  ])
}
