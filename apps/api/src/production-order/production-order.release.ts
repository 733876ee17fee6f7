import { needOf } from '@framewright/contracts/bom/bom.need'
import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { type Lifecycle, stepFor, wrongState } from '@framewright/contracts/core/lifecycle'
import { ruleViolated } from '@framewright/contracts/errors'
import {
  type ProductionOrderAction,
  type ProductionOrderStatus,
  productionOrderLifecycle,
  underWay,
} from '@framewright/contracts/production-order/production-order.lifecycle'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { sql } from 'kysely'
import { countsOn, inForce } from '../bom/bom.rows.ts'
import type { Emit } from '../core/outbox.ts'
import { build, run, type Tx } from '../core/sql.ts'
import type { NamedShortage } from '../stock/ledger.ts'
import { type DemandLine, openReservations, reserve, reserveAvailable } from '../stock/reserving.ts'
import { isTaken } from './production-order.making.ts'
import { type LockedProductionOrder, materialLines } from './production-order.rows.ts'
import { settingsOf } from './production-order.settings.ts'
import { makingStages } from './production-order.stages.ts'
import { handOut } from './production-order.tasks.ts'

const lifecycle: Lifecycle<ProductionOrderStatus, ProductionOrderAction> = productionOrderLifecycle

/**
 * Releases a draft: the bill of materials in force becomes its own, and its materials are reserved.
 * @returns what is short, where `partial` allowed it; else all is reserved or nothing has changed.
 */
export async function releaseOrder(
  tx: Tx,
  emit: Emit,
  call: Call,
  order: LockedProductionOrder,
  partial: boolean,
  today: string,
  now: Date,
): Promise<NamedShortage[]> {
  const step = stepFor(lifecycle, 'release', order, call.caller)
  const { revision, stages, frame } = await snapshot(tx, order, today)
  await layStages(tx, order, stages)
  const { labourRate } = await settingsOf(tx)
  await handOut(tx, emit, call, order, stages, frame)
  const lines = await materialLines(tx, order.id)
  const wanted = lines.filter((line) => !line.service && decimal.isPositive(line.needed))
  const demand = wanted.map((line) => ({ lineId: line.id, itemId: line.componentId, quantity: line.needed }))
  const shortages = await secure(tx, demand, partial)
  await tx.productionOrder.update({
    where: { id: order.id },
    data: { status: step.to, bomRevision: revision, labourRate, releasedAt: now, version: { increment: 1 } },
  })
  emit({
    entity: 'productionOrder',
    id: order.id,
    what: 'released',
    payload: {
      number: order.number,
      from: order.status,
      to: step.to,
      revision,
      short: shortages.map((short) => short.name),
    },
  })
  return shortages
}

/** Reserves what there is of what an order under way still misses. */
export async function reserveMissing(
  tx: Tx,
  emit: Emit,
  call: Call,
  order: LockedProductionOrder,
): Promise<NamedShortage[]> {
  if (!(underWay as readonly ProductionOrderStatus[]).includes(order.status)) {
    throw wrongState(lifecycle, 'reserve', order, call.caller)
  }
  const lines = (await materialLines(tx, order.id)).filter((line) => !line.service)
  const reserved = await openReservations(
    tx,
    'production',
    lines.map((line) => line.id),
  )
  const demand = lines.flatMap((line) => {
    const held = decimal.sum(reserved.filter((one) => one.lineId === line.id).map((one) => one.open))
    const missing = decimal.subtract(line.needed, decimal.add(line.consumed, held))
    return decimal.isPositive(missing) ? [{ lineId: line.id, itemId: line.componentId, quantity: missing }] : []
  })
  if (demand.length === 0) return []
  const shortages = await reserveAvailable(tx, 'production', demand)
  await tx.productionOrder.update({ where: { id: order.id }, data: { version: { increment: 1 } } })
  emit({
    entity: 'productionOrder',
    id: order.id,
    what: 'reserved',
    payload: { number: order.number, short: shortages.map((short) => short.name) },
  })
  return shortages
}

async function secure(tx: Tx, demand: readonly DemandLine[], partial: boolean): Promise<NamedShortage[]> {
  if (partial) return reserveAvailable(tx, 'production', demand)
  await reserve(tx, 'production', demand)
  return []
}

interface Snapshot {
  revision: number
  stages: TaskKind[]
  /** Whether it makes frames. */
  frame: boolean
}

/** Copies the bill of materials in force into the order's lines, with what each component costs now. */
async function snapshot(tx: Tx, order: LockedProductionOrder, today: string): Promise<Snapshot> {
  const lines = await run(
    tx,
    build
      .selectFrom('bom')
      .innerJoin('item as whole', 'whole.id', 'bom.item_id')
      .leftJoin('frame', 'frame.id', 'bom.item_id')
      .innerJoin('bom_line as line', 'line.bom_id', 'bom.id')
      .innerJoin('item', 'item.id', 'line.component_id')
      .select(['bom.revision', 'line.component_id as componentId', 'line.unit', 'line.stage'])
      .select(['item.unit as componentUnit', sql<TaskKind[] | null>`frame.stages::text[]`.as('stages')])
      .select([
        sql<string>`line.quantity::text`.as('quantity'),
        sql<string>`line.scrap_percent::text`.as('scrapPercent'),
        sql<string>`item.cost::text`.as('cost'),
      ])
      .where('bom.id', '=', inForce('whole.id', today))
      .where('bom.item_id', '=', order.itemId)
      .where(countsOn('line', today))
      .orderBy('line.id'),
  )
  const taken = lines.filter((line) => isTaken(line.stage, line.stages))
  const revision = taken[0]?.revision
  if (revision === undefined) {
    const item = await tx.item.findUniqueOrThrow({ where: { id: order.itemId }, select: { name: true } })
    throw ruleViolated(
      'productionOrder.noBom',
      `${item.name} has no bill of materials in force to make it by. Add one, then release ${order.number}.`,
      { itemId: order.itemId },
    )
  }
  await tx.productionOrderLine.createMany({
    data: taken.map((line, index) => ({
      orderId: order.id,
      lineNo: index + 1,
      componentId: line.componentId,
      stage: line.stage,
      quantityPer: line.quantity,
      unit: line.unit,
      scrapPercent: line.scrapPercent,
      needed: needOf(line, order.planned),
      unitCost: line.cost,
    })),
  })
  const own = taken[0]?.stages ?? null
  const named = taken.map((line) => line.stage)
  return { revision, stages: makingStages(own, named), frame: own !== null }
}

/** How many of the last tasks of an item and stage say how long one takes. */
const timedTasks = 20

/** The order's stages, all that is planned before the first, and the time the last ones of the item took at each. */
async function layStages(tx: Tx, order: LockedProductionOrder, stages: readonly TaskKind[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO production_order_stage (order_id, stage, position, ready, planned_seconds)
    SELECT ${order.id}::int, s.stage, s.position, CASE WHEN s.position = 1 THEN ${order.planned}::numeric ELSE 0 END,
      (SELECT round(sum(t.duration) / sum(t.quantity) * ${order.planned}::numeric) FROM (
        SELECT duration, quantity FROM task
        WHERE item_id = ${order.itemId}::int AND kind = s.stage AND status = 'COMPLETED' AND duration > 0
        ORDER BY id DESC LIMIT ${timedTasks}
      ) t)
    FROM unnest(${[...stages]}::task_kind[]) WITH ORDINALITY AS s (stage, position)`
}
