import type { IncomingMessage, ServerResponse } from 'node:http'
import { getHeapStatistics } from 'node:v8'
import cors from '@fastify/cors'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import helmet from 'helmet'
import type { Config } from '../config.ts'
import { clientHeader } from './context.ts'

/** What the dashboard needs and no more: everything from here, styles also inline (its components set them). */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    'default-src': ["'self'"],
    'base-uri': ["'none'"],
    'connect-src': ["'self'"],
    'font-src': ["'self'", 'data:'],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'object-src': ["'none'"],
    // WebAssembly is what reads codes from the camera's picture; it lets no text become script.
    'script-src': ["'self'", "'wasm-unsafe-eval'"],
    'script-src-attr': ["'none'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'worker-src': ["'self'", 'blob:'],
  },
}

/** The camera reads codes on the warehouse's floor; nothing of the rest is ours to use. */
const permissionsPolicy = [
  'camera=(self)',
  ...['accelerometer', 'autoplay', 'browsing-topics', 'display-capture', 'geolocation', 'gyroscope', 'magnetometer'],
  ...['microphone', 'midi', 'payment', 'serial', 'usb', 'xr-spatial-tracking'],
]
  .map((feature) => (feature.includes('=') ? feature : `${feature}=()`))
  .join(', ')

/** What helmet puts on an answer. It is the same on every one, and is worked out once rather than each time. */
function helmetHeaders({ secureCookies }: Config): Record<string, string> {
  const headers: Record<string, string> = {}
  const setHeader = (name: string, value: string) => {
    headers[name.toLowerCase()] = value
  }
  const set = helmet({
    contentSecurityPolicy,
    crossOriginEmbedderPolicy: false,
    // Only a site that is reached by HTTPS may promise to be.
    strictTransportSecurity: secureCookies ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  })
  set({} as IncomingMessage, { setHeader, removeHeader: () => {} } as unknown as ServerResponse, (error) => {
    if (error) throw error
  })
  return headers
}

/** Headers against misuse by browsers, and refusals before the process is overwhelmed. */
export async function protect(app: FastifyInstance, config: Config): Promise<void> {
  const always = { ...helmetHeaders(config), 'permissions-policy': permissionsPolicy }
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(always)
    done()
  })
  if (config.allowedOrigins.length > 0) {
    await app.register(cors, {
      origin: config.allowedOrigins,
      credentials: true,
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'last-event-id', 'x-api-key', clientHeader],
      exposedHeaders: ['retry-after', 'x-request-id', 'content-disposition'],
      maxAge: 600,
    })
  }
  const nothing = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false }
  await app.register(rateLimit, {
    // Far beyond what people and honest services do, it bounds what a runaway loop costs the others. Sign-ins are throttled
    // by themselves and much sooner.
    max: config.requestsPerMinute,
    timeWindow: 60_000,
    cache: 10_000,
    addHeadersOnExceeding: nothing,
    addHeaders: { ...nothing, 'retry-after': true },
  })
  await app.register(underPressure, {
    maxEventLoopDelay: 2_000,
    maxHeapUsedBytes: Math.floor(getHeapStatistics().heap_size_limit * 0.9),
    retryAfter: 2,
  })
}
