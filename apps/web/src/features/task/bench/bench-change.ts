import { allowedActions } from '@framewright/contracts/core/lifecycle'
import type { Permission } from '@framewright/contracts/permissions'
import { type TaskStatus, taskLifecycle } from '@framewright/contracts/task/task.lifecycle'
import type { Bench, Task } from '@framewright/contracts/task/task.schema'
import { workedSeconds } from '../server-clock.ts'

/** Whose bench it is, and the server's clock: what the server will know when the answer comes. */
export interface Hand {
  user: { id: number; name: string }
  permissions: ReadonlySet<Permission>
  now: number
}

/** What one can do at the bench ahead of the answer. Finishing moves stock, so it waits for the server. */
export type QuickAction = 'start' | 'pause' | 'resume'

/** The bench as it will be when the server agrees: shown at once, taken back when it refuses. */
export function changedBench(bench: Bench, id: number, action: QuickAction, hand: Hand): Bench {
  const task = [bench.current, ...bench.mine, ...bench.open].find((one) => one?.id === id)
  if (!task) return bench
  if (action === 'pause') {
    return { ...bench, current: null, mine: [inStatus(task, 'PAUSED', hand), ...bench.mine] }
  }
  const others = bench.current && bench.current.id !== id ? [inStatus(bench.current, 'PAUSED', hand)] : []
  return {
    ...bench,
    current: { ...inStatus(task, 'IN_PROGRESS', hand), userId: hand.user.id, user: hand.user },
    mine: [...others, ...bench.mine.filter((one) => one.id !== id)],
    open: bench.open.filter((one) => one.id !== id),
  }
}

function inStatus(task: Task, status: TaskStatus, hand: Hand): Task {
  const asOf = new Date(hand.now).toISOString()
  return {
    ...task,
    status,
    duration: workedSeconds(task, hand.now),
    asOf,
    startTime: task.startTime ?? asOf,
    allowedActions: allowedActions(taskLifecycle, status, hand),
  }
}
