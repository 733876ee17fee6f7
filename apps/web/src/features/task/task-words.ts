import type { TaskKind } from '@framewright/contracts/task/task.kind'
import type { Task } from '@framewright/contracts/task/task.schema'
import { formatQuantity } from '~/lib/format.ts'

/** What somebody does at a stage, as said to them: "Assemble". */
export const kindVerbs: Record<TaskKind, string> = {
  ASSEMBLY: 'Assemble',
  GLAZING: 'Glaze',
  INSTALLATION: 'Install',
}

/** A task in a few words: "Assemble Kitchen window". */
export const taskTitle = (task: Pick<Task, 'kind' | 'item'>): string => `${kindVerbs[task.kind]} ${task.item.name}`

/** The whole order in a few words: "Assemble 4 × Kitchen window". */
export const taskOrder = (task: Pick<Task, 'kind' | 'item' | 'quantity'>): string =>
  `${kindVerbs[task.kind]} ${formatQuantity(task.quantity)} × ${task.item.name}`

/** The order a task belongs to, a production order before its job card: number, day, priority. */
export const orderOf = ({ productionOrder, workOrder }: Pick<Task, 'productionOrder' | 'workOrder'>) =>
  productionOrder ?? workOrder

/** "1230 × 1480 mm". */
export const frameSize = (frame: { widthMm: number; heightMm: number }): string =>
  `${frame.widthMm} × ${frame.heightMm} mm`

/** The kinds of task somebody with these permissions does, in the order work goes. */
export function tradesOf(permissions: ReadonlySet<string>): TaskKind[] {
  const kinds: TaskKind[] = ['ASSEMBLY', 'GLAZING', 'INSTALLATION']
  return kinds.filter((kind) => permissions.has(`task.${kind.toLowerCase()}`))
}
