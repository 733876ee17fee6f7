import { needOf } from '@framewright/contracts/bom/bom.need'
import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import type { Tx } from '../core/sql.ts'
import { requireNotWaiting } from '../inspection/guard.ts'
import { averageAssembled } from '../stock/assembled-cost.ts'
import { type Posting, post, systemLocations, take } from '../stock/ledger.ts'
import { averageCosts } from '../stock/moving-average.ts'
import { consume, distribute, type LinePart, openReservations } from '../stock/reserving.ts'
import { halfMadeOf, keepHalfMade, piecesOf } from './production-order.half-made.ts'
import type { LockedProductionOrder, MaterialLine } from './production-order.rows.ts'
import { begins, doneAt, finishes, firstOf, type OrderStage, type StagePlace } from './production-order.stages.ts'

/** So much of a material of an order. */
export interface Taken {
  line: MaterialLine
  quantity: string
}

/** What the stages need of each line for all they have done so far, less what was taken before, so that rounding never adds up. */
export function takenBy(lines: readonly MaterialLine[], after: readonly OrderStage[], stage: TaskKind | null): Taken[] {
  return lines.flatMap((line) => {
    const own = line.stage ?? firstOf(after)
    if (stage !== null && own !== stage) return []
    return [{ line, quantity: decimal.subtract(needOf(line, doneAt(after, own)), line.consumed) }]
  })
}

/** An output that is written and has not moved anything yet. */
export interface Moving {
  place: StagePlace
  work: { good: string; scrapped: string; reason: string; endedAt: Date }
  taken: readonly Taken[]
  lines: readonly MaterialLine[]
  unitCost: string
  outputId: number
}

/** The movements of an output, and what they do to what the product costs. */
export async function moveProduct(tx: Tx, call: Call, order: LockedProductionOrder, moving: Moving): Promise<void> {
  const { place, work, taken, lines, unitCost } = moving
  const at = await systemLocations(tx)
  const stocked = taken.filter(({ line, quantity }) => !line.service && decimal.isPositive(quantity))
  const parts = await materials(tx, stocked, at.STOCK)
  const lineNoOf = new Map(lines.map((line) => [line.id, line.lineNo]))
  const effectiveAt = work.endedAt
  const postings: Posting[] = parts.map(({ lineId, itemId, locationId: fromId, quantity }) => {
    return { itemId, fromId, toId: at.PRODUCTION, quantity, sourceLine: lineNoOf.get(lineId) ?? 0, effectiveAt }
  })
  const from = begins(place) ? at.PRODUCTION : at.ASSEMBLED
  const to = finishes(place) ? at.STOCK : at.ASSEMBLED
  if (from === at.ASSEMBLED) await takeHalfMade(tx, order, decimal.add(work.good, work.scrapped), at.ASSEMBLED)
  const product = { itemId: order.itemId, fromId: from, unitCost, effectiveAt }
  if (decimal.isPositive(work.good)) postings.push({ ...product, toId: to, quantity: work.good })
  if (decimal.isPositive(work.scrapped)) {
    postings.push({ ...product, toId: at.SCRAP, quantity: work.scrapped, reason: work.reason })
  }
  await post(tx, call, { type: 'productionOrder', id: order.id, operation: `output-${moving.outputId}` }, postings)
  if (!decimal.isPositive(work.good)) return
  const came = { itemId: order.itemId, quantity: work.good, unitPrice: unitCost }
  if (finishes(place)) await averageCosts(tx, [came])
  else {
    await averageAssembled(tx, came)
    await keepHalfMade(tx, order, at.ASSEMBLED, work.good)
  }
}

/** The order's own, of those that lie half-made: refused where they wait to be inspected or decided of. */
async function takeHalfMade(tx: Tx, order: LockedProductionOrder, quantity: string, locationId: number): Promise<void> {
  const { id, itemId, number: itemName } = order
  const own = await halfMadeOf(tx, order)
  const missing = decimal.subtract(quantity, piecesOf(own))
  if (decimal.isPositive(missing)) {
    await requireNotWaiting(tx, { itemId, itemName, quantity, order: { id, free: piecesOf(own) } })
    await take(tx, [{ itemId, quantity: missing, locationId }], locationId)
  }
  await consume(tx, own, [{ lineId: id, quantity }])
}

/**
 * Where the materials come from: what is reserved for their lines, and beyond it what nobody has reserved. All balances
 * are held already. What is free is taken first, in the books, while the reservations still hold their own.
 */
async function materials(tx: Tx, wanted: readonly Taken[], first: number): Promise<LinePart[]> {
  const reserved = await openReservations(
    tx,
    'production',
    wanted.map(({ line }) => line.id),
  )
  const beyond = wanted.flatMap(({ line, quantity }) => {
    const held = decimal.sum(reserved.filter((one) => one.lineId === line.id).map((one) => one.open))
    const missing = decimal.subtract(quantity, held)
    return decimal.isPositive(missing) ? [{ lineId: line.id, itemId: line.componentId, quantity: missing }] : []
  })
  const free = distribute(beyond, await take(tx, beyond, first))
  const own = await consume(
    tx,
    reserved,
    wanted.map(({ line, quantity }) => ({ lineId: line.id, quantity })),
  )
  const parts = new Map<string, LinePart>()
  for (const part of [...own, ...free]) {
    const key = `${part.lineId}@${part.locationId}`
    const before = parts.get(key)?.quantity ?? '0'
    parts.set(key, { ...part, quantity: decimal.add(before, part.quantity) })
  }
  return [...parts.values()]
}
