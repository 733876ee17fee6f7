import * as decimal from '@framewright/contracts/core/decimal'
import { build, run, type Tx } from '../core/sql.ts'
import type { Allocation } from '../stock/allocation.ts'
import { systemLocations, take } from '../stock/ledger.ts'

/** A line that wants stock. */
export interface DemandLine {
  id: number
  itemId: number
  quantity: string
}

/**
 * Gives every line its part of what was allocated to its item, in the order of the lines. The allocations add up to what
 * the lines want.
 */
export function distribute(lines: readonly DemandLine[], allocations: readonly Allocation[]) {
  const left = allocations.map((allocation) => ({ ...allocation }))
  return lines.flatMap((line) => {
    let open = line.quantity
    const parts: { lineId: number; itemId: number; locationId: number; quantity: string }[] = []
    for (const place of left) {
      if (place.itemId !== line.itemId || !decimal.isPositive(open) || !decimal.isPositive(place.quantity)) continue
      const quantity = decimal.min(open, place.quantity)
      place.quantity = decimal.subtract(place.quantity, quantity)
      open = decimal.subtract(open, quantity)
      parts.push({ lineId: line.id, itemId: line.itemId, locationId: place.locationId, quantity })
    }
    return parts
  })
}

/**
 * Promises stock to all lines or to none. The balances of all their items are locked first, in one order.
 * @throws DomainError INSUFFICIENT_STOCK naming every short item with what was requested and what is available.
 */
export async function reserve(tx: Tx, lines: readonly DemandLine[]): Promise<void> {
  if (lines.length === 0) return
  const at = await systemLocations(tx)
  const allocations = await take(tx, lines, at.STOCK)
  await tx.reservation.createMany({ data: distribute(lines, allocations) })
}

/** Gives back what is still reserved for some lines. */
export async function release(tx: Tx, lineIds: readonly number[]): Promise<void> {
  await lockReserved(tx, lineIds)
  await tx.reservation.updateMany({
    where: { lineId: { in: [...lineIds] }, released: false },
    data: { released: true },
  })
}

export interface OpenReservation {
  id: number
  lineId: number
  itemId: number
  locationId: number
  open: string
}

/** What is still reserved for some lines, with the balances of their items locked as `take` does. */
export async function lockReserved(tx: Tx, lineIds: readonly number[]): Promise<OpenReservation[]> {
  const reservations = await tx.reservation.findMany({
    where: { lineId: { in: [...lineIds] }, released: false },
    orderBy: { id: 'asc' },
  })
  const itemIds = [...new Set(reservations.map((reservation) => reservation.itemId))]
  if (itemIds.length === 0) return []
  await run(
    tx,
    build
      .selectFrom('stock_balance')
      .select('item_id')
      .where('item_id', 'in', itemIds)
      .orderBy('item_id')
      .orderBy('location_id')
      .forUpdate(),
  )
  return reservations.map(({ id, lineId, itemId, locationId, quantity, consumed }) => ({
    id,
    lineId,
    itemId,
    locationId,
    open: quantity.minus(consumed).toFixed(),
  }))
}
