import * as decimal from '@framewright/contracts/core/decimal'
import { sql } from 'kysely'
import { build, run, type Tx } from '../core/sql.ts'
import type { Allocation } from './allocation.ts'
import { type NamedShortage, take, takeAvailable } from './ledger.ts'

/**
 * Where a demand's line stands among a reservation's columns: one for each kind of document that wants stock. A further
 * kind is a column of its own by a migration, which also puts the CHECK `reservation_one_demand` anew, and a line here.
 */
const lineColumn = {
  sales: 'sales_line_id',
  production: 'production_line_id',
  invoice: 'invoice_line_id',
  // What was picked, where it is staged: nobody else takes it from there.
  fulfilment: 'fulfilment_line_id',
  // What waits to be inspected, or for what is decided of it: nobody takes it from where it lies.
  inspection: 'inspection_id',
  nonConformance: 'non_conformance_id',
  // What lies half-made for a production order: its next stage takes it, and nobody else.
  halfMade: 'production_order_id',
} as const

/** A kind of document whose lines want stock. */
export type DemandKind = keyof typeof lineColumn

/** A line that wants stock. */
export interface DemandLine {
  lineId: number
  itemId: number
  quantity: string
}

/** So much of a line's demand, at a place. */
export interface LinePart {
  lineId: number
  itemId: number
  locationId: number
  quantity: string
}

/**
 * Gives every line its part of what was allocated to its item, in the order of the lines: what the lines want, or less
 * where less was allocated.
 */
export function distribute(lines: readonly DemandLine[], allocations: readonly Allocation[]): LinePart[] {
  const left = allocations.map((allocation) => ({ ...allocation }))
  return lines.flatMap((line) => {
    let open = line.quantity
    const parts: LinePart[] = []
    for (const place of left) {
      if (place.itemId !== line.itemId || !decimal.isPositive(open) || !decimal.isPositive(place.quantity)) continue
      const quantity = decimal.min(open, place.quantity)
      place.quantity = decimal.subtract(place.quantity, quantity)
      open = decimal.subtract(open, quantity)
      parts.push({ lineId: line.lineId, itemId: line.itemId, locationId: place.locationId, quantity })
    }
    return parts
  })
}

/**
 * Promises stock to all lines or to none, beside what they have already. The balances of all their items are locked
 * first, in one order.
 * @throws DomainError INSUFFICIENT_STOCK naming every short item with what was requested and what is available.
 */
export async function reserve(tx: Tx, kind: DemandKind, lines: readonly DemandLine[]): Promise<void> {
  if (lines.length === 0) return
  await promise(tx, kind, distribute(lines, await take(tx, lines, 'STOCK')))
}

/** Promises to the lines what there is, the first line first. @returns the items that are short, by name. */
export async function reserveAvailable(
  tx: Tx,
  kind: DemandKind,
  lines: readonly DemandLine[],
): Promise<NamedShortage[]> {
  if (lines.length === 0) return []
  const { allocations, shortages } = await takeAvailable(tx, lines, 'STOCK')
  await promise(tx, kind, distribute(lines, allocations))
  return shortages
}

/**
 * Promises stock to all lines, or to none and says what is short, where a shortage is no reason to refuse all else.
 * @returns the items that are short, by name; none where all is promised.
 */
export async function reserveIfAll(tx: Tx, kind: DemandKind, lines: readonly DemandLine[]): Promise<NamedShortage[]> {
  if (lines.length === 0) return []
  const { allocations, shortages } = await takeAvailable(tx, lines, 'STOCK')
  if (shortages.length === 0) await promise(tx, kind, distribute(lines, allocations))
  return shortages
}

/** One statement for all parts. A place a line has a reservation at already holds more for it, or again. */
export async function promise(tx: Tx, kind: DemandKind, parts: readonly LinePart[]): Promise<void> {
  if (parts.length === 0) return
  const line = sql.ref(lineColumn[kind])
  const insert = sql`
    INSERT INTO reservation AS r (${line}, item_id, location_id, quantity)
    SELECT * FROM unnest(
      ${parts.map((part) => part.lineId)}::int[],
      ${parts.map((part) => part.itemId)}::int[],
      ${parts.map((part) => part.locationId)}::int[],
      ${parts.map((part) => part.quantity)}::numeric[])
    ON CONFLICT (${line}, location_id) DO UPDATE SET
      quantity = CASE WHEN r.released THEN r.consumed ELSE r.quantity END + excluded.quantity, released = false`
  const { sql: text, parameters } = insert.compile(build)
  await tx.$executeRawUnsafe(text, ...parameters)
}

/**
 * Gives back parts of what is still reserved: it is available again.
 * @param reserved what `lockReserved` gave for these lines.
 */
