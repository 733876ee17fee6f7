import type { Deps } from '../core/deps.ts'

/** What stands in the database and is the same for all processes. */
export interface SharedFigures {
  /** Committed events that have no position yet, and for how long the oldest of them waits. */
  waitingEvents: number
  eventLagSeconds: number
  /** The last check of the invariants that came to its end; undefined before the first. */
  invariants?: { checkedAt: Date; violations: number } | undefined
}

/** What the metrics tell of the database, in one short statement. */
export async function sharedFigures(readPool: Pick<Deps['readPool'], 'query'>): Promise<SharedFigures> {
  const { rows } = await readPool.query<{
    waiting: number
    lag: number
    checked_at: Date | null
    violations: number | null
  }>(`
    SELECT waiting.n AS waiting, waiting.lag, last.finished_at AS checked_at, last.violations
    FROM (
      SELECT count(*)::int AS n, coalesce(greatest(extract(epoch FROM now() - min(at)), 0), 0)::float8 AS lag
      FROM event WHERE position IS NULL
    ) waiting
    LEFT JOIN LATERAL (
      SELECT finished_at, violations FROM invariant_run WHERE finished_at IS NOT NULL ORDER BY id DESC LIMIT 1
    ) last ON true`)
  const [row] = rows
  const checked = row?.checked_at ?? null
  return {
    waitingEvents: row?.waiting ?? 0,
    eventLagSeconds: row?.lag ?? 0,
    invariants: checked === null ? undefined : { checkedAt: checked, violations: row?.violations ?? 0 },
  }
}
