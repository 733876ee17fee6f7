import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { invalid, notFound, ruleViolated } from '@framewright/contracts/errors'
import type { DeliveryInput, OutgoingInput } from '@framewright/contracts/inspection/inspection.schema'
import type { Unit } from '@framewright/contracts/item/units'
import { sql } from 'kysely'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { inTransaction, type Runner } from '../inspection-plan/plans-for.ts'
import { holdSource, lockInspection } from './inspection.rows.ts'
import { openInspection } from './opening.ts'
import { record } from './recording.ts'
import { type DeliveryPart, type DeliveryRef, standingOf } from './standing.ts'

/** The delivery that is named, with the salesperson whose it is and whether it may still be looked at before it leaves. */
export interface FoundDelivery extends DeliveryRef {
  ownerId: number | null
  status: string
  waiting: boolean
}

/** @throws DomainError NOT_FOUND, INVALID_INPUT where not one of the three is given. */
export async function findDelivery(runner: Runner, input: DeliveryInput): Promise<FoundDelivery> {
  const { fulfilmentId, salesOrderId, code } = input
  if ([fulfilmentId, salesOrderId, code].filter((one) => one !== undefined).length !== 1)
    throw invalid('fulfilmentId', 'Give a fulfilmentId, a salesOrderId or a code, one of them')
  const [row] = await runner(sql<FoundDelivery>`
    SELECT 'fulfilment' AS type, f.id, f.number, f.sales_order_id AS "salesOrderId", f.owner_id AS "ownerId",
      f.status::text AS status, f.status IN ('CREATED', 'PENDING', 'PICKED', 'PACKING', 'PACKED') AS waiting
    FROM fulfilment f
    WHERE f.id = ${fulfilmentId ?? null}::int OR upper(f.number) = upper(${code ?? null}::text)
    UNION ALL
    SELECT 'salesOrder', o.id, o.number, o.id, o.owner_id, o.status::text, o.status = 'CONFIRMED'
    FROM sales_order o
    WHERE o.id = ${salesOrderId ?? null}::int OR upper(o.number) = upper(${code ?? null}::text)
    LIMIT 1`)
  if (row !== undefined) return row
  if (salesOrderId !== undefined) throw notFound('sales order', salesOrderId)
  throw notFound('fulfilment', fulfilmentId ?? code ?? 0)
}

/** A part of a delivery that is yet to leave. */
type OutstandingPart = DeliveryPart & { unit: Unit }

/**
 * What leaves with a delivery, of what is kept in stock: what was picked, or is to be; of an order what is outstanding and in
 * no fulfilment that is under way, which has inspections of its own.
 */
export function partsOf(runner: Runner, { type, id }: DeliveryRef): Promise<OutstandingPart[]> {
  if (type === 'fulfilment') {
    return runner(sql<OutstandingPart>`
      SELECT line.item_id AS "itemId", i.sku, line.item_name AS "itemName", i.unit,
        (CASE WHEN f.status IN ('CREATED', 'PENDING') THEN line.quantity ELSE line.picked END)::text AS quantity
      FROM fulfilment_line line
      JOIN fulfilment f ON f.id = line.fulfilment_id
      JOIN item i ON i.id = line.item_id
      WHERE line.fulfilment_id = ${id} AND i.kind <> 'SERVICE'
        AND CASE WHEN f.status IN ('CREATED', 'PENDING') THEN line.quantity ELSE line.picked END > 0
      ORDER BY line.line_no`)
  }
  return runner(sql<OutstandingPart>`
    SELECT line.item_id AS "itemId", i.sku, line.item_name AS "itemName", i.unit, rest.quantity::text AS quantity
    FROM sales_order_line line
    JOIN item i ON i.id = line.item_id
    CROSS JOIN LATERAL (
      SELECT line.quantity - line.shipped - coalesce(sum(
        CASE WHEN f.status IN ('CREATED', 'PENDING') THEN part.quantity ELSE part.picked END), 0) AS quantity
      FROM fulfilment_line part JOIN fulfilment f ON f.id = part.fulfilment_id
      WHERE part.sales_line_id = line.id AND f.status IN ('CREATED', 'PENDING', 'PICKED', 'PACKING', 'PACKED')
    ) rest
    WHERE line.order_id = ${id} AND NOT line.cancelled AND i.kind <> 'SERVICE' AND rest.quantity > 0
    ORDER BY line.line_no`)
}

