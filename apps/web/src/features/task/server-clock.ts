import type { Task } from '@framewright/contracts/task/task.schema'

export { noteServerTime, serverNow } from '~/lib/server-clock.ts'

/** Seconds worked on a task by now: of a running one counted on from when the server said so. */
export function workedSeconds(task: Pick<Task, 'status' | 'duration' | 'asOf'>, now: number): number {
  if (task.status !== 'IN_PROGRESS') return task.duration
  return task.duration + Math.max(0, Math.trunc((now - Date.parse(task.asOf)) / 1000))
}

/** A stopwatch's reading: "4:07", "1:04:07". */
export function clockText(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.trunc(seconds / 3600)
  const minutes = Math.trunc(seconds / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
