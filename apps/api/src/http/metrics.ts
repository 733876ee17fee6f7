import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { sendError } from './errors.ts'

export interface Gauges {
  /** Open live streams. */
  subscribers(): number
  pools: Record<string, { totalCount: number; idleCount: number; waitingCount: number }>
}

/** Counts and times requests by route, and serves the figures to Prometheus at /metrics. */
export function serveMetrics(app: FastifyInstance, gauges: Gauges): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of its answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  new Gauge({
    name: 'framewright_live_streams',
    help: 'Open live streams',
    registers: [registry],
    collect() {
      this.set(gauges.subscribers())
    },
  })
  new Gauge({
    name: 'framewright_database_connections',
    help: 'Connections by pool and state; waiting counts requests for one',
    labelNames: ['pool', 'state'] as const,
    registers: [registry],
    collect() {
      for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries(gauges.pools)) {
        this.set({ pool, state: 'busy' }, totalCount - idleCount)
        this.set({ pool, state: 'idle' }, idleCount)
        this.set({ pool, state: 'waiting' }, waitingCount)
      }
    },
  })

  app.addHook('onResponse', async (request, reply) => {
    // A stream's length says nothing about how fast the server is.
    if (String(reply.getHeader('content-type')).startsWith('text/event-stream')) return
    const route = request.routeOptions.url ?? 'none'
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000)
  })

  app.get('/metrics', async (request, reply) => {
    if (isForwarded(request))
      return sendError(reply, { code: 'NOT_FOUND', message: 'There is nothing here.', details: {} })
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

/** The figures are for whoever reaches the process itself, not for the world before its proxy. */
const isForwarded = ({ headers }: FastifyRequest) =>
  headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined
