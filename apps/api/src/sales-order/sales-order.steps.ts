import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { actionTo, stepFor, wrongState } from '@framewright/contracts/core/lifecycle'
import { invalid, ruleViolated } from '@framewright/contracts/errors'
import { type SalesOrderStatus, salesOrderLifecycle } from '@framewright/contracts/sales-order/sales-order.lifecycle'
import { orderTotals } from '@framewright/contracts/sales-order/sales-order.pricing'
import { sql } from 'kysely'
import type { Emit } from '../core/outbox.ts'
import { type Given, statement } from '../core/prepared.ts'
import { build, type Tx } from '../core/sql.ts'
import { claimedOf } from '../fulfilment/fulfilment.rows.ts'
import { dropOutgoing } from '../inspection/guard.ts'
import { release, reserve } from '../stock/reserving.ts'
import type { LockedSalesOrder } from './sales-order.rows.ts'
import { ship } from './shipping.ts'

/** Confirms a draft: every line that is kept in stock is reserved, or none and the order stays a draft. */
export async function confirm(tx: Tx, emit: Emit, call: Call, order: LockedSalesOrder, now: Date): Promise<void> {
  const step = stepFor(salesOrderLifecycle, 'confirm', order, call.caller)
  await reserve(tx, 'sales', await stockedLines(tx, { orderId: order.id }))
  await move(tx, emit, order, step.to, 'confirmed', { confirmedAt: now })
}

const stockedLines = statement((_, given: Given<{ orderId: number }>) =>
  build
    .selectFrom('sales_order_line as line')
    .innerJoin('item', 'item.id', 'line.item_id')
    .select(['line.id as lineId', 'line.item_id as itemId', sql<string>`line.quantity::text`.as('quantity')])
    .where('line.order_id', '=', given('orderId'))
    .where('line.cancelled', '=', sql.lit(false))
    .where('item.kind', '<>', sql.lit('SERVICE'))
    .orderBy('line.line_no'),
)

export async function deliver(tx: Tx, emit: Emit, call: Call, order: LockedSalesOrder, now: Date): Promise<void> {
  const step = stepFor(salesOrderLifecycle, 'deliver', order, call.caller)
  const underWay = await tx.fulfilment.findFirst({
    where: { salesOrderId: order.id, status: 'DISPATCHED' },
    select: { number: true },
  })
  if (underWay) {
    throw ruleViolated(
      'salesOrder.inFulfilment',
      `${underWay.number} of ${order.number} is on its way. Complete its delivery; the order follows.`,
      { number: underWay.number },
    )
  }
  await move(tx, emit, order, step.to, 'delivered', { deliveredAt: now })
}

/** Cancels the order and releases what it had reserved; refused once a part of it has shipped. */
export async function cancel(tx: Tx, emit: Emit, call: Call, order: LockedSalesOrder): Promise<void> {
  const step = stepFor(salesOrderLifecycle, 'cancel', order, call.caller)
  const lines = await tx.salesOrderLine.findMany({ where: { orderId: order.id }, select: { id: true, shipped: true } })
  if (lines.some((line) => line.shipped.gt(0))) {
    throw ruleViolated(
      'salesOrder.partlyShipped',
      `A part of ${order.number} has shipped. Take the lines out that are still open instead.`,
    )
  }
  const lineIds = lines.map((line) => line.id)
  await requireUnclaimed(tx, order, lineIds)
  await release(tx, 'sales', lineIds)
  await dropOutgoing(tx, emit, { type: 'salesOrder', id: order.id, number: order.number, salesOrderId: order.id })
  await move(tx, emit, order, step.to, 'cancelled', {})
}

