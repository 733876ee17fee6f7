import { needOf } from '@framewright/contracts/bom/bom.need'
import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { makingKinds, type TaskKind } from '@framewright/contracts/task/task.kind'
import { sql } from 'kysely'
import { build, run, type Tx } from '../core/sql.ts'
import type { Demand } from '../stock/allocation.ts'
import { type Posting, post, type SystemLocation, systemLocations, take } from '../stock/ledger.ts'

/** What a finished task says of the stock it moves. */
export interface FinishedWork {
  id: number
  kind: TaskKind
  frameId: number
  quantity: string
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
 * Moves the stock of a finished task: the components of its stage STORAGE → PRODUCTION, and the frame on its way.
 * @throws DomainError INSUFFICIENT_STOCK naming every short component, or the frame where the stage before is missing.
 */
export async function moveStock(tx: Tx, call: Call, work: FinishedWork, today: string): Promise<void> {
  const at = await systemLocations(tx)
  const lines = await bomLines(tx, work, today)
  const components = componentDemands(lines, work.quantity).filter((demand) => decimal.isPositive(demand.quantity))
  const route = frameRoute(work.kind, work.stages)
  const made = route.from === 'PRODUCTION'
  const frame: Demand = {
    itemId: work.frameId,
    quantity: work.quantity,
    locationId: route.from === 'STORAGE' ? undefined : at[route.from],
  }

  const taken = await take(tx, made ? components : [...components, frame], at.STOCK, [work.frameId])
  const postings: Posting[] = taken.map((part) => ({
    itemId: part.itemId,
    fromId: part.locationId,
    toId: part.itemId === work.frameId ? at[route.to] : at.PRODUCTION,
    quantity: part.quantity,
    effectiveAt: work.endTime,
  }))
  if (made) {
    postings.push({
      itemId: work.frameId,
      fromId: at.PRODUCTION,
      toId: at[route.to],
      quantity: work.quantity,
      effectiveAt: work.endTime,
    })
  }
  await post(tx, call, { type: 'task', id: work.id, operation: 'complete' }, postings)
}

/** The stage's lines of the bill of materials in force. */
function bomLines(tx: Tx, work: FinishedWork, today: string) {
  return run(
    tx,
    build
      .selectFrom('bom_line')
      .innerJoin('item', 'item.id', 'bom_line.component_id')
      .select(['bom_line.component_id as componentId', 'bom_line.unit', 'item.unit as componentUnit'])
      .select([
        sql<string>`bom_line.quantity::text`.as('quantity'),
        sql<string>`bom_line.scrap_percent::text`.as('scrapPercent'),
      ])
      .where('bom_line.stage', '=', sql<TaskKind>`${work.kind}::task_kind`)
      .where('bom_line.bom_id', '=', (eb) =>
        eb
          .selectFrom('bom')
          .select('bom.id')
          .where('bom.item_id', '=', work.frameId)
          .where('bom.effective', '<=', sql<string>`${today}::date`)
          .orderBy('bom.revision', 'desc')
          .limit(1),
      ),
  )
}
