import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'

/** Where requests go and who makes them. */
export interface Target {
  url: string
  token: string
}

export interface Request {
  method?: 'GET' | 'POST' | 'PATCH'
  path: string
  /** JSON. */
  body?: string
}

export interface Job extends Target {
  /** Sent in turn, over again when they are through. */
  requests: Request[]
  connections: number
  /** It ends after this time. */
  seconds: number
  /** It also ends when each request was sent once. */
  once?: boolean
}

/** What came of a job; times of an answer in milliseconds. */
export interface Measured {
  count: number
  perSecond: number
  median: number
  p99: number
}

/** A process that makes load. */
export interface Generator {
  run(job: Job): Promise<Measured>
  stop(): void
}

export function startGenerator(): Generator {
  const child: ChildProcess = fork(join(import.meta.dirname, 'generator.ts'), { stdio: 'inherit' })
  return {
    run(job) {
      return new Promise((done, fail) => {
        child.once('message', (answer: { measured?: Measured; failed?: string }) => {
          if (answer.measured) done(answer.measured)
          else fail(new Error(`${job.requests[0]?.path}: ${answer.failed}`))
        })
        child.send(job)
      })
    },
    stop: () => void child.disconnect(),
  }
}

/** The middle one. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
