import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { stepFor } from '@framewright/contracts/core/lifecycle'
import { invalid, ruleViolated } from '@framewright/contracts/errors'
import { purchaseOrderLifecycle } from '@framewright/contracts/purchase-order/purchase-order.lifecycle'
import type { ReceiveInput } from '@framewright/contracts/purchase-order/purchase-order.schema'
import { sql } from 'kysely'
import type { Emit } from '../core/outbox.ts'
import { build, run, type Tx } from '../core/sql.ts'
import { guardArrival } from '../inspection/guard.ts'
import { post, systemLocations } from '../stock/ledger.ts'
import { averageCosts } from '../stock/moving-average.ts'
import { type Delivered, delivered, type OpenLine } from './delivered.ts'
import { lockPurchaseOrder } from './purchase-order.rows.ts'

/**
 * Receives a delivery in the caller's transaction: the receipt, the lines' received quantities, one movement
 * SUPPLIERS → location for each stocked line, the items' cost, and the order's next state. Free text and services are
 * counted and not moved.
 * @throws DomainError FORBIDDEN, WRONG_STATE, INVALID_INPUT for what does not exist, RULE_VIOLATED beyond a line.
 */
export async function receive(tx: Tx, emit: Emit, call: Call, input: ReceiveInput, now: Date): Promise<void> {
  const order = await lockPurchaseOrder(tx, input.id)
  stepFor(purchaseOrderLifecycle, 'receive', order, call.caller)
  const lines = await openLines(tx, order.id)
  const coming = delivered(order, lines, input.lines)
  const { from, to, quarantine } = await route(tx, input.locationId)

  const receipt = await tx.receipt.create({
    data: {
      purchaseOrderId: order.id,
      locationId: to,
      receivedById: call.caller.userId,
      notes: input.notes,
      lines: { createMany: { data: coming.map(({ line, quantity }) => ({ orderLineId: line.id, quantity })) } },
    },
    select: { id: true, number: true },
  })
  await tx.$executeRaw`
    UPDATE purchase_order_line AS line SET received = line.received + came.quantity
    FROM unnest(
      ${coming.map(({ line }) => line.id)}::int[], ${coming.map(({ quantity }) => quantity)}::numeric[]
    ) AS came (id, quantity)
    WHERE line.id = came.id`

  const stocked = coming.flatMap(({ line, quantity }) =>
    line.itemId === null || line.kind === 'SERVICE' ? [] : [{ ...line, itemId: line.itemId, quantity }],
  )
  // What a plan asks for waits in quarantine instead, until somebody has looked at it.
  const arrival = await guardArrival(
    tx,
    stocked.map((line) => line.itemId),
    { id: to, quarantine },
  )
  await post(
    tx,
    call,
    { type: 'purchaseOrder', id: order.id, operation: `receipt-${receipt.id}` },
    stocked.map(({ itemId, lineNo, quantity, unitPrice }) => ({
      itemId,
      fromId: from,
      toId: arrival.placeOf(itemId),
      quantity,
      unitCost: unitPrice,
      sourceLine: lineNo,
      reason: receipt.number,
    })),
  )
  await averageCosts(tx, stocked)
  const source = { type: 'purchaseOrder', id: order.id, number: order.number } as const
  await arrival.open(emit, call, stocked, source, receipt.number, now)

  const status = isComplete(lines, coming) ? 'COMPLETED' : 'PARTIALLY_RECEIVED'
  await tx.purchaseOrder.update({ where: { id: order.id }, data: { status, version: { increment: 1 } } })
  const payload = { number: order.number, receipt: receipt.number, from: order.status, to: status }
  emit({ entity: 'purchaseOrder', id: order.id, what: 'received', payload })
  if (status === 'COMPLETED') emit({ entity: 'purchaseOrder', id: order.id, what: 'completed', payload })
}

/** Read behind the order's lock, so that they say what the receipt before this one left. */
function openLines(tx: Tx, orderId: number): Promise<OpenLine[]> {
  return run(
    tx,
    build
      .selectFrom('purchase_order_line as line')
      .leftJoin('item', 'item.id', 'line.item_id')
      .select([
        'line.id',
        'line.line_no as lineNo',
        'line.item_id as itemId',
        'line.item_name as itemName',
        'item.kind',
        'item.sku',
        'item.unit',
      ])
      .select([
        sql<string>`line.unit_price::text`.as('unitPrice'),
        sql<string>`(line.quantity - line.received)::text`.as('outstanding'),
      ])
      .where('line.order_id', '=', orderId)
      .orderBy('line.line_no'),
  )
}

async function route(
  tx: Tx,
  locationId: number | undefined,
): Promise<{ from: number; to: number; quarantine: boolean }> {
  const at = await systemLocations(tx)
  if (locationId === undefined) return { from: at.SUPPLIERS, to: at.STOCK, quarantine: false }
  const location = await tx.location.findUnique({ where: { id: locationId } })
  if (location === null) throw invalid('locationId', `There is no location ${locationId}`)
  if (!location.active || (location.usage !== 'STORAGE' && location.usage !== 'QUARANTINE')) {
    const why = location.active ? `is for ${location.usage.toLowerCase()}` : 'is inactive'
    throw ruleViolated(
      'receipt.location',
      `${location.name} ${why}. Deliveries go to an active storage or quarantine location.`,
      { locationId, usage: location.usage, active: location.active },
    )
  }
  return { from: at.SUPPLIERS, to: locationId, quarantine: location.usage === 'QUARANTINE' }
}

function isComplete(lines: readonly OpenLine[], coming: readonly Delivered[]): boolean {
  return lines.every((line) => {
    const came = coming.find((one) => one.line.id === line.id)?.quantity ?? '0'
    return decimal.compare(came, line.outstanding) >= 0
  })
}
