import type { Tx } from '../core/sql.ts'

/** So much of an item that came in at a price. Below zero: so much that had come at that price is gone again. */
export interface Valued {
  itemId: number
  quantity: string
  unitPrice: string
}

/**
 * Carries what came in into its items' cost: the average of what was held and what came, weighed by quantity, to four
 * places. Called after the movements are posted, which hold the items until the transaction ends: two deliveries of one
 * item come one after the other, and what was held is what is held now less what came. Where nothing is left, or what is
 * left would be worth less than nothing, the cost stays as it was.
 */
export async function averageCosts(tx: Tx, came: readonly Valued[]): Promise<void> {
  if (came.length === 0) return
  await tx.$executeRaw`
    WITH came AS (
      SELECT item_id, sum(quantity) AS quantity, sum(quantity * price) AS value
      FROM unnest(
        ${came.map((one) => one.itemId)}::int[],
        ${came.map((one) => one.quantity)}::numeric[],
        ${came.map((one) => one.unitPrice)}::numeric[]
      ) AS line (item_id, quantity, price)
      GROUP BY item_id
    ), held AS (
      -- What is ours: everything but the places that may go below zero.
      SELECT came.item_id, came.quantity, came.value, greatest(sum(b.on_hand) - came.quantity, 0) AS before
      FROM came
      JOIN stock_balance b ON b.item_id = came.item_id AND NOT b.allow_negative
      GROUP BY came.item_id, came.quantity, came.value
    )
    UPDATE item SET cost = round((held.before * item.cost + held.value) / (held.before + held.quantity), 4)
    FROM held
    WHERE item.id = held.item_id AND held.before + held.quantity > 0 AND held.before * item.cost + held.value >= 0`
}
