import type { JobHealth } from '@framewright/contracts/system/system.schema'
import type { Pool } from '@framewright/db/client'
import type { Job, JobObserver } from '../jobs/schedule.ts'

/** What a process knows of itself. */
export interface ProcessFigures {
  startedAt: Date
  pools: Record<string, Pick<Pool, 'totalCount' | 'idleCount' | 'options'> & { waitingCount?: number }>
  jobs(): JobHealth[]
}

/** Keeps how each job went, beside whoever observes them too. */
export function rememberJobs(jobs: readonly Job[], observer: JobObserver): JobObserver & { jobs(): JobHealth[] } {
  const kept = new Map<string, JobHealth>(
    jobs.map(({ name, everyMs }) => [
      name,
      {
        name,
        everySeconds: everyMs / 1000,
        lastSuccessAt: null,
        lastFailureAt: null,
        failure: null,
        runs: 0,
        failures: 0,
      },
    ]),
  )
  const note = (name: string, change: (job: JobHealth) => Partial<JobHealth>) => {
    const job = kept.get(name)
    if (job) kept.set(name, { ...job, ...change(job), runs: job.runs + 1 })
  }
  const now = () => new Date().toISOString()
  return {
    jobs: () => [...kept.values()],
    ran(name, ms, result) {
      note(name, () => ({ lastSuccessAt: now(), failure: null }))
      observer.ran(name, ms, result)
    },
    failed(name, error, ms) {
      note(name, (job) => ({ lastFailureAt: now(), failure: error.message, failures: job.failures + 1 }))
      observer.failed(name, error, ms)
    },
  }
}
