import type { SystemService } from '@framewright/contracts/system/system.service'
import { sql } from 'kysely'
import type { Deps } from '../core/deps.ts'
import { productVersion } from '../core/product.ts'
import { sharedFigures } from '../jobs/shared-figures.ts'
import { lastBackupKey } from './last-backup.ts'

interface DatabaseRow {
  version: string
  bytes: string
  connections: number
  max_connections: number
  fulfilments_waiting: number
  violated: string[] | null
  backup: { at?: string } | null
}

export function systemService({ primary, process: figures, replicas, feed }: Deps): SystemService {
  return {
    async health() {
      const pool = { query: async (text: string) => sql.raw(text).execute(primary) }
      const [shared, { rows }] = await Promise.all([
        sharedFigures(pool as never),
        sql<DatabaseRow>`
          SELECT current_setting('server_version') AS version, pg_database_size(current_database())::text AS bytes,
            (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS connections,
            current_setting('max_connections')::int AS max_connections,
            (SELECT count(*)::int FROM fulfilment WHERE status = 'CREATED') AS fulfilments_waiting,
            (SELECT violated FROM invariant_run WHERE finished_at IS NOT NULL ORDER BY id DESC LIMIT 1) AS violated,
            (SELECT value FROM setting WHERE key = ${lastBackupKey}) AS backup`.execute(primary),
      ])
      const [row] = rows
      if (row === undefined) throw new Error('The database said nothing of itself')
      const { invariants, waitingEvents, eventLagSeconds } = shared
      return {
        version: productVersion,
        process: {
          startedAt: (figures?.startedAt ?? new Date(Date.now() - performance.now())).toISOString(),
          memoryBytes: process.memoryUsage.rss(),
          liveStreams: feed.subscribers(),
          pools: Object.entries(figures?.pools ?? {}).map(([name, one]) => ({
            name,
            inUse: one.totalCount - one.idleCount,
            idle: one.idleCount,
            waiting: one.waitingCount ?? 0,
            max: one.options.max ?? 0,
          })),
          jobs: figures?.jobs() ?? [],
        },
        database: {
          version: row.version,
          bytes: Number(row.bytes),
          connections: row.connections,
          maxConnections: row.max_connections,
        },
        events: { waiting: waitingEvents, lagSeconds: eventLagSeconds },
        fulfilmentsWaiting: row.fulfilments_waiting,
        invariants: invariants
          ? {
              checkedAt: invariants.checkedAt.toISOString(),
              violations: invariants.violations,
              violated: row.violated ?? [],
            }
          : null,
        backup: row.backup?.at === undefined ? null : { at: row.backup.at },
        replicas: (replicas?.state() ?? []).map(({ name, usable, position }) => ({ name, usable, position })),
      }
    },
  }
}
