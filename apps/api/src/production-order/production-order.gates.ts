import type { TaskKind } from '@framewright/contracts/task/task.kind'
import type { Tx } from '../core/sql.ts'
import { requireSettled } from '../inspection/guard.ts'
import type { LockedProductionOrder } from './production-order.rows.ts'

/** What somebody is about to finish of an order, under the order's lock. */
export interface Finishing {
  order: LockedProductionOrder
  /** The stage that is to be finished for some of its pieces; null: the order is to be completed. */
  stage: TaskKind | null
  /** The task it is finished by, where there is one. */
  taskId?: number | undefined
}

/** Throws a DomainError, with a sentence for whoever finishes, where something has to happen first. */
export type Gate = (tx: Tx, finishing: Finishing) => Promise<void>

/**
 * What guards the finishing of a stage and the completing of an order. Every way that finishes goes through here: a task
 * at the bench, an output of a machine, and the order's own steps.
 */
export const gates: readonly Gate[] = [inspected]

/** An order is complete once all that was made of it has passed; between stages, what waits is held where it lies. */
async function inspected(tx: Tx, { order, stage }: Finishing): Promise<void> {
  if (stage === null) await requireSettled(tx, 'productionOrder', order)
}

/** Asks all gates, one after the other. */
export async function passGates(tx: Tx, finishing: Finishing): Promise<void> {
  for (const gate of gates) await gate(tx, finishing)
}