export async function giveBack(
  tx: Tx,
  reserved: readonly OpenReservation[],
  parts: readonly { lineId: number; quantity: string }[],
): Promise<void> {
  const given = split(reserved, parts)
  if (given.length === 0) return
  // One that gives all that is open is released as a whole: a reservation of nothing is none.
  await tx.$executeRaw`
    UPDATE reservation r SET
      released = r.quantity - r.consumed = part.quantity,
      quantity = r.quantity - CASE WHEN r.quantity - r.consumed = part.quantity THEN 0 ELSE part.quantity END
    FROM unnest(${given.map((one) => one.id)}::int[], ${given.map((one) => one.quantity)}::numeric[]) AS part (id, quantity)
    WHERE r.id = part.id`
}

/** Gives back what is still reserved for some lines. */
export const release = (tx: Tx, kind: DemandKind, lineIds: readonly number[]): Promise<void> =>
  releaseAll(tx, [[kind, lineIds]])

/** Gives back what is still reserved for lines of several kinds; all their balances are locked at once. */
export async function releaseAll(tx: Tx, demands: readonly [DemandKind, readonly number[]][]): Promise<void> {
  const reserved: OpenReservation[] = []
  for (const [kind, lineIds] of demands) reserved.push(...(await openReservations(tx, kind, lineIds)))
  if (reserved.length === 0) return
  await lockBalances(tx, reserved)
  await tx.reservation.updateMany({
    where: { id: { in: reserved.map((reservation) => reservation.id) } },
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

/** What is still reserved for some lines. Read behind the lock of the lines' document, which alone changes it. */
export async function openReservations(
  tx: Tx,
  kind: DemandKind,
  lineIds: readonly number[],
): Promise<OpenReservation[]> {
  if (lineIds.length === 0) return []
  const line = lineColumn[kind]
  return run(
    tx,
    build
      .selectFrom('reservation')
      .select(['id', 'item_id as itemId', 'location_id as locationId'])
      .select([sql<number>`${sql.ref(line)}`.as('lineId'), sql<string>`(quantity - consumed)::text`.as('open')])
      .where(line, '=', sql<number>`any(${[...lineIds]}::int[])`)
      .where('released', '=', false)
      .orderBy('id'),
  )
}

/** What is still reserved for some lines, with the balances of their items locked as `take` does. */
export async function lockReserved(tx: Tx, kind: DemandKind, lineIds: readonly number[]): Promise<OpenReservation[]> {
  const reserved = await openReservations(tx, kind, lineIds)
  if (reserved.length > 0) await lockBalances(tx, reserved)
  return reserved
}

/** Holds all balances of what is reserved, in the order of `take`. */
async function lockBalances(tx: Tx, reserved: readonly OpenReservation[]): Promise<void> {
  await run(
    tx,
    build
      .selectFrom('stock_balance')
      .select('item_id')
      .where('item_id', 'in', [...new Set(reserved.map((reservation) => reservation.itemId))])
      .orderBy('item_id')
      .orderBy('location_id')
      .forUpdate(),
  )
}

/**
 * Consumes parts of what is reserved for their lines: it is free again, for the movements that take it away in the same
 * transaction. One statement, however many parts.
 * @param reserved what `lockReserved` gave for these lines, or `openReservations` behind `holdStock`.
 * @returns what to take where; less than asked of a line that has less reserved.
 */
export async function consume(
  tx: Tx,
  reserved: readonly OpenReservation[],
  parts: readonly { lineId: number; quantity: string }[],
): Promise<LinePart[]> {
  const consumed = split(reserved, parts)
  if (consumed.length === 0) return []
  await tx.$executeRaw`
    UPDATE reservation r SET consumed = r.consumed + part.quantity
    FROM unnest(${consumed.map((one) => one.id)}::int[], ${consumed.map((one) => one.quantity)}::numeric[]) AS part (id, quantity)
    WHERE r.id = part.id`
  return consumed.map(({ id: _, ...part }) => part)
}

/** So much of each part from each reservation of its line, in the order of the reservations. */
function split(
  reserved: readonly OpenReservation[],
  parts: readonly { lineId: number; quantity: string }[],
): (LinePart & { id: number })[] {
  const left = reserved.map((reservation) => ({ ...reservation }))
  return parts.flatMap((part) => {
    let wanted = part.quantity
    const taken: (LinePart & { id: number })[] = []
    for (const reservation of left) {
      if (reservation.lineId !== part.lineId) continue
      const quantity = decimal.min(wanted, reservation.open)
      if (!decimal.isPositive(quantity)) continue
      wanted = decimal.subtract(wanted, quantity)
      reservation.open = decimal.subtract(reservation.open, quantity)
      const { id, lineId, itemId, locationId } = reservation
      taken.push({ id, lineId, itemId, locationId, quantity })
    }
    return taken
  })
}
