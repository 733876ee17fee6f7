import * as decimal from '@framewright/contracts/core/decimal'
import type { Numbered } from '@framewright/contracts/core/primitives'
import type { Clearance } from '@framewright/contracts/inspection/inspection.schema'
import { sql } from 'kysely'
import { type AppliedPlan, plansFor, type Runner } from '../inspection-plan/plans-for.ts'

/** What leaves the house: a fulfilment, or what is shipped of an order without one. */
export interface DeliveryRef {
  type: 'fulfilment' | 'salesOrder'
  id: number
  number: string
  /** Of a fulfilment: the order it fulfils, whose own inspection counts where the fulfilment has none. */
  salesOrderId: number | null
}

/** So much of an item that leaves with it. */
export interface DeliveryPart {
  itemId: number
  sku: string
  itemName: string
  quantity: string
}

/** How an item of a delivery stands to its outgoing inspection. */
export interface Standing<Part extends DeliveryPart = DeliveryPart> {
  part: Part
  plan: AppliedPlan | undefined
  /** A plan asks for it, or somebody has begun one. */
  needed: boolean
  /** The inspection that counts, the last one. */
  latest: (Numbered & { status: string; ofDelivery: boolean }) | undefined
  /** Why it cannot leave. */
  block: Block | undefined
}

interface Block {
  itemId: number
  clearance: Exclude<Clearance, 'PASSED'>
  rule: 'inspection.required' | 'inspection.failed'
  message: string
  /** What it waits for. */
  inspections: Numbered[]
  nonConformances: Numbered[]
}

interface Row {
  id: number
  number: string
  item_id: number
  source_type: string
  status: 'OPEN' | 'PASSED' | 'FAILED'
  /** What may leave: of a failed one what passed, and what was conceded. */
  good: string
  whole: boolean
  /** Open non-conformances of it. */
  undecided: Numbered[]
  shipped: string
}

/** Adds up what one delivery brings of each item. */
export function partsByItem<Part extends DeliveryPart>(parts: readonly Part[]): Part[] {
  const items = new Map<number, Part>()
  for (const part of parts) {
    const before = items.get(part.itemId)
    items.set(part.itemId, before ? { ...part, quantity: decimal.add(before.quantity, part.quantity) } : part)
  }
  return [...items.values()]
}

/**
 * How each item of a delivery stands: the last inspection of it decides, and all that passed must be enough for all that
 * leaves. An order's own inspection counts for what has shipped since it was made.
 */
export async function standingOf<Part extends DeliveryPart>(
  runner: Runner,
  delivery: DeliveryRef,
  parts: readonly Part[],
): Promise<Standing<Part>[]> {
  const items = partsByItem(parts)
  const [plans, rows] = [
    await plansFor(
      runner,
      'OUTGOING',
      items.map((part) => part.itemId),
    ),
    await inspectionsOf(runner, delivery),
  ]
  return items.map((part) => {
    const plan = plans.get(part.itemId)
    const all = rows.filter((row) => row.item_id === part.itemId)
    const own = all.filter((row) => row.source_type === delivery.type)
    const counting = own.length > 0 ? own : all
    const latest = counting.at(-1)
    const needed = plan !== undefined || latest !== undefined
    return {
      part,
      plan,
      needed,
      latest: latest && {
        id: latest.id,
        number: latest.number,
        status: latest.status,
        ofDelivery: latest.source_type === delivery.type,
      },
      block: needed ? blockOf(part, counting) : undefined,
    }
  })
}

function blockOf(part: DeliveryPart, counting: readonly Row[]): Block | undefined {
  const { itemId, itemName, sku } = part
  const what = `${itemName} (${sku})`
  const latest = counting.at(-1)
  const required = { itemId, rule: 'inspection.required' as const, nonConformances: [] }
  if (latest === undefined) {
    const message = `${what} has to pass an outgoing inspection, and there is none: ask for it.`
    return { ...required, clearance: 'MISSING', inspections: [], message }
  }
  const { id, number, undecided } = latest
  if (latest.status === 'OPEN') {
    const message = `${what} is not inspected yet: ${number} is still open.`
    return { ...required, clearance: 'OPEN', inspections: [{ id, number }], message }
  }
  if (latest.status === 'FAILED' && !latest.whole) {
    const decide = undecided.length > 0 ? `decide ${undecided.map((one) => one.number).join(', ')} and ` : ''
    const message = `${what} has failed its inspection ${number}: ${decide}inspect it again.`
    const found = { inspections: [{ id, number }], nonConformances: undecided }
    return { itemId, rule: 'inspection.failed', clearance: 'FAILED', ...found, message }
  }
  const good = decimal.sum(counting.map((row) => row.good))
  const leaves = decimal.add(part.quantity, counting[0]?.shipped ?? '0')
  if (decimal.compare(good, leaves) >= 0) return undefined
  const message = `${what}: ${decimal.quantity(leaves)} leave, and ${decimal.quantity(good)} passed an inspection.`
  const inspections = counting.map((row) => ({ id: row.id, number: row.number }))
  return { ...required, clearance: 'PARTLY', inspections, message }
}

/** A delivery's outgoing inspections, and its order's, the oldest first. */
function inspectionsOf(runner: Runner, { type, id, salesOrderId }: DeliveryRef): Promise<Row[]> {
  // What has shipped of an order since its first own inspection, without what had inspections of its own.
  const shipped = sql`CASE WHEN i.source_type <> 'salesOrder' THEN '0' ELSE coalesce((
      SELECT sum(sl.quantity) FROM shipment s
      JOIN shipment_line sl ON sl.shipment_id = s.id
      JOIN sales_order_line ol ON ol.id = sl.order_line_id AND ol.item_id = i.item_id
      WHERE s.sales_order_id = i.source_id AND s.undone_at IS NULL AND s.shipped_at >= i.created_at
        AND NOT EXISTS (SELECT FROM inspection own WHERE own.type = 'OUTGOING' AND own.status <> 'CANCELLED'
          AND own.source_type = 'fulfilment' AND own.source_id = s.fulfilment_id AND own.item_id = i.item_id)
    ), 0)::text END`
  return runner(sql<Row>`
    SELECT i.id, i.number, i.item_id, i.source_type, i.status::text AS status,
      (CASE i.status WHEN 'PASSED' THEN i.quantity WHEN 'FAILED' THEN i.quantity - i.failed_quantity + n.conceded
        ELSE 0 END)::text AS good,
      coalesce(n.conceded >= i.failed_quantity, false) AS whole, n.undecided, ${shipped} AS shipped
    FROM inspection i
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(n.quantity) FILTER (WHERE n.disposition = 'USE_AS_IS'), 0) AS conceded,
        coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'number', n.number) ORDER BY n.id)
          FILTER (WHERE n.status = 'OPEN'), '[]') AS undecided
      FROM non_conformance n WHERE n.inspection_id = i.id
    ) n
    WHERE i.type = 'OUTGOING' AND i.status <> 'CANCELLED'
      AND ((i.source_type = ${type} AND i.source_id = ${id})
        OR (i.source_type = 'salesOrder' AND i.source_id = ${salesOrderId}::int))
    ORDER BY i.id`)
}
