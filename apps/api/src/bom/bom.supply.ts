import type { NetItem } from '@framewright/contracts/bom/bom.explosion'
import * as decimal from '@framewright/contracts/core/decimal'
import { isCounted } from '@framewright/contracts/item/units'
import { sql } from 'kysely'
import { type Ask, askMany, perOne, takenInMaking } from './bom.graph.ts'
import { countsOn, inForce } from './bom.rows.ts'

export interface GraphItem {
  id: number
  sku: string
  name: string
  kind: string
  unit: string
  active: boolean
  cost: string
  available: string
  /** Ordered and not yet received. */
  ordered: string
  /** Of open production orders, still to be made, for anybody's use. */
  making: string
  /** Wanted by open production orders that have not reserved it. */
  promised: string
  /** Days from ordering or beginning it until it is there. */
  leadDays: number
}

/**
 * The items with what is there, what is coming and what is wanted of them, in one statement. What a production order makes
 * for the draft of another sales order is that one's: it is not in `making`, but for what other orders of its plan take.
 */
export function readSupply(
  ask: Ask,
  ids: readonly number[],
  today: string,
  salesOrderId?: number,
): Promise<GraphItem[]> {
  const wanted = [...ids]
  return askMany(
    ask,
    ['id', 'sku', 'name', 'kind', 'unit', 'active', 'cost', 'available', 'ordered', 'making', 'promised', 'leadDays'],
    sql<GraphItem>`
    with making as (
      select o.item_id, sum(case when sale.status = 'DRAFT' and sale.id is distinct from ${salesOrderId ?? null}::int
        then least(o.planned - o.produced - o.scrapped, coalesce(peg.quantity, 0)) else o.planned - o.produced - o.scrapped end) as quantity
      from production_order o
      left join sales_order sale on sale.id = o.sales_order_id
      left join lateral (select sum(p.quantity) as quantity from production_peg p where p.order_id = o.id) peg on true
      where o.status in ('DRAFT', 'RELEASED', 'IN_PROGRESS', 'ON_HOLD') and o.item_id = any(${wanted}::int[])
        and o.planned > o.produced + o.scrapped
      group by o.item_id
    ), drafted as (
      select line.component_id, sum(round(${perOne('line', 'component')}::numeric * o.planned, 6)) as quantity
      from production_order o
      join bom on bom.id = ${inForce('o.item_id', today)}
      join bom_line line on line.bom_id = bom.id
      join item component on component.id = line.component_id
      left join frame on frame.id = o.item_id
      where o.status = 'DRAFT' and line.component_id = any(${wanted}::int[])
        and ${countsOn('line', today)} and ${takenInMaking('line', 'frame')}
      group by line.component_id
    ), released as (
      select line.component_id, sum(greatest(line.needed - line.consumed - coalesce(held.open, 0), 0)) as quantity
      from production_order o
      join production_order_line line on line.order_id = o.id
      left join lateral (
        select sum(r.quantity - r.consumed) as open from reservation r
        where r.production_line_id = line.id and not r.released
      ) held on true
      where o.status in ('RELEASED', 'IN_PROGRESS', 'ON_HOLD') and line.component_id = any(${wanted}::int[])
      group by line.component_id
    ), ordered as (
      select line.item_id, sum(line.quantity - line.received) as quantity
      from purchase_order_line line join purchase_order o on o.id = line.order_id
      where line.item_id = any(${wanted}::int[]) and line.received < line.quantity
        and o.status in ('PENDING', 'PARTIALLY_RECEIVED')
      group by line.item_id
    )
    select item.id, item.sku, item.name, item.kind, item.unit, item.active, item.cost::text as cost,
      trim_scale(item_stock.on_hand - item_stock.reserved)::text as available,
      trim_scale(coalesce(ordered.quantity, 0))::text as ordered, trim_scale(coalesce(making.quantity, 0))::text as making,
      trim_scale(coalesce(drafted.quantity, 0) + coalesce(released.quantity, 0))::text as promised,
      item.lead_days as "leadDays"
    from item join item_stock on item_stock.item_id = item.id
    left join making on making.item_id = item.id
    left join drafted on drafted.component_id = item.id
    left join released on released.component_id = item.id
    left join ordered on ordered.item_id = item.id
    where item.id = any(${wanted}::int[])`,
  )
}

/** What is on its way, from whoever it comes. */
export const incomingOf = ({ ordered, making }: Pick<GraphItem, 'ordered' | 'making'>): string =>
  making === '0' ? decimal.quantity(ordered) : decimal.quantity(decimal.add(ordered, making))

/** The item as netting sees it. What is counted is made in whole pieces. */
export function netItem(item: GraphItem, made: boolean): NetItem {
  // Of most items of a large bill nothing is coming and nothing promised.
  const incoming = incomingOf(item)
  const coming = incoming === '0' ? item.available : decimal.add(item.available, incoming)
  return {
    made,
    whole: isCounted(item.unit),
    service: item.kind === 'SERVICE',
    free: item.promised === '0' ? coming : decimal.subtract(coming, item.promised),
  }
}