/**
 * The outgoing inspection of a delivery: opens one for each item that a plan asks for and that is not cleared yet, or for all
 * where no plan asks for any, and with a result records them.
 */
export async function inspectOutgoing(
  tx: Tx,
  emit: Emit,
  call: Call,
  input: OutgoingInput,
  now: Date,
): Promise<FoundDelivery> {
  const runner = inTransaction(tx)
  const named = await findDelivery(runner, input)
  await holdSource(tx, named.type, named.id)
  const delivery = await findDelivery(
    runner,
    named.type === 'fulfilment' ? { fulfilmentId: named.id } : { salesOrderId: named.id },
  )
  if (!delivery.waiting) {
    throw ruleViolated(
      'inspection.notBeforeLeaving',
      `${delivery.number} is ${delivery.status.toLowerCase()}; an outgoing inspection is for what is about to leave.`,
      { status: delivery.status },
    )
  }
  const parts = (await partsOf(runner, delivery)).filter(
    (part) => input.itemId === undefined || part.itemId === input.itemId,
  )
  if (parts.length === 0) {
    if (input.itemId !== undefined) throw invalid('itemId', `${delivery.number} does not bring item ${input.itemId}`)
    throw ruleViolated(
      'inspection.nothingLeaves',
      delivery.type === 'salesOrder'
        ? `All that is left of ${delivery.number} is in fulfilments: ask for the inspection there.`
        : `Nothing of ${delivery.number} is left to be sent.`,
    )
  }
  const openIds = await openMissing(tx, emit, call, delivery, parts, input.itemId !== undefined, now)
  const { result, readings, failedQuantity } = input
  if (result !== undefined || readings.length > 0) {
    if (openIds.length !== 1 && (readings.length > 0 || failedQuantity !== undefined))
      throw invalid(
        'itemId',
        `${delivery.number} has ${openIds.length} open inspections: name the item the readings are of`,
      )
    for (const id of openIds) await record(tx, emit, call, await lockInspection(tx, id), input, now)
  }
  return delivery
}

/** Opens what is missing. @returns the inspections of the delivery that are open. */
async function openMissing(
  tx: Tx,
  emit: Emit,
  call: Call,
  delivery: FoundDelivery,
  parts: readonly DeliveryPart[],
  named: boolean,
  now: Date,
): Promise<number[]> {
  const standing = await standingOf(inTransaction(tx), delivery, parts)
  const some = standing.some((one) => one.needed)
  const openIds: number[] = []
  for (const { part, plan, needed, latest, block } of standing) {
    if (!needed && some && !named) continue
    if (latest?.status === 'OPEN' && latest.ofDelivery) openIds.push(latest.id)
    else if (!needed || block !== undefined) {
      const { id } = await openInspection(
        tx,
        emit,
        call,
        {
          type: 'OUTGOING',
          plan: plan ?? null,
          itemId: part.itemId,
          quantity: decimal.quantity(part.quantity),
          source: { type: delivery.type, id: delivery.id, number: delivery.number },
          repeatsId: latest?.status === 'FAILED' ? latest.id : null,
        },
        now,
      )
      openIds.push(id)
    }
  }
  return openIds
}

/** Opens, when a fulfilment stands ready, what plans ask for before it leaves: it is on the inspector's list at once. */
export async function inspectStaged(tx: Tx, emit: Emit, call: Call, delivery: DeliveryRef, now: Date): Promise<void> {
  const runner = inTransaction(tx)
  const standing = await standingOf(runner, delivery, await partsOf(runner, delivery))
  for (const { part, plan, block, latest } of standing) {
    if (plan === undefined || block === undefined || latest?.status === 'OPEN') continue
    await openInspection(
      tx,
      emit,
      call,
      {
        ...{ type: 'OUTGOING', plan, itemId: part.itemId, quantity: decimal.quantity(part.quantity) },
        source: { type: delivery.type, id: delivery.id, number: delivery.number },
      },
      now,
    )
  }
}
