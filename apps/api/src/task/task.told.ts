import type { TaskKind } from '@framewright/contracts/task/task.kind'

/** What an event of a task says of it. */
export interface ToldTask {
  kind: TaskKind
  itemId: number
  itemName: string
  workOrderId: number | null
  productionOrderId: number | null
}

/** The part of an event's payload that every event of a task has. */
export function taskTold({ kind, itemId, itemName, workOrderId, productionOrderId }: ToldTask) {
  return { kind, itemId, itemName, workOrderId, ...(productionOrderId === null ? {} : { productionOrderId }) }
}
