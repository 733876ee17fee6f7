/** Work that is done again and again. It must be safe to do in several processes at once. */
export interface Job {
  name: string
  everyMs: number
  run(): Promise<unknown>
}

/** Is told of every run of a job. */
export interface JobObserver {
  ran(job: string, ms: number, result: unknown): void
  failed(job: string, error: Error, ms: number): void
}

/**
 * Runs each job after every `everyMs`, give or take a quarter so that processes started together do not work together, and
 * never twice at once in this process. A run that fails is reported, and tried again at its next time.
 *
 * @returns ends the jobs, when what runs at the moment is done.
 */
export function startJobs(jobs: readonly Job[], observer: JobObserver): () => Promise<void> {
  let ended = false
  const timers = new Map<Job, NodeJS.Timeout>()
  const running = new Map<Job, Promise<void>>()

  const schedule = (job: Job) => {
    if (ended) return
    const timer = setTimeout(() => running.set(job, once(job)), job.everyMs * (0.75 + Math.random() / 2))
    timer.unref()
    timers.set(job, timer)
  }
  const once = async (job: Job) => {
    const began = performance.now()
    try {
      const result = await job.run()
      observer.ran(job.name, performance.now() - began, result)
    } catch (error) {
      if (!ended) observer.failed(job.name, error as Error, performance.now() - began)
    } finally {
      running.delete(job)
      schedule(job)
    }
  }
  for (const job of jobs) schedule(job)

  return async () => {
    ended = true
    for (const timer of timers.values()) clearTimeout(timer)
    await Promise.all(running.values())
  }
}
