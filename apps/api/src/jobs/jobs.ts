import { sweepIdentity } from '../auth/sweep.ts'
import type { Deps } from '../core/deps.ts'
import { foldStatistics } from './fold-statistics.ts'
import { pruneIdempotencyKeys } from './prune.ts'
import type { Job } from './schedule.ts'

/** Everything a server does besides answering. */
export function standingJobs(deps: Pick<Deps, 'prisma' | 'clock'>): Job[] {
  return [
    { name: 'fold statistics', everyMs: 2_000, run: () => foldStatistics(deps.prisma) },
    { name: 'prune idempotency keys', everyMs: 600_000, run: () => pruneIdempotencyKeys(deps.prisma) },
    { name: 'sweep sign-ins', everyMs: 600_000, run: () => sweepIdentity(deps) },
  ]
}
