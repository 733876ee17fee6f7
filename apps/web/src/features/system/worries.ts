import type { SystemHealth } from '@framewright/contracts/system/system.schema'
import { plural } from '~/lib/format.ts'

const hourMs = 3_600_000

/** What of it somebody should look at, in sentences that say what to do. */
export function worries(health: SystemHealth, now: Date): string[] {
  const { process, database, events, invariants, backup, replicas } = health
  const olderThan = (at: string, hours: number) => now.getTime() - Date.parse(at) > hours * hourMs
  return [
    invariants &&
      invariants.violations > 0 &&
      `${plural(invariants.violations, 'row')} against what must always hold: run pnpm cli check to see them.`,
    !backup && 'No backup is known of this database: run pnpm cli backup, and every night from then on.',
    backup && olderThan(backup.at, 30) && 'The last backup is more than a day old: look at the job that makes them.',
    events.lagSeconds > 10 && 'Changes reach open screens late: another process holds the numbering of events.',
    database.connections > database.maxConnections * 0.9 &&
      'The database has hardly a connection left: raise max_connections or lower DATABASE_POOL_SIZE.',
    ...process.pools.map(
      (pool) => pool.waiting > 0 && `${plural(pool.waiting, 'request')} waiting for a connection for ${pool.name}.`,
    ),
    ...process.jobs.map((job) => job.failure !== null && `“${job.name}” failed: ${job.failure}`),
    ...replicas.map((replica) => !replica.usable && `The replica ${replica.name} takes no queries.`),
  ].filter((sentence): sentence is string => typeof sentence === 'string')
}
