import type { Permission } from '@framewright/contracts/permissions'
import type { Bench, Task } from '@framewright/contracts/task/task.schema'
import { useMemo } from 'react'
import { type QueuedAction, sendable } from '~/lib/offline/action.ts'
import { queueState } from '~/lib/offline/queue-state.ts'
import { personName, useSession } from '~/lib/session.ts'
import { useStore } from '~/lib/store.ts'
import { type BenchAction, changedBench, changedTask, type Hand } from './bench-change.ts'

/** A press at the bench that is in the queue. */
export interface QueuedPress {
  taskId: number
  action: BenchAction
  /** When it was pressed, in milliseconds of the server's clock. */
  at: number
}

/** The press an action of the queue is; undefined for what is none of the bench's. */
export function pressOf({ path, input, at }: QueuedAction): QueuedPress | undefined {
  const action = /^task\.(start|pause|resume|complete)$/.exec(path)?.[1]
  return action === undefined || !('id' in input)
    ? undefined
    : { taskId: input.id, action: action as BenchAction, at: Date.parse(at) }
}

/**
 * The presses that the bench shows as done already. Finishing moves stock, which is refused more often than the rest: while the
 * server can answer at once, it is waited for.
 */
export function usePresses(): QueuedPress[] {
  const { actions, pressing } = useStore(queueState)
  return useMemo(
    () =>
      sendable(actions)
        .filter(({ path, key }) => path !== 'task.complete' || !pressing.has(key))
        .map(pressOf)
        .filter((press) => press !== undefined),
    [actions, pressing],
  )
}

/** Who presses here. */
export function useHand(): (at: number) => Hand {
  const { user, permissions } = useSession()
  return useMemo(() => {
    const me = { id: user.id, name: personName(user) }
    return (now: number) => ({ user: me, permissions: permissions as ReadonlySet<Permission>, now })
  }, [user, permissions])
}

/** The bench with what was pressed and is not answered yet. */
export const withPresses = (bench: Bench, presses: readonly QueuedPress[], hand: (at: number) => Hand): Bench =>
  presses.reduce((now, { taskId, action, at }) => changedBench(now, taskId, action, hand(at)), bench)

/** One task likewise. */
export const taskWithPresses = (task: Task, presses: readonly QueuedPress[], hand: (at: number) => Hand): Task =>
  presses
    .filter(({ taskId }) => taskId === task.id)
    .reduce((now, { action, at }) => changedTask(now, action, hand(at)), task)
