import { sweepIdentity } from '../auth/sweep.ts'
import type { Deps } from '../core/deps.ts'
import { fileStore } from '../files/file-store.ts'
import { pruneFiles } from '../files/stored-files.ts'
import { releaseWaiting } from '../fulfilment/waiting.ts'
import { pushNews } from '../push/push-job.ts'
import { checkOnSchedule } from './check-invariants.ts'
import { foldStatistics } from './fold-statistics.ts'
import { pruneIdempotencyKeys } from './prune.ts'
import type { Job } from './schedule.ts'

/** Everything a server does besides answering. */
export function standingJobs(deps: Pick<Deps, 'prisma' | 'readPool' | 'clock' | 'config' | 'commands'>): Job[] {
  const everyMs = deps.config.checkEveryHours * 3_600_000
  // Each process looks more often than that whether it is time, so that it is, whichever process lives.
  const check = { name: 'check invariants', everyMs: everyMs / 6, run: () => checkOnSchedule(deps, everyMs) }
  return [
    ...(everyMs > 0 ? [check] : []),
    { name: 'release waiting fulfilments', everyMs: 15_000, run: () => releaseWaiting(deps) },
    { name: 'tell devices', everyMs: 3_000, run: () => pushNews(deps) },
    { name: 'fold statistics', everyMs: 2_000, run: () => foldStatistics(deps.prisma) },
    { name: 'prune idempotency keys', everyMs: 600_000, run: () => pruneIdempotencyKeys(deps.prisma) },
    {
      name: 'prune files',
      everyMs: 6 * 3_600_000,
      run: () => pruneFiles(deps.prisma, fileStore(deps.config), deps.clock.now()),
    },
    { name: 'sweep sign-ins', everyMs: 600_000, run: () => sweepIdentity(deps) },
  ]
}
