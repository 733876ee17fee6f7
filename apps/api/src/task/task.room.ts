import * as decimal from '@framewright/contracts/core/decimal'
import { invalid, ruleViolated } from '@framewright/contracts/errors'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import type { Tx } from '../core/sql.ts'
import type { LockedProductionOrder } from '../production-order/production-order.rows.ts'
import { orderStages } from '../production-order/production-order.stages.ts'
import { roomAt } from '../production-order/production-order.tasks.ts'

/** A stage of a production order has tasks for what is left to be done there, and for no more. */
export async function requireRoom(
  tx: Tx,
  order: LockedProductionOrder,
  kind: TaskKind,
  quantity: string,
  otherThan?: number,
): Promise<void> {
  const stages = await orderStages(tx, order.id)
  if (!stages.some((one) => one.stage === kind)) throw invalid('kind', `${order.number} has no ${kind.toLowerCase()}`)
  const room = await roomAt(tx, order, stages, kind, otherThan)
  if (decimal.compare(quantity, room) <= 0) return
  throw ruleViolated(
    'task.room',
    `${order.number}: ${room} left for a task of ${kind.toLowerCase()} beside those there are, ${decimal.quantity(quantity)} given. Make another task smaller first.`,
    { left: room, requested: decimal.quantity(quantity) },
  )
}
