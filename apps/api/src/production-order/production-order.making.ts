import * as decimal from '@framewright/contracts/core/decimal'
import type { ProductionOrderAction } from '@framewright/contracts/production-order/production-order.lifecycle'
import { makingKinds, type TaskKind } from '@framewright/contracts/task/task.kind'

/** Whether making an item takes a line of its bill: a frame is installed at the customer's, when it has long been made. */
export function isTaken(stage: TaskKind | null, stages: readonly TaskKind[] | null): boolean {
  if (stage === null) return true
  return (makingKinds as readonly TaskKind[]).includes(stage) && (stages === null || stages.includes(stage))
}

/** What is still to be made of the quantity planned; zero or less when all is. */
export const leftOf = (order: { planned: string; produced: string; scrapped: string }): string =>
  decimal.subtract(order.planned, decimal.add(order.produced, order.scrapped))

/** Why an action does not fit what was made so far, whatever the state says; undefined where it does. */
export function unfitFor(
  order: { planned: string; produced: string; scrapped: string; begun: boolean },
  action: ProductionOrderAction,
): 'unfinished' | 'finished' | 'nothingMade' | 'partlyMade' | undefined {
  const left = decimal.isPositive(leftOf(order))
  if (action === 'complete' && left) return 'unfinished'
  if (action === 'completeShort' && !order.begun) return 'nothingMade'
  if (action === 'completeShort' && !left) return 'finished'
  if (action === 'cancel' && order.begun) return 'partlyMade'
  return undefined
}
