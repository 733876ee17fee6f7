import * as decimal from '@framewright/contracts/core/decimal'
import { ruleViolated } from '@framewright/contracts/errors'
import {
  type ProductionOrderStatus,
  underWay,
} from '@framewright/contracts/production-order/production-order.lifecycle'
import type { Tx } from '../core/sql.ts'
import { giveBack, lockReserved, type OpenReservation, openReservations, promise } from '../stock/reserving.ts'

/*
 * What has come off a stage and waits for the next lies with all others of its item. It is promised to the order that made it,
 * so that the next stage takes the order's own and nobody else's.
 */

/** An order of which something lies half-made. The caller holds its row. */
export interface Maker {
  id: number
  number: string
  itemId: number
}

/** Promises to an order what has come to lie half-made for it, and is free there. */
export async function keepHalfMade(tx: Tx, order: Maker, locationId: number, quantity: string): Promise<void> {
  if (!decimal.isPositive(quantity)) return
  await promise(tx, 'halfMade', [{ lineId: order.id, itemId: order.itemId, locationId, quantity }])
}

/** What lies half-made for an order and waits for nothing but its next stage. Read behind the order's lock. */
export const halfMadeOf = (tx: Tx, order: Maker): Promise<OpenReservation[]> =>
  openReservations(tx, 'halfMade', [order.id])

/** How much that is. */
export const piecesOf = (reserved: readonly OpenReservation[]): string => decimal.sum(reserved.map((one) => one.open))

/**
 * Lets go of what lies half-made for an order, for the inspection or the non-conformance that holds it meanwhile.
 * @throws DomainError RULE_VIOLATED where fewer lie there.
 */
export async function lendHalfMade(tx: Tx, order: Maker, quantity: string): Promise<void> {
  const reserved = await lockReserved(tx, 'halfMade', [order.id])
  const there = piecesOf(reserved)
  if (decimal.compare(quantity, there) > 0) {
    throw ruleViolated(
      'productionOrder.halfMade',
      `${decimal.quantity(there)} of ${order.number} lie half-made and wait for nothing else, ${decimal.quantity(quantity)} given.`,
      { there: decimal.quantity(there), requested: decimal.quantity(quantity) },
    )
  }
  await giveBack(tx, reserved, [{ lineId: order.id, quantity }])
}

/**
 * The order under way whose half-made pieces are meant by an item, a document and a place; null where they are no order's.
 * The caller holds the order, if there is one.
 */
export async function makerOf(
  tx: Tx,
  {
    itemId,
    source,
    locationId,
  }: { itemId: number; source: { type: string; id: number } | null; locationId: number | null },
): Promise<Maker | null> {
  if (source?.type !== 'productionOrder' || locationId === null) return null
  const place = await tx.location.findUnique({ where: { id: locationId }, select: { code: true } })
  if (place?.code !== 'ASSEMBLED') return null
  const order = await tx.productionOrder.findUniqueOrThrow({
    where: { id: source.id },
    select: { id: true, number: true, itemId: true, status: true },
  })
  return order.itemId === itemId && isUnderWay(order.status) ? order : null
}

/** Whether an order is being worked on, or held for a while. */
export const isUnderWay = (status: ProductionOrderStatus): boolean =>
  (underWay as readonly ProductionOrderStatus[]).includes(status)
