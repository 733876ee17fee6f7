import { z } from 'zod'
import { Instant } from '../core/primitives.ts'

/** Connections of one pool of a process. */
export const PoolHealth = z.object({
  name: z.string(),
  inUse: z.int(),
  idle: z.int(),
  /** Who waits for a connection. */
  waiting: z.int(),
  max: z.int(),
})
/** Work a process does besides answering, since it started. */
export const JobHealth = z.object({
  name: z.string(),
  everySeconds: z.number(),
  lastSuccessAt: Instant.nullable(),
  lastFailureAt: Instant.nullable(),
  /** What went wrong at the last failure, unless it went well since. */
  failure: z.string().nullable(),
  runs: z.int(),
  failures: z.int(),
})
export type JobHealth = z.infer<typeof JobHealth>

export const SystemHealth = z.object({
  version: z.string(),
  /** The process that answered; others have their own pools and jobs. */
  process: z.object({
    startedAt: Instant,
    memoryBytes: z.int(),
    liveStreams: z.int(),
    pools: z.array(PoolHealth),
    jobs: z.array(JobHealth),
  }),
  database: z.object({
    version: z.string(),
    bytes: z.int(),
    connections: z.int(),
    maxConnections: z.int(),
  }),
  events: z.object({
    /** Committed and not yet passed on. */
    waiting: z.int(),
    lagSeconds: z.number(),
  }),
  /** Parcels that wait for stock, which a job looks at. */
  fulfilmentsWaiting: z.int(),
  /** The last check that came to its end. */
  invariants: z.object({ checkedAt: Instant, violations: z.int(), violated: z.array(z.string()) }).nullable(),
  /** The last one that `pnpm cli backup` wrote of this database. */
  backup: z.object({ at: Instant }).nullable(),
  replicas: z.array(z.object({ name: z.string(), usable: z.boolean(), position: z.int() })),
})
export type SystemHealth = z.infer<typeof SystemHealth>
