import type { Task } from '@framewright/contracts/task/task.schema'
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { actionLooks } from '~/state/action-table.ts'
import classes from './bench.module.css'
import type { BenchAction } from './bench-change.ts'
import { FinishPanel } from './finish-panel.tsx'
import { PauseFirst } from './pause-first.tsx'
import type { useBenchActions } from './use-bench-actions.ts'

interface Props {
  task: Task
  /** What the person is working on now, where that is another task. */
  running: Task | null
  bench: ReturnType<typeof useBenchActions>
  /** What a press comes to now, where it is not sent at once; null where it is. */
  note: string | null
}

/** Start, Pause, Resume and Finish as the server allows them, each as large as a gloved thumb. */
export function TaskControls({ task, running, bench, note }: Props) {
  const [asking, setAsking] = useState<'finish' | 'pauseFirst' | null>(null)
  // A question about one task is not one about the next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the task's identity and state are what ends a question
  useEffect(() => setAsking(null), [task.id, task.status])

  const sending = bench.sending?.task.id === task.id ? bench.sending.action : null
  const otherRuns = bench.outcome?.kind === 'otherRuns' && bench.outcome.attempt.task.id === task.id
  const first = task.allowedActions.includes('resume') ? 'resume' : 'start'
  if (asking === 'finish') {
    return (
      <FinishPanel
        task={task}
        busy={sending !== null}
        offline={note}
        onFinish={(done) => bench.press('complete', task, { done })}
        onBack={() => setAsking(null)}
      />
    )
  }
  if (asking === 'pauseFirst' || otherRuns) {
    return (
      <PauseFirst
        running={running}
        busy={sending !== null}
        note={note}
        onGo={() => bench.press(first, task, { pauseCurrent: true })}
        onBack={() => {
          setAsking(null)
          bench.forget()
        }}
      />
    )
  }
  const press = (action: BenchAction) => {
    if (action === 'complete') return setAsking('finish')
    if ((action === 'start' || action === 'resume') && running) return setAsking('pauseFirst')
    bench.press(action, task)
  }
  const looks = actionLooks('task', task.allowedActions).filter(({ action }) => action !== 'cancel')
  if (looks.length === 0) return <p className="fw-muted">{nothingToDo(task)}</p>
  return (
    <>
      <div className={classes.pair}>
        {looks.map(({ action, verb, icon: Icon }) => (
          <Button
            key={action}
            className={classes.big}
            variant={action === 'pause' || (action === 'complete' && task.status === 'PAUSED') ? 'default' : 'filled'}
            color={action === 'complete' ? 'var(--fw-done)' : 'glass'}
            leftSection={<Icon size={28} aria-hidden />}
            loading={sending === action}
            disabled={sending !== null && sending !== action}
            onClick={() => press(action as BenchAction)}
          >
            {verb}
          </Button>
        ))}
      </div>
      {note === null ? null : <p role="status">{note}</p>}
    </>
  )
}

function nothingToDo(task: Task): string {
  if (task.status === 'COMPLETED') return 'This task is finished.'
  if (task.status === 'CANCELLED') return 'This task was cancelled. Do not work on it.'
  return task.user ? `This task belongs to ${task.user.name}.` : 'This task is not of your trade.'
}
