import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Structure } from '@framewright/contracts/bom/bom.explosion'
import { needOfOne } from '@framewright/contracts/bom/bom.need'
import type { NetItem } from '@framewright/contracts/bom/bom.netting'
import * as decimal from '@framewright/contracts/core/decimal'
import { isCounted } from '@framewright/contracts/item/units'
import { type RawBuilder, sql } from 'kysely'
import {
  type Ask,
  askMany,
  type Bill,
  type BomEdge,
  type GraphWanted,
  type Lists,
  linesOf,
  listOf,
  type Part,
  perOne,
  readBills,
  readEdges,
  sorted,
  takenInMaking,
} from './bom.graph.ts'
import { countsOn, inForce } from './bom.rows.ts'

export interface GraphItem {
  id: number
  sku: string
  name: string
  kind: string
  unit: string
  /** Read with its supply. */
  active: boolean
  cost: string
  available: string
  /** Ordered and not yet received. */
  ordered: string
  /** Of open production orders, still to be made, for anybody's use. */
  making: string
  /** Wanted by open production orders that have not reserved it. */
  promised: string
  /** Days from ordering or beginning it until it is there; read with its supply. */
  leadDays: number
}

/** What is made of what below some items, and what there is of each. */
export interface Below {
  structure: Structure<BomEdge>
  /** The item at each place. */
  items: readonly GraphItem[]
}

interface ReadBelow {
  /** The order it is planned for. */
  salesOrderId?: number | undefined
  /** With what is lost on the way; so it is where nothing is said. */
  scrap?: boolean
  /** With what there is of each item; so it is where nothing is said. Else nothing is there, coming or promised. */
  supply?: boolean
}

/**
 * Reads the structure below some items and all items in it, with their supply where that is asked for: three statements. Items
 * that are not there are left out, which only those asked for can be.
 * @throws DomainError RULE_VIOLATED with the way down where an item is a part of itself on that day.
 */
export async function readBelow(
  ask: Ask,
  wanted: GraphWanted,
  today: string,
  { salesOrderId, scrap = true, supply = true }: ReadBelow = {},
): Promise<Below> {
  const { roots, on } = wanted
  const bills = await readBills(ask, wanted)
  // Of what there is of them each statement has to know how many it is to look for; else they are read beside the lines.
  const beside = supply ? undefined : readItems(ask, roots, bills, on)
  beside?.catch(() => {})
  const edges = await readEdges(ask, bills, on)
  const idsIn = () => [...new Set([...roots, ...edges.map(({ part }) => part)])]
  // Sorted while the database looks the items up: once the question is on its way.
  const [read, structure] = await Promise.all([
    beside ?? readSupply(ask, idsIn(), today, salesOrderId),
    nextTurn().then(() => sorted(ask, roots, edges, on)),
  ])
  const items: GraphItem[] = []
  const put = (item: GraphItem) => {
    const place = structure.placeOf.get(item.id)
    // Those of stages that making does not go through have none.
    if (place !== undefined) items[place] = item
  }
  read.forEach(put)
  // What has been added to a draft between the one statement and the other.
  const late = structure.order.filter((_, place) => items[place] === undefined)
  if (late.length > 0) itemsOf((await askMany<[ItemRow]>(ask, given(late), itemRows))[0]).forEach(put)
  for (const parts of structure.parts) {
    for (const { edge, at } of parts) edge.per = needOfOne(edge, items[at]?.unit ?? edge.unit, scrap)
  }
  return { structure, items }
}

/** Where a plan is kept, a list counts as one of ten: looking up each of many in all open orders takes seconds then. */
const few = 100
/** So that the planner expects a thousand. */
const many = (ids: readonly number[]) => sql`string_to_table(${ids.join()}, ',')::int`

/** The items, as `askMany` takes them: by one walk along each index rather than a lookup an item. */
const given = (ids: readonly number[]) =>
  sql`wanted as materialized (select ${ids.length > few ? many(ids) : sql`unnest(${listOf(ids)}::int[])`} as id)`
