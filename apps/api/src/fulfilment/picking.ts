import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { invalid, ruleViolated } from '@framewright/contracts/errors'
import type { CompletePickingInput } from '@framewright/contracts/fulfilment/fulfilment.schema'
import type { Tx } from '../core/sql.ts'
import type { Allocation } from '../stock/allocation.ts'
import { type Posting, post, systemLocations, take } from '../stock/ledger.ts'
import { requirePlace } from '../stock/place.ts'
import { consume, distribute, giveBack, type LinePart, lockReserved } from '../stock/reserving.ts'
import { requirePiecesOf } from '../stock/stocked-item.ts'
import { type FulfilmentLineRow, type LockedFulfilment, linesOf } from './fulfilment.rows.ts'
import { stage } from './staging.ts'

/** What was picked of a line, and from where if that was said. */
interface Picked {
  line: FulfilmentLineRow
  total: string
  /** Empty: from where it was reserved. */
  from: { locationId: number; quantity: string }[]
  reason: string
}

/**
 * Moves what was picked STORAGE → STAGING and consumes what was promised for it. What was not picked of an order stays
 * promised to the order; of an invoice it is given back, since nobody waits for it until a further fulfilment does.
 * @returns the lines that are short.
 */
export async function pick(
  tx: Tx,
  call: Call,
  fulfilment: LockedFulfilment,
  said: CompletePickingInput['lines'],
  now: Date,
): Promise<{ itemName: string; missing: string; reason: string }[]> {
  const lines = await linesOf(tx, fulfilment.id)
  const picked = pickedOf(lines, said)
  await requirePiecesOf(
    tx,
    said.flatMap(({ lineId, picked: quantity }, index) => {
      const line = lines.find(({ id }) => id === lineId)
      return line === undefined
        ? []
        : [{ itemId: line.itemId, quantity, path: `lines.${index}.picked`, of: line.quantity }]
    }),
  )
  if (picked.every((one) => decimal.isZero(one.total))) {
    throw ruleViolated('fulfilment.nothingPicked', 'Nothing was picked. Cancel the fulfilment instead.', {})
  }
  const stocked = picked.filter((one) => one.line.stocked)
  const reserved = await lockReserved(
    tx,
    fulfilment.demand,
    stocked.map((one) => one.line.demandLineId),
  )
  const at = await systemLocations(tx)
  const taken = await consume(
    tx,
    // The places that were named come first, so that what is promised there is what is taken there.
    reserved.toSorted((a, b) => Number(isNamed(stocked, b)) - Number(isNamed(stocked, a))),
    stocked.map((one) => ({ lineId: one.line.demandLineId, quantity: one.total })),
  )
  const lineNoOf = new Map(lines.map((line) => [line.demandLineId, line.lineNo]))
  const named = stocked.filter((one) => one.from.length > 0)
  const elsewhere = named.flatMap(({ line, from }) => from.map((part) => ({ itemId: line.itemId, ...part })))
  for (const { locationId } of elsewhere) await requireStorage(tx, locationId)
  const namedLines = new Set(named.map((one) => one.line.demandLineId))
  const unnamed = taken.filter((part) => !namedLines.has(part.lineId))
  // What was promised is free now, so that all of it is asked for at once: of a place that is named for one line, another
  // may have had its promise.
  const placed = [...unnamed, ...elsewhere].filter((part) => decimal.isPositive(part.quantity))
  const unpromised = await takeUnpromised(tx, at.STOCK, stocked, unnamed, placed)
  const parts = [
    ...[...unnamed, ...unpromised],
    ...named.flatMap(({ line, from }) =>
      from
        .filter((part) => decimal.isPositive(part.quantity))
        .map((part) => ({ lineId: line.demandLineId, itemId: line.itemId, ...part })),
    ),
  ]
  const postings = joined(parts).map(
    (part): Posting => ({
      itemId: part.itemId,
      fromId: part.locationId,
      toId: at.STAGING,
      quantity: part.quantity,
      sourceLine: lineNoOf.get(part.lineId) ?? 0,
      effectiveAt: now,
    }),
  )
  await post(tx, call, { type: 'fulfilment', id: fulfilment.id, operation: `pick-${fulfilment.version}` }, postings)
  await stage(
    tx,
    stocked.map(({ line, total }) => ({ ...line, picked: total })),
  )
  if (fulfilment.demand === 'invoice') await giveBackMissing(tx, fulfilment, stocked)
  await tx.$executeRaw`
    UPDATE fulfilment_line l SET picked = part.quantity, short_reason = part.reason
    FROM unnest(${picked.map((one) => one.line.id)}::int[], ${picked.map((one) => one.total)}::numeric[],
      ${picked.map((one) => one.reason)}::text[]) AS part (id, quantity, reason)
    WHERE l.id = part.id`
  return picked
    .filter((one) => decimal.compare(one.total, one.line.quantity) < 0)
    .map(({ line, total, reason }) => ({
      itemName: line.itemName,
      missing: decimal.quantity(decimal.subtract(line.quantity, total)),
      reason,
    }))
}

