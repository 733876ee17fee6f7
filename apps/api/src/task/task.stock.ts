import { needOf } from '@framewright/contracts/bom/bom.need'
import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { makingKinds, type TaskKind } from '@framewright/contracts/task/task.kind'
import { sql } from 'kysely'
import { countsOn, inForce } from '../bom/bom.rows.ts'
import { build, run, type Tx } from '../core/sql.ts'
import { requireNotWaiting } from '../inspection/guard.ts'
import type { Demand } from '../stock/allocation.ts'
import { assembledAt, averageAssembled } from '../stock/assembled-cost.ts'
import { holdStock, type Posting, post, type SystemLocation, systemLocations, take } from '../stock/ledger.ts'
import { averageCosts } from '../stock/moving-average.ts'

/** What a finished task says of the stock it moves. */
export interface FinishedWork {
  id: number
  kind: TaskKind
  itemId: number
  itemName: string
  /** How many were done, good or lost. */
  quantity: string
  scrapped: string
  /** Why what was lost was lost. */
  reason: string
  stages: readonly TaskKind[]
  endTime: Date
}

/** Where a stage takes the frame from and puts it. From PRODUCTION: it is made here, out of its components. */
export function frameRoute(
  kind: TaskKind,
  stages: readonly TaskKind[],
): { from: SystemLocation | 'STORAGE'; to: SystemLocation } {
  switch (kind) {
    case 'INSTALLATION':
      return { from: 'STORAGE', to: 'CUSTOMERS' }
    case 'GLAZING':
      return { from: stages.includes('ASSEMBLY') ? 'ASSEMBLED' : 'PRODUCTION', to: 'STOCK' }
    case 'ASSEMBLY':
      return { from: 'PRODUCTION', to: isLastMaking(kind, stages) ? 'STOCK' : 'ASSEMBLED' }
    default:
      return kind satisfies never
  }
}

function isLastMaking(kind: TaskKind, stages: readonly TaskKind[]): boolean {
  return makingKinds.filter((making) => stages.includes(making)).at(-1) === kind
}

/** What so many frames take at a stage: quantity per frame and its scrap, in the component's own unit, to six places. */
export function componentDemands(
  lines: readonly {
    componentId: number
    quantity: string
    unit: string
    componentUnit: string
    scrapPercent: string
  }[],
  frames: string,
): Demand[] {
  return lines.map((line) => {
    return { itemId: line.componentId, quantity: needOf(line, frames) }
  })
}

/**
 * Moves the stock of a finished task: the components of its stage STORAGE → PRODUCTION, and the frame on its way at what it
 * cost so far, what was lost of it → SCRAP. What it cost when it is made goes into its average.
 * @throws DomainError INSUFFICIENT_STOCK naming every short component, or the frame where the stage before is missing.
 */
export async function moveStock(tx: Tx, call: Call, work: FinishedWork, today: string): Promise<void> {
  const at = await systemLocations(tx)
  const lines = await bomLines(tx, work, today)
  const all = componentDemands(lines, work.quantity)
  const services = new Set(lines.filter((line) => line.service).map((line) => line.componentId))
  const components = all.filter((demand) => decimal.isPositive(demand.quantity) && !services.has(demand.itemId))
  const route = frameRoute(work.kind, work.stages)
  const made = route.from === 'PRODUCTION'
  const frame: Demand = {
    itemId: work.itemId,
    quantity: work.quantity,
    locationId: route.from === 'STORAGE' ? undefined : at[route.from],
  }

  if (!made) await requireNotWaiting(tx, { ...frame, itemName: work.itemName })
  const costs = await holdStock(tx, [work.itemId, ...lines.map((line) => line.componentId)])
  const taken = await take(tx, made ? components : [...components, frame], at.STOCK, [work.itemId])
  const unitCost = await costOf(tx, work, route.from, all, costs)
  const effectiveAt = work.endTime
  const postings: Posting[] = taken
    .filter((part) => part.itemId !== work.itemId)
    .map((part) => ({
      itemId: part.itemId,
      fromId: part.locationId,
      toId: at.PRODUCTION,
      quantity: part.quantity,
      effectiveAt,
    }))
  const from: { locationId: number; quantity: string }[] = made
    ? [{ locationId: at.PRODUCTION, quantity: work.quantity }]
    : taken.filter((part) => part.itemId === work.itemId)
  let lost = work.scrapped
  for (const { locationId: fromId, quantity } of from) {
    const scrap = decimal.min(lost, quantity)
    const good = decimal.subtract(quantity, scrap)
    lost = decimal.subtract(lost, scrap)
    const product = { itemId: work.itemId, fromId, effectiveAt, ...(unitCost === undefined ? {} : { unitCost }) }
    if (decimal.isPositive(good)) postings.push({ ...product, toId: at[route.to], quantity: good })
    if (decimal.isPositive(scrap)) postings.push({ ...product, toId: at.SCRAP, quantity: scrap, reason: work.reason })
  }
  await post(tx, call, { type: 'task', id: work.id, operation: 'complete' }, postings)
  const good = decimal.subtract(work.quantity, work.scrapped)
  if (unitCost === undefined || !decimal.isPositive(good)) return
  const came = { itemId: work.itemId, quantity: good, unitPrice: unitCost }
  if (route.to === 'ASSEMBLED') await averageAssembled(tx, came)
  else await averageCosts(tx, [came])
}

/**
 * What one came to: the materials of the stage, and what it brought from the stage before. Undefined where nothing is said
 * of what it is made of, and where nothing is made: it goes on at the cost it has.
 */
async function costOf(
  tx: Tx,
  work: FinishedWork,
  from: SystemLocation | 'STORAGE',
  taken: readonly Demand[],
  costs: ReadonlyMap<number, string>,
): Promise<string | undefined> {
  if (from === 'STORAGE') return undefined
  const brought = from === 'ASSEMBLED' ? await assembledAt(tx, work.itemId) : '0'
  const materials = decimal.sum(taken.map((one) => decimal.multiply(one.quantity, costs.get(one.itemId) ?? '0')))
  const unitCost = decimal.unitPrice(decimal.add(brought, decimal.divide(materials, work.quantity)))
  return taken.length === 0 && decimal.isZero(brought) ? undefined : unitCost
}

/** The stage's lines of the bill of materials in force. */
function bomLines(tx: Tx, work: FinishedWork, today: string) {
  return run(
    tx,
    build
      .selectFrom('bom')
      .innerJoin('bom_line', 'bom_line.bom_id', 'bom.id')
      .innerJoin('item', 'item.id', 'bom_line.component_id')
      .select(['bom_line.component_id as componentId', 'bom_line.unit', 'item.unit as componentUnit'])
      .select(sql<boolean>`item.kind = 'SERVICE'`.as('service'))
      .select([
        sql<string>`bom_line.quantity::text`.as('quantity'),
        sql<string>`bom_line.scrap_percent::text`.as('scrapPercent'),
      ])
      .where('bom_line.stage', '=', sql<TaskKind>`${work.kind}::task_kind`)
      .where('bom.item_id', '=', work.itemId)
      .where('bom.id', '=', inForce('bom.item_id', today))
      .where(countsOn('bom_line', today)),
  )
}
