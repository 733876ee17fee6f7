import type { Tx } from '../core/sql.ts'

/**
 * Stops the clock of a task, if it runs. Never before it began: the process that started it may have had a clock ahead of
 * ours, and nobody should wait at the bench until ours has caught up.
 * @returns when it stopped.
 */
export async function endWork(tx: Tx, taskId: number, now: Date): Promise<Date> {
  const [entry] = await tx.$queryRaw<{ ended_at: Date }[]>`
    UPDATE time_entry SET ended_at = greatest(started_at, ${now}::timestamptz)
    WHERE task_id = ${taskId} AND ended_at IS NULL RETURNING ended_at`
  return entry?.ended_at ?? now
}