/** One picks from the storage: what waits for its inspection or is staged already is not to be sent. */
async function requireStorage(tx: Tx, locationId: number): Promise<void> {
  const place = await requirePlace(tx, locationId, 'lines.locationId')
  if (place.usage === 'STORAGE') return
  throw ruleViolated('fulfilment.notStorage', `${place.name} is no storage place. Pick from the storage.`, {
    locationId,
    usage: place.usage,
  })
}

/** One part for each line and place: a movement says how much went, not by which promises. */
function joined(parts: readonly LinePart[]): LinePart[] {
  const byPlace = Map.groupBy(parts, (part) => `${part.lineId}:${part.locationId}`)
  return [...byPlace.values()].flatMap(([first, ...rest]) =>
    first === undefined
      ? []
      : [{ ...first, quantity: decimal.sum([first.quantity, ...rest.map((part) => part.quantity)]) }],
  )
}

/**
 * What no promise covers, as after a short picking that was taken back: from what is free beside what comes from its place.
 * @throws DomainError INSUFFICIENT_STOCK for the one as for the other.
 */
async function takeUnpromised(
  tx: Tx,
  first: number,
  picked: readonly Picked[],
  taken: readonly LinePart[],
  placed: readonly Allocation[],
): Promise<LinePart[]> {
  const lines = picked
    .filter((one) => one.from.length === 0)
    .map(({ line, total }) => {
      const covered = decimal.sum(
        taken.filter((part) => part.lineId === line.demandLineId).map((part) => part.quantity),
      )
      return { lineId: line.demandLineId, itemId: line.itemId, quantity: decimal.subtract(total, covered) }
    })
    .filter((line) => decimal.isPositive(line.quantity))
  const allocations = await take(tx, [...placed, ...lines.map(({ itemId, quantity }) => ({ itemId, quantity }))], first)
  if (lines.length === 0) return []
  // What comes from its place is allocated first.
  const left = placed.map((part) => ({ ...part }))
  const free = allocations.map((allocation) => {
    let { quantity } = allocation
    for (const part of left) {
      if (part.itemId !== allocation.itemId || part.locationId !== allocation.locationId) continue
      const same = decimal.min(quantity, part.quantity)
      part.quantity = decimal.subtract(part.quantity, same)
      quantity = decimal.subtract(quantity, same)
    }
    return { ...allocation, quantity }
  })
  return distribute(lines, free)
}

async function giveBackMissing(tx: Tx, fulfilment: LockedFulfilment, picked: readonly Picked[]): Promise<void> {
  const missing = picked
    .map((one) => ({ lineId: one.line.demandLineId, quantity: decimal.subtract(one.line.quantity, one.total) }))
    .filter((part) => decimal.isPositive(part.quantity))
  const reserved = await lockReserved(
    tx,
    fulfilment.demand,
    missing.map((part) => part.lineId),
  )
  await giveBack(tx, reserved, missing)
}

const isNamed = (picked: readonly Picked[], reservation: { lineId: number; locationId: number }): boolean =>
  picked.some(
    ({ line, from }) =>
      line.demandLineId === reservation.lineId && from.some((part) => part.locationId === reservation.locationId),
  )

/** What was said, line by line: a line that is not named was picked in full. Less than all of it needs a reason. */
function pickedOf(lines: readonly FulfilmentLineRow[], said: CompletePickingInput['lines']): Picked[] {
  said.forEach(({ lineId }, index) => {
    if (!lines.some((line) => line.id === lineId))
      throw invalid(`lines.${index}.lineId`, `This fulfilment has no line ${lineId}`)
  })
  return lines.map((line) => {
    const parts = said.filter((one) => one.lineId === line.id)
    if (parts.length === 0) return { line, total: line.quantity, from: [], reason: '' }
    const total = decimal.sum(parts.map((part) => part.picked))
    if (decimal.compare(total, line.quantity) > 0) {
      throw ruleViolated(
        'fulfilment.tooMuchPicked',
        `${line.itemName}: ${decimal.quantity(line.quantity)} asked for, ${decimal.quantity(total)} picked. Put back what is too much.`,
        { lineId: line.id, asked: decimal.quantity(line.quantity), picked: decimal.quantity(total) },
      )
    }
    const reason = parts.map((part) => part.reason.trim()).find((one) => one !== '') ?? ''
    const short = decimal.compare(total, line.quantity) < 0
    if (short && reason === '') {
      const index = said.findIndex((one) => one.lineId === line.id)
      throw invalid(`lines.${index}.reason`, `Say why less of ${line.itemName} was picked`)
    }
    const from = parts.flatMap((part) =>
      part.locationId === undefined ? [] : [{ locationId: part.locationId, quantity: part.picked }],
    )
    if (from.length > 0 && from.length < parts.length) {
      const index = said.findIndex((one) => one.lineId === line.id && one.locationId === undefined)
      throw invalid(`lines.${index}.locationId`, `Say for each part of ${line.itemName} where it was taken`)
    }
    return { line, total, from, reason: short ? reason : '' }
  })
}