/** Takes one line that has not shipped out of an open order; what remains may thereby be complete. */
export async function cancelLine(
  tx: Tx,
  emit: Emit,
  call: Call,
  order: LockedSalesOrder,
  lineId: number,
  now: Date,
): Promise<void> {
  stepFor(salesOrderLifecycle, 'cancel', order, call.caller)
  const lines = await tx.salesOrderLine.findMany({
    where: { orderId: order.id, cancelled: false },
    orderBy: { lineNo: 'asc' },
  })
  const line = lines.find((one) => one.id === lineId)
  if (line === undefined) throw invalid('lineId', `This order has no open line ${lineId}`)
  if (line.shipped.gt(0))
    throw ruleViolated('salesOrder.lineShipped', `A part of line ${line.lineNo} (${line.itemName}) has shipped.`)
  const rest = lines.filter((one) => one.id !== lineId)
  if (rest.length === 0)
    throw ruleViolated('salesOrder.lastLine', 'This is the only line left. Cancel the order instead.')

  await requireUnclaimed(tx, order, [lineId])
  await release(tx, 'sales', [lineId])
  await tx.salesOrderLine.update({ where: { id: lineId }, data: { cancelled: true } })
  const totals = orderTotals(
    rest.map((one) => ({
      subtotal: one.subtotal.toFixed(),
      taxTotal: one.taxTotal.toFixed(),
      total: one.total.toFixed(),
    })),
  )
  const complete = order.status === 'CONFIRMED' && rest.every((one) => one.shipped.eq(one.quantity))
  await tx.salesOrder.update({
    where: { id: order.id },
    data: { ...totals, version: { increment: 1 }, ...(complete ? { status: 'SHIPPED', shippedAt: now } : {}) },
  })
  emit({
    entity: 'salesOrder',
    id: order.id,
    what: 'lineCancelled',
    ownerId: order.ownerId,
    payload: {
      number: order.number,
      lineNo: line.lineNo,
      itemName: line.itemName,
      to: complete ? 'SHIPPED' : order.status,
    },
  })
}

/** What is in a fulfilment is being picked, packed or sent: that comes to an end first. */
async function requireUnclaimed(tx: Tx, order: LockedSalesOrder, lineIds: readonly number[]): Promise<void> {
  const claimed = await claimedOf(tx, 'sales', lineIds)
  if ([...claimed.values()].some((quantity) => decimal.isPositive(quantity))) {
    throw ruleViolated(
      'salesOrder.inFulfilment',
      `Goods of ${order.number} are in a fulfilment that is under way. Cancel that first.`,
    )
  }
}

/** PATCH with a status is the action that leads there; the status it already has is nothing to do. */
export async function moveTo(
  tx: Tx,
  emit: Emit,
  call: Call,
  order: LockedSalesOrder,
  status: SalesOrderStatus,
  now: Date,
): Promise<void> {
  if (order.status === status) return
  const action = actionTo(salesOrderLifecycle, order.status, status)
  switch (action) {
    case 'confirm':
      return confirm(tx, emit, call, order, now)
    case 'ship':
      return ship(tx, emit, call, order, { id: order.id, notes: '' }, now)
    case 'deliver':
      return deliver(tx, emit, call, order, now)
    case 'cancel':
      return cancel(tx, emit, call, order)
    case undefined:
      throw wrongState(salesOrderLifecycle, `become ${status}`, order, call.caller)
    default:
      return action satisfies never
  }
}

async function move(
  tx: Tx,
  emit: Emit,
  order: LockedSalesOrder,
  to: SalesOrderStatus,
  what: string,
  stamps: { confirmedAt?: Date; deliveredAt?: Date },
): Promise<void> {
  const { confirmedAt = null, deliveredAt = null } = stamps
  await moveOn(tx, { id: order.id, to, confirmedAt, deliveredAt })
  emit({
    entity: 'salesOrder',
    id: order.id,
    what,
    ownerId: order.ownerId,
    payload: { number: order.number, from: order.status, to },
  })
}

const moveOn = statement(
  (_, given: Given<{ id: number; to: SalesOrderStatus; confirmedAt: Date | null; deliveredAt: Date | null }>) => sql`
    UPDATE sales_order SET status = ${given('to')}::sales_order_status, version = version + 1,
      confirmed_at = coalesce(${given('confirmedAt')}::timestamptz, confirmed_at),
      delivered_at = coalesce(${given('deliveredAt')}::timestamptz, delivered_at)
    WHERE id = ${given('id')}::int`,
)
