import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { wrongState } from '@framewright/contracts/core/lifecycle'
import { productionOrderLifecycle } from '@framewright/contracts/production-order/production-order.lifecycle'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { type Clock, toDate } from '../core/clock.ts'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { inspectMade } from '../inspection/guard.ts'
import { machineFigures } from '../machine/machine.output.ts'
import { assembledAt } from '../stock/assembled-cost.ts'
import { holdStock, systemLocations } from '../stock/ledger.ts'
import { passGates } from './production-order.gates.ts'
import { countOnJobCard } from './production-order.job-card.ts'
import { requireArrived, requireLeft, requireStage } from './production-order.limits.ts'
import { moveProduct, takenBy } from './production-order.moving.ts'
import { fitNeeds } from './production-order.needs.ts'
import { type LockedProductionOrder, materialLines } from './production-order.rows.ts'
import { advanced, begins, finishes, lastOf, orderStages, saveStages } from './production-order.stages.ts'
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
