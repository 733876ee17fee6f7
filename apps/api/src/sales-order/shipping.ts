import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { stepFor } from '@framewright/contracts/core/lifecycle'
import { invalid, ruleViolated } from '@framewright/contracts/errors'
import type { ItemKind } from '@framewright/contracts/item/item.schema'
import { salesOrderLifecycle } from '@framewright/contracts/sales-order/sales-order.lifecycle'
import type { ShipInput } from '@framewright/contracts/sales-order/sales-order.schema'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { claimedOf } from '../fulfilment/fulfilment.rows.ts'
import { requireCleared } from '../inspection/guard.ts'
import { type Posting, post, systemLocations } from '../stock/ledger.ts'
import { consume, lockReserved } from '../stock/reserving.ts'
import { requirePieces } from '../stock/stocked-item.ts'
import type { LockedSalesOrder } from './sales-order.rows.ts'

/**
 * Ships what is asked for, or all that is outstanding: consumes the reservations and moves the stock to the customer. The
 * order is SHIPPED once nothing is outstanding.
 */
export async function ship(
  tx: Tx,
  emit: Emit,
  call: Call,
  order: LockedSalesOrder,
  input: ShipInput,
  now: Date,
): Promise<void> {
  const step = stepFor(salesOrderLifecycle, 'ship', order, call.caller)
  const lines = await tx.salesOrderLine.findMany({
    where: { orderId: order.id, cancelled: false },
    orderBy: { lineNo: 'asc' },
    select: {
      id: true,
      lineNo: true,
      itemId: true,
      itemName: true,
      quantity: true,
      shipped: true,
      item: { select: { sku: true, kind: true, unit: true } },
    },
  })
  const claimed = await claimedOf(
    tx,
    'sales',
    lines.map((line) => line.id),
  )
  const open = lines.map((line) => {
    const outstanding = line.quantity.minus(line.shipped).toFixed()
    return { ...line, outstanding, free: decimal.subtract(outstanding, claimed.get(line.id) ?? '0') }
  })
  const parts = wanted(open, input)
  if (parts.length === 0) {
    throw ruleViolated('salesOrder.inFulfilment', `All that is left of ${order.number} is in fulfilments already.`)
  }

  await requireCleared(
    tx,
    { type: 'salesOrder', id: order.id, number: order.number, salesOrderId: order.id },
    parts.flatMap(({ lineId, quantity }) => {
      const line = open.find((one) => one.id === lineId)
      return line === undefined ? [] : [{ itemId: line.itemId, sku: line.item.sku, itemName: line.itemName, quantity }]
    }),
  )
  const reserved = await lockReserved(
    tx,
    'sales',
    parts.map((part) => part.lineId),
  )
  const at = await systemLocations(tx)
  const shipment = await tx.shipment.create({
    data: {
      salesOrderId: order.id,
      shippedById: call.caller.userId,
      shippedAt: now,
      notes: input.notes,
      lines: { createMany: { data: parts.map((part) => ({ orderLineId: part.lineId, quantity: part.quantity })) } },
    },
    select: { id: true, number: true },
  })
  // One statement each, however many lines: the reservations give the stock free before the movements take it.
  const lineNoOf = new Map(parts.map((part) => [part.lineId, part.lineNo]))
  const postings = (await consume(tx, reserved, parts)).map(
    ({ lineId, itemId, locationId: fromId, quantity }): Posting => ({
      itemId,
      fromId,
      toId: at.CUSTOMERS,
      quantity,
      sourceLine: lineNoOf.get(lineId) ?? 0,
      effectiveAt: now,
    }),
  )
  await tx.$executeRaw`
    UPDATE sales_order_line l SET shipped = l.shipped + part.quantity
    FROM unnest(${parts.map((part) => part.lineId)}::int[], ${parts.map((part) => part.quantity)}::numeric[]) AS part (id, quantity)
    WHERE l.id = part.id`
  await post(tx, call, { type: 'shipment', id: shipment.id, operation: 'ship' }, postings)

  const shippedNow = new Map(parts.map((part) => [part.lineId, part.quantity]))
  const complete = open.every((line) => decimal.compare(line.outstanding, shippedNow.get(line.id) ?? '0') === 0)
  await tx.salesOrder.update({
    where: { id: order.id },
    data: { version: { increment: 1 }, ...(complete ? { status: step.to, shippedAt: now } : {}) },
  })
  emit({
    entity: 'salesOrder',
    id: order.id,
    what: complete ? 'shipped' : 'partlyShipped',
    ownerId: order.ownerId,
    payload: {
      number: order.number,
      from: order.status,
      to: complete ? step.to : order.status,
      shipment: shipment.number,
    },
  })
}

interface OpenLine {
  id: number
  lineNo: number
  itemName: string
  item: { sku: string; kind: ItemKind; unit: string }
  outstanding: string
  /** Outstanding and in no fulfilment that is under way. */
  free: string
}

function wanted(lines: readonly OpenLine[], input: ShipInput): { lineId: number; lineNo: number; quantity: string }[] {
  if (input.lines === undefined) {
    return lines
      .filter((line) => decimal.isPositive(line.free))
      .map((line) => ({ lineId: line.id, lineNo: line.lineNo, quantity: line.free }))
  }
  return input.lines.map((part, index) => {
    const line = lines.find((one) => one.id === part.lineId)
    if (line === undefined) throw invalid(`lines.${index}.lineId`, `This order has no open line ${part.lineId}`)
    const { item, itemName: name, outstanding: of } = line
    requirePieces({ ...item, name }, part.quantity, `lines.${index}.quantity`, of)
    if (decimal.compare(part.quantity, line.outstanding) > 0) {
      throw ruleViolated(
        'salesOrder.overShipped',
        `Line ${line.lineNo} (${line.itemName}): ${decimal.quantity(line.outstanding)} outstanding, ${part.quantity} asked for.`,
        { lineId: line.id, outstanding: decimal.quantity(line.outstanding), requested: part.quantity },
      )
    }
    if (decimal.compare(part.quantity, line.free) > 0) {
      throw ruleViolated(
        'salesOrder.inFulfilment',
        `Line ${line.lineNo} (${line.itemName}): all but ${decimal.quantity(line.free)} is in a fulfilment that is under way.`,
        { lineId: line.id, free: decimal.quantity(line.free), requested: part.quantity },
      )
    }
    return { lineId: line.id, lineNo: line.lineNo, quantity: part.quantity }
  })
}
