import type { Task } from '@framewright/contracts/task/task.schema'
import { getQueryKey } from '@trpc/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { errorBody, errorSentence, mayRetry } from '~/lib/errors.ts'
import { invalidateDocument } from '~/lib/invalidate.ts'
import { notifyDone, notifyError } from '~/lib/notify.tsx'
import { createOptimisticCache, type OptimisticCache } from '~/lib/optimistic.ts'
import { randomId } from '~/lib/random-id.ts'
import { personName, useSession } from '~/lib/session.ts'
import { client, trpc } from '~/lib/trpc.ts'
import { serverNow } from '../server-clock.ts'
import { taskTitle } from '../task-words.ts'
import { changedBench } from './bench-change.ts'

export type BenchAction = 'start' | 'pause' | 'resume' | 'complete'

/** One press of a button. Its key stays the same however often it has to be sent. */
export interface Attempt {
  action: BenchAction
  task: Task
  pauseCurrent: boolean
  notes: string | undefined
  key: string
}

/** What became of the last press, where it is more than a sentence. */
export type Outcome =
  | { kind: 'unsent'; attempt: Attempt }
  | { kind: 'short'; attempt: Attempt; error: unknown }
  | { kind: 'otherRuns'; attempt: Attempt }

/** How often an unsent press is tried again by itself. */
const againMs = 5000

/**
 * Start, pause, resume and finish at the bench: shown at once where the server rarely refuses, rolled back with a
 * sentence where it does, and kept to be sent again with the same key when the network was gone.
 */
export function useBenchActions(onDone: (attempt: Attempt) => void) {
  const { user, permissions } = useSession()
  const [sending, setSending] = useState<Attempt | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const done = useRef(onDone)
  done.current = onDone

  const send = useCallback(
    async (attempt: Attempt) => {
      const { action, task } = attempt
      setSending(attempt)
      setOutcome(null)
      const cache = createOptimisticCache()
      if (action !== 'complete') {
        const hand = { user: { id: user.id, name: personName(user) }, permissions, now: serverNow() }
        showAhead(cache, attempt, hand)
      }
      try {
        const output = await call(attempt)
        invalidateDocument('task', task.id, { ...output })
        if (action === 'complete') notifyDone(`Finished: ${taskTitle(task)}`)
        done.current(attempt)
      } catch (error) {
        cache.rollback()
        const { code, details } = errorBody(error)
        if (mayRetry(error)) setOutcome({ kind: 'unsent', attempt })
        else if (code === 'INSUFFICIENT_STOCK') setOutcome({ kind: 'short', attempt, error })
        else if (code === 'CONFLICT' && 'runningTaskId' in details) setOutcome({ kind: 'otherRuns', attempt })
        else notifyError(`${notDone[action]} ${errorSentence(error)}`)
        if (!mayRetry(error)) invalidateDocument('task', task.id)
      } finally {
        setSending(null)
      }
    },
    [user, permissions],
  )

  const unsent = outcome?.kind === 'unsent' ? outcome.attempt : null
  useEffect(() => {
    if (!unsent) return
    const again = () => void send(unsent)
    const timer = setInterval(() => navigator.onLine && again(), againMs)
    window.addEventListener('online', again)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', again)
    }
  }, [unsent, send])

  return {
    sending,
    outcome,
    forget: () => setOutcome(null),
    resend: (attempt: Attempt) => void send(attempt),
    press: (action: BenchAction, task: Task, more: { pauseCurrent?: boolean; notes?: string } = {}) =>
      void send({ action, task, pauseCurrent: more.pauseCurrent ?? false, notes: more.notes, key: randomId() }),
  }
}

const notDone: Record<BenchAction, string> = {
  start: 'Not started.',
  pause: 'Not paused.',
  resume: 'Not resumed.',
  complete: 'Not finished.',
}

function showAhead(cache: OptimisticCache, { action, task }: Attempt, hand: Parameters<typeof changedBench>[3]): void {
  if (action === 'complete') return
  cache.patch(getQueryKey(trpc.task.bench), (bench: Parameters<typeof changedBench>[0]) =>
    changedBench(bench, task.id, action, hand),
  )
}

function call({ action, task, pauseCurrent, notes, key }: Attempt): Promise<Task> {
  const { id } = task
  const options = { context: { idempotencyKey: key } }
  switch (action) {
    case 'start':
      return client.task.start.mutate({ id, pauseCurrent }, options)
    case 'resume':
      return client.task.resume.mutate({ id, pauseCurrent }, options)
    case 'pause':
      return client.task.pause.mutate({ id }, options)
    case 'complete':
      return client.task.complete.mutate(notes === undefined ? { id } : { id, notes }, options)
  }
}