const isGiven = (column: string) => sql`${sql.ref(column)} = any((select array_agg(id) from wanted)::int[])`
const itemRows: Part<ItemRow> = {
  columns: {
    id: 'bare',
    sku: 'text',
    name: 'text',
    kind: 'word',
    unit: 'word',
    cost: 'word',
  },
  query: sql`select id, sku, name, kind, unit, cost from item where ${isGiven('item.id')}`,
}
/** With what planning asks of them beside. */
const plannedRows: Part<PlannedRow> = {
  columns: { ...itemRows.columns, active: 'bare', leadDays: 'bare' },
  query: sql`select id, sku, name, kind, unit, cost, active, lead_days as "leadDays" from item where ${isGiven('item.id')}`,
}

/** Some items and the components of some bills, without what there is of them and how long that takes. */
async function readItems(ask: Ask, roots: readonly number[], bills: readonly Bill[], on: string): Promise<GraphItem[]> {
  const all = sql`wanted as materialized (select unnest(${listOf(roots)}::int[]) as id
    union select line.component_id from ${linesOf(bills, on)} line)`
  const [rows] = await askMany<[ItemRow]>(ask, all, itemRows)
  return itemsOf(rows)
}

const itemsOf = (rows: Lists<ItemRow> & Partial<Lists<PlannedRow>>) =>
  rows.id.map(
    (id, at) =>
      ({
        id,
        sku: rows.sku[at],
        name: rows.name[at],
        kind: rows.kind[at],
        unit: rows.unit[at],
        cost: rows.cost[at],
        active: rows.active?.[at] ?? true,
        leadDays: rows.leadDays?.[at] ?? 0,
        available: '0',
        ordered: '0',
        making: '0',
        promised: '0',
      }) as GraphItem,
  )

/**
 * Some items with what is there, what is coming and what is wanted of each, in one statement. What a production order makes
 * for the draft of another sales order is that one's: it is not in `making`, but for what other orders of its plan take.
 */
async function readSupply(
  ask: Ask,
  ids: readonly number[],
  today: string,
  salesOrderId?: number,
): Promise<GraphItem[]> {
  // What is coming and wanted is there of few of many items: put together here, it costs nothing for the others.
  const [rows, there, making, drafted, released, ordered] = await askMany<[PlannedRow, Sum, Sum, Sum, Sum, Sum]>(
    ask,
    given(ids),
    plannedRows,
    sums(
      sql`select item_id as id, on_hand - reserved as quantity from item_stock where ${isGiven('item_stock.item_id')}`,
    ),
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
  const items = itemsOf(rows)
  const itemOf = new Map(items.map((item) => [item.id, item]))
  const addTo = (what: 'available' | 'ordered' | 'making' | 'promised', sums: Lists<Sum>) => {
    for (const [at, id] of sums.id.entries()) {
      const [item, quantity = '0'] = [itemOf.get(id), sums.quantity[at]]
      if (item !== undefined) item[what] = item[what] === '0' ? quantity : decimal.add(item[what], quantity)
    }
  }
  addTo('available', there)
  addTo('ordered', ordered)
  addTo('making', making)
  addTo('promised', drafted)
  addTo('promised', released)
  return items
}

type ItemRow = Pick<GraphItem, 'id' | 'sku' | 'name' | 'kind' | 'unit' | 'cost'>
type PlannedRow = ItemRow & Pick<GraphItem, 'active' | 'leadDays'>

/** So much of an item in all. */
interface Sum {
  id: number
  quantity: string
}
const sums = (query: RawBuilder<unknown>): Part<Sum> => ({
  columns: { id: 'bare', quantity: 'maybe' },
  query: sql<Sum>`select id, trim_scale(quantity)::text as quantity from (${query}) summed`,
})

/** What is on its way, from whoever it comes: nothing of most items of a large bill. */
export const incomingOf = ({ ordered, making }: Pick<GraphItem, 'ordered' | 'making'>): string =>
  ordered === '0' && making === '0' ? '0' : decimal.quantity(decimal.add(ordered, making))

/** The item as netting sees it. What is counted is made in whole pieces. */
export function netItem(item: GraphItem, made: boolean): NetItem {
  const incoming = incomingOf(item)
  const coming = incoming === '0' ? item.available : decimal.add(item.available, incoming)
  return {
    made,
    whole: isCounted(item.unit),
    service: item.kind === 'SERVICE',
    free: item.promised === '0' ? coming : decimal.subtract(coming, item.promised),
  }
}
