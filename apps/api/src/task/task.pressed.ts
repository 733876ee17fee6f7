import { invalid, ruleViolated } from '@framewright/contracts/errors'
import { latestPressDays } from '@framewright/contracts/task/task.schema'
import type { Clock } from '../core/clock.ts'
import type { Tx } from '../core/sql.ts'

/** How far a client's clock may be ahead of ours. */
export const clockSkewMs = 60_000

/**
 * When a button at the bench counts as pressed: now, or when the device says it was, where that was kept on it until its
 * network was back. Never before what was last recorded of the task or, where they begin work, of the person: nobody's
 * time runs twice.
 *
 * @throws DomainError INVALID_INPUT for a time to come, RULE_VIOLATED for one too long ago to be taken unseen.
 */
export async function pressedAt(
  tx: Tx,
  clock: Clock,
  at: string | undefined,
  { taskId, userId = null }: { taskId: number; userId?: number | null },
): Promise<Date> {
  const now = clock.now()
  if (at === undefined) return now
  const pressed = new Date(at)
  if (pressed.getTime() > now.getTime() + clockSkewMs) throw invalid('at', 'lies in the future')
  if (pressed.getTime() < now.getTime() - latestPressDays * 86_400_000) {
    throw ruleViolated(
      'task.at',
      `This was done more than ${latestPressDays} days ago. Have it recorded by a planner.`,
      {
        at,
      },
    )
  }
  const [last] = await tx.$queryRaw<{ at: Date | null }[]>`
    SELECT greatest(
      (SELECT max(coalesce(ended_at, started_at)) FROM time_entry WHERE task_id = ${taskId}),
      (SELECT max(ended_at) FROM time_entry WHERE user_id = ${userId}::int)
    ) AS at`
  return new Date(Math.min(now.getTime(), Math.max(pressed.getTime(), last?.at?.getTime() ?? 0)))
}
