import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { productVersion } from './product.ts'

/** What a process counts of its own work. Names and meanings are listed in docs/operations.md. */
export interface Metrics {
  registry: Registry
  /** A request was answered. */
  request(labels: { method: string; route: string; status: number }, ms: number): void
  /** A procedure begins; the function it gives is told how it ended: `ok`, or the code of its error. */
  procedure(path: string): (outcome: string) => void
  /** A command lost a race and is run again. */
  commandRetried(): void
  /** A job has run; `error` where it failed. */
  jobRan(job: string, ms: number, error?: Error): void
  /** Rows of the kept statistics were replaced by their sums. */
  statisticsFolded(rows: number): void
}

const durations = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** Each process has one; tests have as many as they like. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'framewright_build_info',
    help: 'Which version runs; always 1',
    labelNames: ['version'] as const,
    registers,
  }).set({ version: productVersion }, 1)
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of its answer, live streams left out',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: durations,
    registers,
  })
  const procedures = new Histogram({
    name: 'framewright_procedure_duration_seconds',
    help: 'Time a procedure took, by its outcome: ok, or the code of its error',
    labelNames: ['procedure', 'outcome'] as const,
    buckets: durations,
    registers,
  })
  const retries = new Counter({
    name: 'framewright_command_retries_total',
    help: 'Commands run again after losing a race (deadlock, serialization failure)',
    registers,
  })
  const jobs = new Histogram({
    name: 'framewright_job_duration_seconds',
    help: 'Time a job took, by its outcome: ok or failed',
    labelNames: ['name', 'outcome'] as const,
    buckets: [0.01, 0.1, 1, 10, 100],
    registers,
  })
  const lastSuccess = new Gauge({
    name: 'framewright_job_last_success_timestamp_seconds',
    help: 'When a job last ran to its end in this process',
    labelNames: ['name'] as const,
    registers,
  })
  const folded = new Counter({
    name: 'framewright_statistic_rows_folded_total',
    help: 'Rows of the kept statistics that were replaced by their sums',
    registers,
  })

  /** Each series found once: finding it by its labels costs more than counting. Routes and procedures are a fixed number. */
  const series = new Map<string, Histogram.Internal<string>>()
  function seriesOf(name: string, find: () => Histogram.Internal<string>): Histogram.Internal<string> {
    const known = series.get(name)
    if (known) return known
    const found = find()
    series.set(name, found)
    return found
  }

  return {
    registry,
    request: ({ method, route, status }, ms) =>
      seriesOf(`${method} ${status} ${route}`, () => requests.labels(method, route, String(status))).observe(ms / 1000),
    procedure(path) {
      const began = performance.now()
      return (outcome) =>
        seriesOf(`${outcome} ${path}`, () => procedures.labels(path, outcome)).observe(
          (performance.now() - began) / 1000,
        )
    },
    commandRetried: () => retries.inc(),
    jobRan(job, ms, error) {
      jobs.observe({ name: job, outcome: error === undefined ? 'ok' : 'failed' }, ms / 1000)
      if (error === undefined) lastSuccess.set({ name: job }, Date.now() / 1000)
    },
    statisticsFolded: (rows) => folded.inc(rows),
  }
}
