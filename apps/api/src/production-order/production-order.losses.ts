import * as decimal from '@framewright/contracts/core/decimal'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { toDate } from '../core/clock.ts'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { holdStock, systemLocations } from '../stock/ledger.ts'
import { isUnderWay } from './production-order.half-made.ts'
import { countOnJobCard } from './production-order.job-card.ts'
import { fitNeeds } from './production-order.needs.ts'
import { type LockedProductionOrder, materialLines } from './production-order.rows.ts'
import { lastOf, type OrderStage, orderStages, saveStages, without } from './production-order.stages.ts'
import { fitTasks } from './production-order.tasks.ts'

/** What was found not to conform after it had come off a stage good. */
export interface Found {
  id: number
  number: string
  defect: string
  itemId: number
  quantity: string
  /** Where it lies; null: nobody knows, and nothing is lost. */
  locationId: number | null
}

/** What an order under way loses with it. */
export interface Loss {
  order: LockedProductionOrder
  stages: OrderStage[]
  /** The last stage it has passed. */
  stage: TaskKind
  quantity: string
}

/**
 * What an order loses with something that is scrapped; undefined where it is not of its work: the order is done, it is a
 * material of it, or it never was there. All stock that the loss touches is held from here on, the product's and that of the order's materials: the
 * caller moves the goods in between. The caller holds the order.
 */
export async function lossOf(tx: Tx, order: LockedProductionOrder, found: Found): Promise<Loss | undefined> {
  if (found.locationId === null || found.itemId !== order.itemId || !isUnderWay(order.status)) return undefined
  const stages = await orderStages(tx, order.id)
  const { ASSEMBLED } = await systemLocations(tx)
  const at = found.locationId === ASSEMBLED ? stages.at(-2) : stages.at(-1)
  if (at === undefined) return undefined
  // What lies in storage is nobody's: of it the order can lose no more than it has made.
  const quantity = decimal.min(found.quantity, at.good)
  if (!decimal.isPositive(quantity)) return undefined
  const lines = await materialLines(tx, order.id)
  await holdStock(tx, [order.itemId, ...lines.map((line) => line.componentId)])
  return { order, stages, stage: at.stage, quantity }
}

/**
 * Records a loss: as an output that makes nothing, takes no materials, and names what it was lost by. The stage it had
 * passed has done as many as before, and less of them are good; the stages after it want less, in work, tasks and
 * materials. What it had cost is lost with it and stays in what the order cost.
 * @param unitCost what one had cost so far.
 */
export async function recordLoss(
  tx: Tx,
  emit: Emit,
  { order, stages, stage, quantity }: Loss,
  found: Found,
  at: { unitCost: string; userId: number | null; now: Date; day: string },
): Promise<void> {
  const finished = stage === lastOf(stages)
  const after = without(stages, stage, quantity)
  await tx.productionOutput.create({
    data: {
      orderId: order.id,
      stage,
      finished,
      nonConformanceId: found.id,
      day: toDate(at.day),
      good: '0',
      scrapped: quantity,
      reason: found.defect,
      recordedById: at.userId,
      endedAt: at.now,
      materialCost: '0',
      unitCost: at.unitCost,
    },
  })
  await saveStages(tx, order, after, true)
  await tx.productionOrder.update({
    where: { id: order.id },
    data: {
      scrapped: { increment: quantity },
      ...(finished ? { produced: { decrement: quantity } } : {}),
      version: { increment: 1 },
    },
  })
  emit({
    entity: 'productionOrder',
    id: order.id,
    what: 'lost',
    payload: {
      number: order.number,
      itemId: order.itemId,
      quantity: decimal.quantity(quantity),
      ...(stages.length > 1 ? { stage } : {}),
      reason: found.defect,
      nonConformanceId: found.id,
      nonConformance: found.number,
    },
  })
  await fitNeeds(tx, order, after)
  await fitTasks(tx, emit, order, after, at.now)
  await countOnJobCard(tx, emit, order, {
    good: finished ? decimal.subtract('0', quantity) : '0',
    scrapped: quantity,
    startedAt: at.now,
  })
}
