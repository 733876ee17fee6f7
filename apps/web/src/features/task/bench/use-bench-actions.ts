import type { Bench, Task } from '@framewright/contracts/task/task.schema'
import { useEffect, useState } from 'react'
import { errorSentence, type ScreenError } from '~/lib/errors.ts'
import { notifyDone, notifyError } from '~/lib/notify.ts'
import type { ActionDraft } from '~/lib/offline/action.ts'
import { onAnswer, queue } from '~/lib/offline/offline.ts'
import { queryClient } from '~/lib/query-client.ts'
import { keyOf } from '~/lib/query-key.ts'
import { actions } from '~/state/action-table.ts'
import { serverNow } from '../server-clock.ts'
import { taskTitle } from '../task-words.ts'
import { type BenchAction, changedBench } from './bench-change.ts'
import type { Finished } from './finish-panel.tsx'
import { pressOf, useHand } from './queued-bench.ts'

/** One press of a button. */
export interface Attempt {
  action: BenchAction
  task: Task
  pauseCurrent: boolean
  done: Finished
}

/** What became of the last press, where it is more than a sentence. */
export type Outcome = { kind: 'short'; attempt: Attempt; error: ScreenError } | { kind: 'otherRuns'; attempt: Attempt }

/**
 * Start, pause, resume and finish at the bench. Each press is kept on the device before it is sent and until it is answered, and
 * says when it was made; the bench shows it at once, and takes it back where the server refuses.
 */
export function useBenchActions(onDone: (attempt: Attempt) => void) {
  const [sending, setSending] = useState<Attempt | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const hand = useHand()

  // An answered press leaves the queue: from then on the bench itself has to show it, until it is read again.
  useEffect(
    () =>
      onAnswer((action) => {
        const press = pressOf(action)
        if (!press) return
        const key = keyOf('task', 'bench', undefined, 'query')
        queryClient.setQueryData<Bench>(
          key,
          (bench) => bench && changedBench(bench, press.taskId, press.action, hand(press.at)),
        )
      }),
    [hand],
  )

  const send = async (attempt: Attempt) => {
    const { action, task } = attempt
    setSending(attempt)
    setOutcome(null)
    try {
      const settled = await (await queue()).submit(draftOf(attempt))
      if (settled.kind !== 'refused') {
        if (settled.kind === 'done' && action === 'complete') notifyDone(`Finished: ${taskTitle(task)}`)
        return onDone(attempt)
      }
      const { error } = settled
      if (error.code === 'INSUFFICIENT_STOCK') setOutcome({ kind: 'short', attempt, error })
      else if (error.code === 'CONFLICT' && 'runningTaskId' in error.details) setOutcome({ kind: 'otherRuns', attempt })
      else notifyError(`${notDone[action]} ${errorSentence(error)}`)
    } finally {
      setSending(null)
    }
  }

  return {
    sending,
    outcome,
    forget: () => setOutcome(null),
    resend: (attempt: Attempt) => void send(attempt),
    press: (action: BenchAction, task: Task, more: { pauseCurrent?: boolean; done?: Finished } = {}) =>
      void send({ action, task, pauseCurrent: more.pauseCurrent ?? false, done: more.done ?? {} }),
  }
}

const notDone: Record<BenchAction, string> = {
  start: 'Not started.',
  pause: 'Not paused.',
  resume: 'Not resumed.',
  complete: 'Not finished.',
}

function draftOf({ action, task, pauseCurrent, done }: Attempt): ActionDraft {
  const pressed = { id: task.id, at: new Date(serverNow()).toISOString() }
  const about = { document: `task:${task.id}`, label: `${actions.task[action].verb}: ${taskTitle(task)}` }
  switch (action) {
    case 'start':
      return { path: 'task.start', input: { ...pressed, pauseCurrent }, ...about }
    case 'resume':
      return { path: 'task.resume', input: { ...pressed, pauseCurrent }, ...about }
    case 'pause':
      return { path: 'task.pause', input: pressed, ...about }
    case 'complete':
      return { path: 'task.complete', input: { ...pressed, ...done }, ...about }
  }
}
