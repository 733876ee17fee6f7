import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { requireCleared } from '../inspection/guard.ts'
import { post, systemLocations } from '../stock/ledger.ts'
import { type FulfilmentLineRow, type LockedFulfilment, linesOf } from './fulfilment.rows.ts'
import { unstageToSend } from './staging.ts'

const isPicked = (line: FulfilmentLineRow) => decimal.isPositive(line.picked)

/** Moves what was picked STAGING → CUSTOMERS. An order counts it as shipped, and is SHIPPED once nothing is outstanding. */
export async function dispatch(
  tx: Tx,
  emit: Emit,
  call: Call,
  fulfilment: LockedFulfilment,
  session: { userId: number },
  now: Date,
): Promise<void> {
  const lines = (await linesOf(tx, fulfilment.id)).filter(isPicked)
  const delivery = { ...fulfilment, type: 'fulfilment' } as const
  await requireCleared(
    tx,
    delivery,
    lines.filter((line) => line.stocked).map((line) => ({ ...line, quantity: line.picked })),
  )
  const at = await systemLocations(tx)
  await unstageToSend(tx, lines)
  await post(
    tx,
    call,
    { type: 'fulfilment', id: fulfilment.id, operation: `dispatch-${fulfilment.version}` },
    lines
      .filter((line) => line.stocked)
      .map((line) => ({
        itemId: line.itemId,
        fromId: at.STAGING,
        toId: at.CUSTOMERS,
        quantity: line.picked,
        sourceLine: line.lineNo,
        effectiveAt: now,
      })),
  )
  if (fulfilment.salesOrderId !== null) await ship(tx, emit, fulfilment, fulfilment.salesOrderId, session, lines, now)
}

async function ship(
  tx: Tx,
  emit: Emit,
  fulfilment: LockedFulfilment,
  salesOrderId: number,
  session: { userId: number },
  lines: readonly FulfilmentLineRow[],
  now: Date,
): Promise<void> {
  const shipment = await tx.shipment.create({
    data: {
      salesOrderId,
      fulfilmentId: fulfilment.id,
      shippedById: session.userId,
      shippedAt: now,
      lines: {
        createMany: { data: lines.map((line) => ({ orderLineId: line.demandLineId, quantity: line.picked })) },
      },
    },
    select: { number: true },
  })
  await addShipped(tx, lines, '1')
  const order = await tx.salesOrder.findUniqueOrThrow({
    where: { id: salesOrderId },
    select: { number: true, status: true },
  })
  const complete = (await outstandingOf(tx, salesOrderId)) === 0
  await tx.salesOrder.update({
    where: { id: salesOrderId },
    data: { version: { increment: 1 }, ...(complete ? { status: 'SHIPPED', shippedAt: now } : {}) },
  })
  emit({
    entity: 'salesOrder',
    id: salesOrderId,
    what: complete ? 'shipped' : 'partlyShipped',
    ownerId: fulfilment.ownerId,
    payload: {
      number: order.number,
      from: order.status,
      to: complete ? 'SHIPPED' : order.status,
      shipment: shipment.number,
      fulfilment: fulfilment.number,
    },
  })
}

/** Takes a dispatch's shipment back: what it shipped is outstanding again. */
export async function unship(
  tx: Tx,
  emit: Emit,
  fulfilment: LockedFulfilment,
  salesOrderId: number,
  now: Date,
): Promise<void> {
  const lines = (await linesOf(tx, fulfilment.id)).filter(isPicked)
  await tx.shipment.updateMany({ where: { fulfilmentId: fulfilment.id, undoneAt: null }, data: { undoneAt: now } })
  await addShipped(tx, lines, '-1')
  const order = await tx.salesOrder.findUniqueOrThrow({
    where: { id: salesOrderId },
    select: { number: true, status: true },
  })
  await tx.salesOrder.update({
    where: { id: salesOrderId },
    data: {
      version: { increment: 1 },
      ...(order.status === 'SHIPPED' ? { status: 'CONFIRMED', shippedAt: null } : {}),
    },
  })
  emit({
    entity: 'salesOrder',
    id: salesOrderId,
    what: 'shipmentUndone',
    ownerId: fulfilment.ownerId,
    payload: { number: order.number, from: order.status, to: 'CONFIRMED', fulfilment: fulfilment.number },
  })
}

async function addShipped(tx: Tx, lines: readonly FulfilmentLineRow[], sign: '1' | '-1'): Promise<void> {
  await tx.$executeRaw`
    UPDATE sales_order_line l SET shipped = l.shipped + ${sign}::numeric * part.quantity
    FROM unnest(${lines.map((line) => line.demandLineId)}::int[], ${lines.map((line) => line.picked)}::numeric[])
      AS part (id, quantity)
    WHERE l.id = part.id`
}

const outstandingOf = (tx: Tx, orderId: number): Promise<number> =>
  tx.salesOrderLine.count({
    where: { orderId, cancelled: false, shipped: { lt: tx.salesOrderLine.fields.quantity } },
  })

/** Delivered: all that was picked has arrived. An order is delivered with the last of its deliveries. */
export async function arrive(tx: Tx, emit: Emit, fulfilment: LockedFulfilment, now: Date): Promise<void> {
  await tx.$executeRaw`UPDATE fulfilment_line SET delivered = picked WHERE fulfilment_id = ${fulfilment.id}`
  const { salesOrderId } = fulfilment
  if (salesOrderId === null) return
  const order = await tx.salesOrder.findUniqueOrThrow({
    where: { id: salesOrderId },
    select: { number: true, status: true },
  })
  if (order.status !== 'SHIPPED') return
  // Shipments that nobody follows on the road are for the office to call delivered.
  const underWay = await tx.shipment.count({
    where: {
      salesOrderId,
      undoneAt: null,
      OR: [{ fulfilmentId: null }, { fulfilment: { status: { not: 'DELIVERED' }, id: { not: fulfilment.id } } }],
    },
  })
  if (underWay > 0) return
  await tx.salesOrder.update({
    where: { id: salesOrderId },
    data: { status: 'DELIVERED', deliveredAt: now, version: { increment: 1 } },
  })
  emit({
    entity: 'salesOrder',
    id: salesOrderId,
    what: 'delivered',
    ownerId: fulfilment.ownerId,
    payload: { number: order.number, from: 'SHIPPED', to: 'DELIVERED', fulfilment: fulfilment.number },
  })
}

/** Not delivered after all. */
export async function unarrive(tx: Tx, emit: Emit, fulfilment: LockedFulfilment): Promise<void> {
  await tx.$executeRaw`UPDATE fulfilment_line SET delivered = 0 WHERE fulfilment_id = ${fulfilment.id}`
  const { salesOrderId } = fulfilment
  if (salesOrderId === null) return
  const order = await tx.salesOrder.findUniqueOrThrow({
    where: { id: salesOrderId },
    select: { number: true, status: true },
  })
  if (order.status !== 'DELIVERED') return
  await tx.salesOrder.update({
    where: { id: salesOrderId },
    data: { status: 'SHIPPED', deliveredAt: null, version: { increment: 1 } },
  })
  emit({
    entity: 'salesOrder',
    id: salesOrderId,
    what: 'deliveryUndone',
    ownerId: fulfilment.ownerId,
    payload: { number: order.number, from: 'DELIVERED', to: 'SHIPPED', fulfilment: fulfilment.number },
  })
}
