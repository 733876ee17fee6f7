import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { ruleViolated } from '@framewright/contracts/errors'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { sql } from 'kysely'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { type AppliedPlan, inTransaction, plansFor } from '../inspection-plan/plans-for.ts'
import { systemLocations } from '../stock/ledger.ts'
import { openInspection, type SourceRef } from './opening.ts'
import { type DeliveryPart, type DeliveryRef, standingOf } from './standing.ts'

/*
 * Where the other domains ask what quality has to say: one function for each thing that inspections guard. Each looks for a
 * plan first, in one statement, and does nothing where there is none.
 */

/** What goods that come in wait for. */
export interface GuardedArrival {
  /** Where an item goes: to quarantine where it has to be looked at first. */
  placeOf(itemId: number): number
  /** Opens the inspections, once the goods lie there. */
  open(
    emit: Emit,
    call: Call,
    lines: readonly { itemId: number; lineNo: number; quantity: string }[],
    source: Omit<SourceRef, 'line'>,
    note: string,
    now: Date,
  ): Promise<void>
}

/** A delivery of a supplier: what a plan asks for goes to quarantine, or stays in the one it was bound for. */
export async function guardArrival(
  tx: Tx,
  itemIds: readonly number[],
  to: { id: number; quarantine: boolean },
): Promise<GuardedArrival> {
  const plans = await plansFor(inTransaction(tx), 'INCOMING', itemIds)
  if (plans.size === 0) return { placeOf: () => to.id, open: async () => {} }
  const at = await systemLocations(tx)
  const locationId = to.quarantine ? to.id : at.QUARANTINE
  const targetId = to.quarantine ? at.STOCK : to.id
  return {
    placeOf: (itemId) => (plans.has(itemId) ? locationId : to.id),
    async open(emit, call, lines, source, notes, now) {
      for (const { itemId, lineNo: line, quantity } of lines) {
        const plan = plans.get(itemId)
        if (plan === undefined) continue
        const wanted = { type: 'INCOMING', plan, itemId, quantity, locationId, targetId, notes } as const
        await openInspection(tx, emit, call, { ...wanted, source: { ...source, line } }, now)
      }
    },
  }
}

/** Something that was made, or has come through a stage. */
export interface Made {
  itemId: number
  quantity: string
  /** The stage it came through; null where work is not divided into stages. */
  stage: TaskKind | null
  /** Nothing more is done to it here: a plan for what is made applies too. */
  last: boolean
  source: SourceRef
  /** Where it lies now, free; null where that is no place of ours. */
  locationId: number | null
}

/** What came through a stage, or is made, waits where it lies until it has passed: the next stage cannot take it. */
export async function inspectMade(tx: Tx, emit: Emit, call: Call, made: Made, now: Date): Promise<void> {
  const { itemId, quantity, stage, source, locationId } = made
  if (!decimal.isPositive(quantity)) return
  const stages = [...(stage === null ? [] : [stage]), ...(made.last ? [null] : [])]
  const plan = (await plansFor(inTransaction(tx), 'IN_PROCESS', [itemId], stages)).get(itemId)
  if (plan === undefined) return
  await openInspection(tx, emit, call, { type: 'IN_PROCESS', plan, itemId, stage, quantity, source, locationId }, now)
}

/**
 * Says of goods that are not to be had because they wait for an inspection which one it is, rather than that there are too few.
 * @param wanted.locationId where they are taken from; anywhere in storage when not given.
 * @param wanted.order the production order whose own they are, and how many of those are free, in place of where they lie.
 */
export async function requireNotWaiting(
  tx: Tx,
  wanted: {
    itemId: number
    itemName: string
    quantity: string
    locationId?: number | undefined
    order?: { id: number; free: string }
  },
): Promise<void> {
  const { itemId, itemName, quantity, locationId, order } = wanted
  const at =
    order !== undefined
      ? sql`coalesce(i.source_type, n.source_type) = 'productionOrder'
        AND coalesce(i.source_id, n.source_id) = ${order.id} AND l.code = 'ASSEMBLED'`
      : locationId === undefined
        ? sql`l.usage = 'STORAGE'`
        : sql`r.location_id = ${locationId}`
  const waiting = await inTransaction(tx)(sql<{ number: string }>`
    SELECT coalesce(i.number, n.number) AS number
    FROM reservation r
    JOIN location l ON l.id = r.location_id
    LEFT JOIN inspection i ON i.id = r.inspection_id
    LEFT JOIN non_conformance n ON n.id = r.non_conformance_id
    WHERE r.item_id = ${itemId} AND NOT r.released AND r.consumed < r.quantity
      AND num_nonnulls(r.inspection_id, r.non_conformance_id) = 1 AND ${at}
    ORDER BY r.id LIMIT 5`)
  if (waiting.length === 0) return
  const free = order?.free ?? (await freeAt(tx, itemId, locationId))
  if (decimal.compare(free, quantity) >= 0) return
  const numbers = waiting.map((one) => one.number)
  throw ruleViolated(
    'inspection.waiting',
    `${itemName}: ${decimal.quantity(quantity)} needed, ${decimal.quantity(free)} free. The rest waits for ${numbers.join(', ')}.`,
    { itemId, free: decimal.quantity(free), requested: decimal.quantity(quantity), waitingFor: numbers },
  )
}

