import type { NetItem, Structure } from '@framewright/contracts/bom/bom.explosion'
import * as decimal from '@framewright/contracts/core/decimal'
import { DomainError } from '@framewright/contracts/errors'
import { isCounted } from '@framewright/contracts/item/units'
import { type RawBuilder, sql } from 'kysely'
import {
  type Ask,
  askMany,
  type BomEdge,
  type GraphWanted,
  type Part,
  partsBelow,
  perOne,
  readStructure,
  takenInMaking,
} from './bom.graph.ts'
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

/** What is made of what below some items, and what there is of each. */
export interface Below {
  structure: Structure<BomEdge>
  items: ReadonlyMap<number, GraphItem>
}

interface ReadBelow {
  /** The order it is planned for. */
  salesOrderId?: number | undefined
  /** Whether both statements can be asked at a time, which a transaction cannot. */
  together?: boolean
  attempts?: number
}

/**
 * Reads the structure below some items and the supply of all in it, in two statements.
 * @throws DomainError RULE_VIOLATED with the way down where an item is a part of itself on that day; CONFLICT where bills are
 * released faster than they are read.
 */
export async function readBelow(
  ask: Ask,
  wanted: GraphWanted,
  today: string,
  { salesOrderId, together = false, attempts = 3 }: ReadBelow = {},
): Promise<Below> {
  const asked = readStructure(ask, wanted)
  if (!together) await asked
  const [structure, supply] = await Promise.all([asked, readSupply(ask, wanted, today, salesOrderId)])
  const items = new Map(supply.map((item) => [item.id, item]))
  const isKnown = (id: number) => items.has(id) || wanted.roots.includes(id)
  if (structure.order.every(isKnown)) return { structure, items }
  // A bill that was released between the two statements brought what one of them did not know.
  if (attempts > 1) return readBelow(ask, wanted, today, { salesOrderId, attempts: attempts - 1 })
  throw new DomainError('CONFLICT', 'The bills of materials are being changed. Try again in a moment.', {})
}

/**
 * Some items and all below them, with what is there, what is coming and what is wanted of each, in one statement. What a
 * production order makes for the draft of another sales order is that one's: it is not in `making`, but for what other orders
 * of its plan take.
 */
async function readSupply(ask: Ask, wanted: GraphWanted, today: string, salesOrderId?: number): Promise<GraphItem[]> {
  const given = sql`${partsBelow(wanted)}, wanted as materialized (select distinct id from part)`
  // What is coming and wanted is there of few of many items: put together here, it costs nothing for the others.
  const [items, making, drafted, released, ordered] = await askMany<[ItemRow, Sum, Sum, Sum, Sum]>(
    ask,
    given,
    {
      columns: ['id', 'sku', 'name', 'kind', 'unit', 'active', 'cost', 'available', 'leadDays'],
      query: sql`
      select item.id, item.sku, item.name, item.kind, item.unit, item.active, item.cost::text as cost,
        trim_scale(item_stock.on_hand - item_stock.reserved)::text as available, item.lead_days as "leadDays"
      from wanted join item on item.id = wanted.id join item_stock on item_stock.item_id = wanted.id`,
    },
    sums(sql`
      select o.item_id as id, sum(case when sale.status = 'DRAFT' and sale.id is distinct from ${salesOrderId ?? null}::int
        then least(o.planned - o.produced - o.scrapped, coalesce(peg.quantity, 0)) else o.planned - o.produced - o.scrapped end) as quantity
      from production_order o
      left join sales_order sale on sale.id = o.sales_order_id
      left join lateral (select sum(p.quantity) as quantity from production_peg p where p.order_id = o.id) peg on true
      where o.status in ('DRAFT', 'RELEASED', 'IN_PROGRESS', 'ON_HOLD') and o.item_id in (select id from wanted)
        and o.planned > o.produced + o.scrapped
      group by o.item_id`),
    sums(sql`
      select line.component_id as id, sum(round(${perOne('line', 'component')}::numeric * o.planned, 6)) as quantity
      from production_order o
      join bom on bom.id = ${inForce('o.item_id', today)}
      join bom_line line on line.bom_id = bom.id
      join item component on component.id = line.component_id
      left join frame on frame.id = o.item_id
      where o.status = 'DRAFT' and line.component_id in (select id from wanted)
        and ${countsOn('line', today)} and ${takenInMaking('line', 'frame')}
      group by line.component_id`),
    sums(sql`
      select line.component_id as id, sum(greatest(line.needed - line.consumed - coalesce(held.open, 0), 0)) as quantity
      from production_order o
      join production_order_line line on line.order_id = o.id
      left join lateral (
        select sum(r.quantity - r.consumed) as open from reservation r
        where r.production_line_id = line.id and not r.released
      ) held on true
      where o.status in ('RELEASED', 'IN_PROGRESS', 'ON_HOLD') and line.component_id in (select id from wanted)
      group by line.component_id`),
    sums(sql`
      select line.item_id as id, sum(line.quantity - line.received) as quantity
      from purchase_order_line line join purchase_order o on o.id = line.order_id
      where line.item_id in (select id from wanted) and line.received < line.quantity
        and o.status in ('PENDING', 'PARTIALLY_RECEIVED')
      group by line.item_id`),
  )
  const [makingOf, draftedOf, releasedOf, orderedOf] = [making, drafted, released, ordered].map(amountsOf) as Amounts[]
  return items.map((item) =>
    Object.assign(item, {
      ordered: orderedOf?.get(item.id) ?? '0',
      making: makingOf?.get(item.id) ?? '0',
      promised: sumOf(draftedOf?.get(item.id), releasedOf?.get(item.id)),
    }),
  )
}

type ItemRow = Omit<GraphItem, 'ordered' | 'making' | 'promised'>

/** So much of an item in all. */
interface Sum {
  id: number
  quantity: string
}
type Amounts = ReadonlyMap<number, string>

const sums = (query: RawBuilder<unknown>): Part<Sum> => ({
  columns: ['id', 'quantity'],
  query: sql<Sum>`select id, trim_scale(quantity)::text as quantity from (${query}) summed`,
})
const amountsOf = (rows: readonly Sum[]): Amounts => new Map(rows.map(({ id, quantity }) => [id, quantity]))
const sumOf = (a: string | undefined, b: string | undefined) =>
  a === undefined || b === undefined ? (a ?? b ?? '0') : decimal.add(a, b)

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
