import { needOf } from '@framewright/contracts/bom/bom.need'
import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { wrongState } from '@framewright/contracts/core/lifecycle'
import { productionOrderLifecycle } from '@framewright/contracts/production-order/production-order.lifecycle'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { type Clock, toDate } from '../core/clock.ts'
import type { Emit } from '../core/commands.ts'
import type { Tx } from '../core/sql.ts'
import { inspectMade, requireNotWaiting } from '../inspection/guard.ts'
import { machineFigures } from '../machine/machine.output.ts'
import { assembledAt, averageAssembled } from '../stock/assembled-cost.ts'
import { holdStock, type Posting, post, systemLocations, take } from '../stock/ledger.ts'
import { averageCosts } from '../stock/moving-average.ts'
import { consume, distribute, type LinePart, openReservations } from '../stock/reserving.ts'
import { passGates } from './production-order.gates.ts'
import { halfMadeOf, keepHalfMade, piecesOf } from './production-order.half-made.ts'
import { countOnJobCard } from './production-order.job-card.ts'
import { requireArrived, requireLeft, requireStage } from './production-order.limits.ts'
import { fitNeeds } from './production-order.needs.ts'
import { type LockedProductionOrder, type MaterialLine, materialLines } from './production-order.rows.ts'
import {
  advanced,
  begins,
  doneAt,
  finishes,
  firstOf,
  lastOf,
  type OrderStage,
  orderStages,
  type StagePlace,
  saveStages,
} from './production-order.stages.ts'
import { fitTasks } from './production-order.tasks.ts'

/** What was made of an order at one time, all of its checks of who and when done. */
export interface Work {
  /** The stage it came off; null: it went through all of them at once. */
  stage: TaskKind | null
  good: string
  scrapped: string
  reason: string
  operatorId: number
  startedAt: Date | null
  endedAt: Date
  /** The task it was made by. */
  taskId?: number
  /** What it was made on. */
  machineId?: number | null | undefined
}

/**
 * Records what was made: the materials of its stage go STORAGE → PRODUCTION, what was reserved for the order first and
 * then what is free; the product moves on at what it cost so far: PRODUCTION → ASSEMBLED while a stage is still to come,
 * → STOCK off the last one, and what was lost → SCRAP. The order's tasks, job card and figures follow. The caller holds the
 * order, and has checked who may.
 * @returns the order as it then is.
 * @throws DomainError WRONG_STATE, RULE_VIOLATED beyond what is left or what has come from the stage before,
 * INSUFFICIENT_STOCK naming each short item.
 */