/** What of an item nobody is promised, at a place or in storage. */
async function freeAt(tx: Tx, itemId: number, locationId: number | undefined): Promise<string> {
  const place = locationId === undefined ? sql`usage = 'STORAGE'` : sql`location_id = ${locationId}`
  const [there] = await inTransaction(tx)(sql<{ free: string }>`
    SELECT coalesce(sum(on_hand - reserved), 0)::text AS free FROM stock_balance WHERE item_id = ${itemId} AND ${place}`)
  return there?.free ?? '0'
}

type Order = { id: number; number: string }
type OrderType = 'workOrder' | 'productionOrder'

/** What of an order's work is not inspected, or failed and not decided of. */
const unsettled = (tx: Tx, type: OrderType, { id }: Order) =>
  inTransaction(tx)(sql<{ number: string; failed: boolean }>`
    SELECT number, false AS failed FROM inspection
    WHERE source_type = ${type} AND source_id = ${id} AND status = 'OPEN'
    UNION ALL
    SELECT number, true FROM non_conformance WHERE source_type = ${type} AND source_id = ${id} AND status = 'OPEN'
    ORDER BY failed DESC, number LIMIT 5`)

/** Whether an order could be completed, as far as quality goes. */
export const isSettled = async (tx: Tx, type: OrderType, order: Order): Promise<boolean> =>
  (await unsettled(tx, type, order)).length === 0

/** Work is complete once all that was made of it has passed, or it is decided what becomes of what did not. */
export async function requireSettled(tx: Tx, type: OrderType, order: Order): Promise<void> {
  const open = await unsettled(tx, type, order)
  if (open.length === 0) return
  const numbers = open.map((one) => one.number)
  const failed = open.some((one) => one.failed)
  throw ruleViolated(
    failed ? 'inspection.failed' : 'inspection.required',
    failed
      ? `A part of ${order.number} did not pass: decide what becomes of it first (${numbers.join(', ')}).`
      : `${order.number} is not inspected yet: ${numbers.join(', ')} is still open.`,
    { waitingFor: numbers },
  )
}

/** A delivery leaves once what it brings has passed where a plan asks for it. */
export async function requireCleared(tx: Tx, delivery: DeliveryRef, parts: readonly DeliveryPart[]): Promise<void> {
  const standing = await standingOf(inTransaction(tx), delivery, parts)
  const blocks = standing.flatMap((one) => (one.block === undefined ? [] : [one.block]))
  const first = blocks[0]
  if (first === undefined) return
  throw ruleViolated(first.rule, `${delivery.number} cannot leave. ${blocks.map((one) => one.message).join(' ')}`, {
    items: blocks.map(({ itemId, message }) => ({ itemId, message })),
    waitingFor: blocks.flatMap((one) => [...one.inspections, ...one.nonConformances].map(({ number }) => number)),
  })
}

/** The outgoing inspections of a delivery that is called off are not wanted any more. */
export async function dropOutgoing(tx: Tx, emit: Emit, delivery: DeliveryRef): Promise<void> {
  const dropped = await tx.inspection.updateManyAndReturn({
    where: { sourceType: delivery.type, sourceId: delivery.id, type: 'OUTGOING', status: 'OPEN', locationId: null },
    data: { status: 'CANCELLED', version: { increment: 1 } },
    select: { id: true, number: true },
  })
  for (const { id, number } of dropped) {
    const payload = { number, from: 'OPEN', to: 'CANCELLED', by: delivery.type, source: delivery.number }
    emit({ entity: 'inspection', id, what: 'cancelled', payload })
  }
}

/** What is to be looked at before it is put where it is moved to; undefined: nothing is. */
export async function transferPlan(tx: Tx, itemId: number, to: { usage: string }): Promise<AppliedPlan | undefined> {
  if (to.usage !== 'STORAGE') return undefined
  return (await plansFor(inTransaction(tx), 'TRANSFER', [itemId])).get(itemId)
}
