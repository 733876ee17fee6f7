import * as decimal from '@framewright/contracts/core/decimal'
import { invalid, ruleViolated } from '@framewright/contracts/errors'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import type { Tx } from '../core/sql.ts'
import type { LockedProductionOrder } from './production-order.rows.ts'
import { settingsOf } from './production-order.settings.ts'
import { begins, leftFor, type OrderStage, type StagePlace } from './production-order.stages.ts'

/** What a stage has done, as said of its pieces. */
const done: Record<TaskKind, string> = { ASSEMBLY: 'assembled', GLAZING: 'glazed', INSTALLATION: 'installed' }

const atLeastZero = (value: string): string => decimal.quantity(decimal.isPositive(value) ? value : '0')

/** The order's own stages and the one named, which has to be one of them. */
export function requireStage(
  order: LockedProductionOrder,
  stages: readonly OrderStage[],
  stage: TaskKind | null,
): StagePlace {
  if (stage === null || stages.some((one) => one.stage === stage)) return { stages, stage }
  throw invalid('stage', `${order.number} has no ${stage.toLowerCase()}`)
}

/**
 * What an order may still do at a stage: what is left of the quantity planned, less what was lost on the way there, and
 * what the shop tolerates beyond.
 */
export async function requireLeft(
  tx: Tx,
  order: LockedProductionOrder,
  place: StagePlace,
  requested: string,
): Promise<void> {
  const { overTolerancePercent } = await settingsOf(tx)
  const beyond = decimal.divide(decimal.multiply(order.planned, overTolerancePercent), '100')
  const undone = leftFor(order.planned, place)
  if (decimal.compare(requested, decimal.add(undone, beyond)) <= 0) return
  const left = atLeastZero(undone)
  const tolerated = decimal.isPositive(beyond) ? ` (and ${decimal.quantity(beyond)} of ${order.planned} beyond)` : ''
  const what = place.stage === null || place.stages.length === 1 ? 'made' : done[place.stage]
  throw ruleViolated(
    'productionOrder.overProduced',
    `${order.number}: ${left} left to be ${what}${tolerated}, ${decimal.quantity(requested)} given.`,
    {
      left,
      requested: decimal.quantity(requested),
      planned: decimal.quantity(order.planned),
      overTolerancePercent,
      ...(place.stage === null ? {} : { stage: place.stage }),
    },
  )
}

/** A stage does what has come to it from the stage before, and no more. */
export function requireArrived(order: LockedProductionOrder, place: StagePlace, requested: string): void {
  if (begins(place)) return
  const at = place.stages.findIndex((one) => one.stage === place.stage)
  const [before, own] = [place.stages[at - 1], place.stages[at]]
  if (before === undefined || own === undefined) return
  const ready = decimal.subtract(before.good, decimal.add(own.good, own.scrapped))
  if (decimal.compare(requested, ready) <= 0) return
  throw ruleViolated(
    'productionOrder.stageBefore',
    `${atLeastZero(ready)} of ${order.number} wait to be ${done[own.stage]}, ${decimal.quantity(requested)} given: the others are not ${done[before.stage]} yet.`,
    { stage: own.stage, ready: atLeastZero(ready), requested: decimal.quantity(requested) },
  )
}
