import * as decimal from '@framewright/contracts/core/decimal'
import { isCounted } from '@framewright/contracts/item/units'
import type { ReorderProposals } from '@framewright/contracts/stock/stock.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { inForce } from '../bom/bom.rows.ts'
import { incoming } from '../item/item.sql.ts'
import { available } from './stock.sql.ts'

/** Of the row's item: what open production orders still have to make. */
const making = sql<string>`coalesce((
  select sum(o.planned - o.produced - o.scrapped) from production_order o
  where o.item_id = item.id and o.status in ('DRAFT', 'RELEASED', 'IN_PROGRESS', 'ON_HOLD')
    and o.planned > o.produced + o.scrapped), 0)`

/**
 * What to order or make: items whose available and incoming stock, what is being made among it, is together at or below
 * the reorder point. As much as the item's
 * reorder quantity, else up to the point; from whom the last order was, at its price, else at the item's cost. Only the
 * items kept as low are looked at, since what is coming only adds to what is available.
 */
export async function readReorderProposals(read: ReadDb, today: string): Promise<ReorderProposals> {
  const rows = await read
    .selectFrom('low_stock')
    .innerJoin('item', 'item.id', 'low_stock.item_id')
    .innerJoin('item_stock', 'item_stock.item_id', 'item.id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('purchase_order_line as line')
          .innerJoin('purchase_order', 'purchase_order.id', 'line.order_id')
          .innerJoin('supplier', 'supplier.id', 'purchase_order.supplier_id')
          .select(['supplier.id as supplier_id', 'supplier.name as supplier', 'line.unit_price'])
          .whereRef('line.item_id', '=', 'item.id')
          .where('purchase_order.status', '<>', 'CANCELLED')
          .where('supplier.active', '=', true)
          .orderBy('purchase_order.order_date', 'desc')
          .orderBy('line.id', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['item.id', 'item.sku', 'item.name', 'item.unit', 'item.cost', 'item.reorder_quantity'])
    .select(sql<string>`item.reorder_point`.as('reorder_point'))
    .select([available.as('available'), sql<string>`(${incoming} + ${making})`.as('incoming')])
    .select(sql<boolean>`${inForce('item.id', today)} is not null`.as('made'))
    .select(['last.supplier_id', 'last.supplier', 'last.unit_price'])
    .orderBy(sql`lower(item.name)`)
    .orderBy('item.id')
    .execute()

  const items = rows.flatMap((row) => {
    const short = decimal.subtract(row.reorder_point, decimal.add(row.available, row.incoming))
    // What is counted is not sold in parts.
    const wanted = row.reorder_quantity ?? short
    const quantity = isCounted(row.unit) ? decimal.wholeUp(wanted) : wanted
    // At the point and no quantity given: it is already up to the point.
    if (decimal.compare(short, 0) < 0 || !decimal.isPositive(quantity)) return []
    const { supplier_id: id, supplier: name } = row
    return [
      {
        itemId: row.id,
        sku: row.sku,
        name: row.name,
        unit: row.unit,
        available: decimal.quantity(row.available),
        incoming: decimal.quantity(row.incoming),
        reorderPoint: decimal.quantity(row.reorder_point),
        quantity: decimal.quantity(quantity),
        supplier: id === null || name === null ? null : { id, name },
        unitPrice: decimal.unitPrice(row.unit_price ?? row.cost),
        made: row.made,
      },
    ]
  })
  return { items }
}
