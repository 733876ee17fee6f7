import { compare, sum } from '@framewright/contracts/core/decimal'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import type { Task } from '@framewright/contracts/task/task.schema'

/** How far a work order is at one stage of its frame. */
export interface StageProgress {
  kind: TaskKind
  /** Pieces done, running or paused, and planned, as decimal strings. */
  done: string
  running: string
  waiting: string
  complete: boolean
}

/** A work order's progress by stage, from its tasks; cancelled ones count for nothing. */
export function stageProgress(
  stages: readonly TaskKind[],
  quantity: string,
  tasks: readonly Pick<Task, 'kind' | 'status' | 'quantity'>[],
): StageProgress[] {
  return stages.map((kind) => {
    const of = (...states: Task['status'][]) =>
      sum(tasks.filter((task) => task.kind === kind && states.includes(task.status)).map((task) => task.quantity))
    const done = of('COMPLETED')
    return {
      kind,
      done,
      running: of('IN_PROGRESS', 'PAUSED'),
      waiting: of('PENDING'),
      complete: compare(done, quantity) >= 0,
    }
  })
}

/** The stage to plan next: the first whose tasks, waiting ones included, do not cover the quantity. */
export function stageToPlan(progress: readonly StageProgress[], quantity: string): TaskKind | undefined {
  return progress.find(({ done, running, waiting }) => compare(sum([done, running, waiting]), quantity) < 0)?.kind
}
