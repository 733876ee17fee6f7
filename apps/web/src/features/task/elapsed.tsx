import type { Task } from '@framewright/contracts/task/task.schema'
import { useEffect, useState } from 'react'
import { formatDuration } from '~/lib/format.ts'
import { clockText, serverNow, workedSeconds } from './server-clock.ts'

type Timed = Pick<Task, 'status' | 'duration' | 'asOf'>

/** Seconds worked, counting on each second while the task runs. */
function useWorkedSeconds(task: Timed): number {
  const [now, setNow] = useState(serverNow)
  const running = task.status === 'IN_PROGRESS'
  useEffect(() => {
    if (!running) return
    setNow(serverNow())
    const timer = setInterval(() => setNow(serverNow()), 1000)
    return () => clearInterval(timer)
  }, [running])
  return workedSeconds(task, Math.max(now, Date.parse(task.asOf)))
}

/** The stopwatch of a task, for the bench. */
export function Stopwatch({ task }: { task: Timed }) {
  const seconds = useWorkedSeconds(task)
  return (
    <span role="timer" aria-label={`Time worked: ${formatDuration(seconds)}`} className="fw-number">
      {clockText(seconds)}
    </span>
  )
}

/** The time worked in words, for lists. */
export function Worked({ task }: { task: Timed }) {
  const seconds = useWorkedSeconds(task)
  if (seconds === 0 && task.status === 'PENDING') return <span className="fw-muted">–</span>
  return <span className="fw-number">{formatDuration(seconds)}</span>
}
