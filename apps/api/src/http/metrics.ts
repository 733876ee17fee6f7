import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Gauge } from 'prom-client'
import type { Metrics } from '../core/metrics.ts'
import type { SharedFigures } from '../jobs/shared-figures.ts'
import { sendError } from './errors.ts'

export interface Gauges {
  /** Open live streams. */
  subscribers(): number
  pools: Record<string, { totalCount: number; idleCount: number; waitingCount: number }>
  /** Read anew for each scrape. */
  shared(): Promise<SharedFigures>
}

/** Times requests by route, and serves all figures to Prometheus at /metrics. */
export function serveMetrics(
  app: FastifyInstance,
  metrics: Metrics,
  gauges: Gauges,
  { metricsToken }: { metricsToken: string | undefined },
): void {
  const registers = [metrics.registry]
  new Gauge({
    name: 'framewright_live_streams',
    help: 'Open live streams',
    registers,
    collect() {
      this.set(gauges.subscribers())
    },
  })
  new Gauge({
    name: 'framewright_database_connections',
    help: 'Connections by pool and state; waiting counts requests for one',
    labelNames: ['pool', 'state'] as const,
    registers,
    collect() {
      for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries(gauges.pools)) {
        this.set({ pool, state: 'busy' }, totalCount - idleCount)
        this.set({ pool, state: 'idle' }, idleCount)
        this.set({ pool, state: 'waiting' }, waitingCount)
      }
    },
  })
  const shared = sharedGauges(registers)

  app.addHook('onResponse', (request, reply, done) => {
    // A stream's length says nothing about how fast the server is.
    if (!String(reply.getHeader('content-type')).startsWith('text/event-stream')) {
      const route = request.routeOptions.url ?? 'none'
      metrics.request({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime)
    }
    done()
  })

  app.get('/metrics', async (request, reply) => {
    if (metricsToken === undefined ? isForwarded(request) : !bears(request, metricsToken))
      return sendError(reply, { code: 'NOT_FOUND', message: 'There is nothing here.', details: {} })
    // Without the database the figures of the process itself are worth all the more.
    await gauges.shared().then(shared.set, shared.unknown)
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}

function sharedGauges(registers: Metrics['registry'][]) {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers })
  const up = gauge('framewright_database_up', 'Whether the database answered this scrape')
  const waiting = gauge('framewright_events_waiting', 'Committed events that have no position yet')
  const lag = gauge('framewright_event_lag_seconds', 'How long the oldest event without a position waits')
  const violations = gauge('framewright_invariant_violations', 'Rows that violated an invariant at the last check')
  const checked = gauge('framewright_invariants_checked_timestamp_seconds', 'When the invariants were last checked')
  return {
    set(figures: SharedFigures) {
      up.set(1)
      waiting.set(figures.waitingEvents)
      lag.set(figures.eventLagSeconds)
      if (figures.invariants === undefined) return
      violations.set(figures.invariants.violations)
      checked.set(figures.invariants.checkedAt.getTime() / 1000)
    },
    unknown: () => up.set(0),
  }
}

/** Without a token the figures are for whoever reaches the process itself, not for the world before its proxy. */
const isForwarded = ({ headers }: FastifyRequest) =>
  headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined

const digest = (text: string) => createHash('sha256').update(text).digest()

function bears({ headers }: FastifyRequest, token: string): boolean {
  const given = /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  return given !== undefined && timingSafeEqual(digest(given), digest(token))
}