export async function recordOutput(
  tx: Tx,
  emit: Emit,
  call: Call,
  order: LockedProductionOrder,
  work: Work,
  clock: Clock,
): Promise<LockedProductionOrder> {
  if (order.status !== 'RELEASED' && order.status !== 'IN_PROGRESS') {
    throw wrongState(productionOrderLifecycle, 'output', order, call.caller)
  }
  const stages = await orderStages(tx, order.id)
  const place = requireStage(order, stages, work.stage)
  const pieces = decimal.add(work.good, work.scrapped)
  await requireLeft(tx, order, place, pieces)
  requireArrived(order, place, pieces)
  await passGates(tx, { order, stage: work.stage, taskId: work.taskId })
  const after = advanced(place, work.good, work.scrapped)

  const machine = await machineFigures(tx, { ...work, itemId: order.itemId, pieces }, clock.timeZone)

  const lines = await materialLines(tx, order.id)
  const costs = await holdStock(tx, [order.itemId, ...lines.map((line) => line.componentId)])
  const taken = takenBy(lines, after, work.stage)
  const materialCost = decimal.unitPrice(
    decimal.sum(taken.map(({ line, quantity }) => decimal.multiply(quantity, costs.get(line.componentId) ?? '0'))),
  )
  const brought = begins(place) ? '0' : await assembledAt(tx, order.itemId)
  const unitCost = decimal.unitPrice(decimal.add(brought, decimal.divide(materialCost, pieces)))
  const output = await tx.productionOutput.create({
    data: {
      orderId: order.id,
      stage: work.stage,
      finished: finishes(place),
      taskId: work.taskId ?? null,
      day: toDate(clock.dayOf(work.endedAt)),
      good: work.good,
      scrapped: work.scrapped,
      reason: work.reason,
      operatorId: work.operatorId,
      recordedById: call.caller.userId,
      startedAt: work.startedAt,
      endedAt: work.endedAt,
      materialCost,
      unitCost,
      ...machine,
    },
    select: { id: true },
  })
  await moveProduct(tx, call, order, { place, work, taken, unitCost, lines, outputId: output.id })

  await tx.$executeRaw`
    UPDATE production_order_line AS line SET consumed = line.consumed + part.quantity
    FROM unnest(
      ${taken.map(({ line }) => line.id)}::int[], ${taken.map(({ quantity }) => quantity)}::numeric[]
    ) AS part (id, quantity)
    WHERE line.id = part.id`
  await saveStages(tx, order, after, true)
  if (decimal.isPositive(work.scrapped)) await fitNeeds(tx, order, after)
  const produced = finishes(place) ? work.good : '0'
  const startedAt = work.startedAt ?? work.endedAt
  await tx.productionOrder.update({
    where: { id: order.id },
    data: {
      status: 'IN_PROGRESS',
      produced: { increment: produced },
      scrapped: { increment: work.scrapped },
      materialCost: { increment: materialCost },
      version: { increment: 1 },
      ...(order.status === 'RELEASED' ? { startedAt } : {}),
    },
  })
  const told = { entity: 'productionOrder' as const, id: order.id }
  if (order.status === 'RELEASED') {
    emit({ ...told, what: 'started', payload: { number: order.number, from: order.status, to: 'IN_PROGRESS' } })
  }
  emit({
    ...told,
    what: 'produced',
    payload: {
      number: order.number,
      itemId: order.itemId,
      good: work.good,
      scrapped: work.scrapped,
      ...(stages.length > 1 && work.stage !== null ? { stage: work.stage } : {}),
      ...(machine === undefined ? {} : { machineId: machine.machineId }),
      ...(work.reason === '' ? {} : { reason: work.reason }),
    },
  })
  // Good ones that a plan wants looked at wait where they lie.
  const at = await systemLocations(tx)
  await inspectMade(
    tx,
    emit,
    call,
    {
      itemId: order.itemId,
      quantity: work.good,
      stage: work.stage ?? lastOf(stages),
      last: finishes(place),
      source: { type: 'productionOrder', id: order.id, number: order.number, line: output.id },
      locationId: finishes(place) ? at.STOCK : at.ASSEMBLED,
    },
    clock.now(),
  )
  await fitTasks(tx, emit, order, after, clock.now(), work.taskId)
  await countOnJobCard(tx, emit, order, { good: produced, scrapped: work.scrapped, startedAt })
  return {
    ...order,
    status: 'IN_PROGRESS',
    begun: true,
    produced: decimal.add(order.produced, produced),
    scrapped: decimal.add(order.scrapped, work.scrapped),
  }
}

interface Taken {
  line: MaterialLine
  quantity: string
}

/** What the stages need of each line for all they have done so far, less what was taken before, so that rounding never adds up. */
function takenBy(lines: readonly MaterialLine[], after: readonly OrderStage[], stage: TaskKind | null): Taken[] {
  return lines.flatMap((line) => {
    const own = line.stage ?? firstOf(after)
    if (stage !== null && own !== stage) return []
    return [{ line, quantity: decimal.subtract(needOf(line, doneAt(after, own)), line.consumed) }]
  })
}

interface Moving {
  place: StagePlace
  work: Work
  taken: readonly Taken[]
  lines: readonly MaterialLine[]
  unitCost: string
  outputId: number
}

/** The movements of an output, and what they do to what the product costs. */
async function moveProduct(tx: Tx, call: Call, order: LockedProductionOrder, moving: Moving): Promise<void> {
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
