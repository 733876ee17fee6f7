import { allowedActions } from '@framewright/contracts/core/lifecycle'
import type { Permission } from '@framewright/contracts/permissions'
import { type TaskStatus, taskLifecycle } from '@framewright/contracts/task/task.lifecycle'
import type { Bench, Task } from '@framewright/contracts/task/task.schema'
import { workedSeconds } from '../server-clock.ts'

/** Whose bench it is, and when it was pressed by the server's clock: what the server will know when the answer comes. */
export interface Hand {
  user: { id: number; name: string }
  permissions: ReadonlySet<Permission>
  now: number
}

export type BenchAction = 'start' | 'pause' | 'resume' | 'complete'

const after: Record<BenchAction, TaskStatus> = {
  start: 'IN_PROGRESS',
  resume: 'IN_PROGRESS',
  pause: 'PAUSED',
  complete: 'COMPLETED',
}

/** The bench as it will be when the server agrees: shown at once, taken back when it refuses. Doing it twice changes nothing. */
export function changedBench(bench: Bench, id: number, action: BenchAction, hand: Hand): Bench {
  const task = [bench.current, ...bench.mine, ...bench.open].find((one) => one?.id === id)
  if (!task || task.status === after[action]) return bench
  const changed = changedTask(task, action, hand)
  const mine = bench.mine.filter((one) => one.id !== id)
  const open = bench.open.filter((one) => one.id !== id)
  const current = bench.current?.id === id ? null : bench.current
  if (action === 'complete') return { ...bench, current, mine, open, doneToday: bench.doneToday + 1 }
  if (action === 'pause') return { ...bench, current, mine: [changed, ...mine], open }
  const paused = current ? [changedTask(current, 'pause', hand)] : []
  return { ...bench, current: changed, mine: [...paused, ...mine], open }
}

/** One task as it will be. */
export function changedTask(task: Task, action: BenchAction, hand: Hand): Task {
  // The server knows already, and only its answer has not come.
  if (task.status === after[action]) return task
  const asOf = new Date(hand.now).toISOString()
  const status = after[action]
  const { user } = hand
  return {
    ...task,
    ...(action === 'pause' ? {} : { userId: user.id, user }),
    status,
    duration: workedSeconds(task, hand.now),
    asOf,
    startTime: task.startTime ?? asOf,
    ...(action === 'complete' ? { endTime: asOf } : {}),
    allowedActions: allowedActions(taskLifecycle, status, hand),
  }
}
