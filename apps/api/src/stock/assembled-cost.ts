import type { Tx } from '../core/sql.ts'
import type { Valued } from './moving-average.ts'

/** What the materials of one that is assembled and waits for glazing cost, on average; read while the item is held. */
export async function assembledAt(tx: Tx, itemId: number): Promise<string> {
  const item = await tx.item.findUniqueOrThrow({ where: { id: itemId }, select: { assembledCost: true } })
  return item.assembledCost.toFixed()
}

/**
 * Carries what was assembled into the average of what waits, weighed by quantity, to four places. An item's own cost
 * changes only with what is finished: a half-made one is no measure for those that are sold. Called after the movements
 * are posted, which hold the item until the transaction ends.
 */
export async function averageAssembled(tx: Tx, came: Valued): Promise<void> {
  await tx.$executeRaw`
    UPDATE item SET assembled_cost =
      round((greatest(b.on_hand - ${came.quantity}::numeric, 0) * item.assembled_cost
        + ${came.quantity}::numeric * ${came.unitPrice}::numeric)
        / (greatest(b.on_hand - ${came.quantity}::numeric, 0) + ${came.quantity}::numeric), 4)
    FROM stock_balance b JOIN location l ON l.id = b.location_id AND l.code = 'ASSEMBLED'
    WHERE item.id = ${came.itemId} AND b.item_id = item.id`
}
