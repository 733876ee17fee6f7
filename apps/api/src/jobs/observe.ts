import type { FastifyBaseLogger } from 'fastify'
import type { Metrics } from '../core/metrics.ts'
import type { Finding } from '../invariants/invariants.ts'
import type { JobObserver } from './schedule.ts'

/** Tells the metrics of every run of a job, and the log of what a person should know. */
export function observeJobs(logger: FastifyBaseLogger, metrics: Metrics): JobObserver {
  return {
    ran(job, ms, result) {
      metrics.jobRan(job, ms)
      if (job === 'fold statistics') metrics.statisticsFolded(Number(result))
      if (job === 'check invariants' && result !== undefined) tellFindings(result as Finding[])
    },
    failed(job, error, ms) {
      metrics.jobRan(job, ms, error)
      logger.warn({ err: error, job }, 'A job failed; it is tried again')
    },
  }

  function tellFindings(violated: Finding[]): void {
    if (violated.length === 0) logger.info('Every invariant holds')
    for (const { name, rule, violations } of violated)
      logger.error({ invariant: name, violations, rule }, 'An invariant is violated; pnpm cli check shows the rows')
  }
}
