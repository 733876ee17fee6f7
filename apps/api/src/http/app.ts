import { randomUUID } from 'node:crypto'
import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { JSONWebKeySet } from 'jose'
import type { Config } from '../config.ts'
import type { Clock } from '../core/clock.ts'
import type { CheckDatabase } from '../core/database-check.ts'
import { serveDocs } from '../rest/docs.ts'
import { serveRest } from '../rest/serve.ts'
import type { ContextParts } from './context.ts'
import { drainOnClose } from './drain.ts'
import { answerBadRequest, bodyLimitBytes, handleErrors, refuseFramework } from './errors.ts'
import { type Readiness, serveHealth } from './health.ts'
import { serveJwks } from './jwks.ts'
import { type Gauges, serveMetrics } from './metrics.ts'
import { logRequests } from './request-log.ts'
import { protect } from './security.ts'
import { serveSite } from './site.ts'
import { serveTrpc } from './trpc.ts'

export interface AppParts extends ContextParts {
  logger: FastifyBaseLogger
  clock: Clock
  /** Folder of the built dashboard. */
  webRoot: string
  gauges: Gauges
  jwks(): Promise<JSONWebKeySet>
  /** Ends the live streams: open, they would keep the server from ending. Their clients go on at another. */
  endStreams(): Promise<void>
  checkDatabase: CheckDatabase
  readiness?: Readiness
}

/** The HTTP server, ready to listen: everything the process serves. */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: parts.logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trusted(parts.config.trustProxy),
    bodyLimit: bodyLimitBytes,
    // A request that takes longer to send is none a person waits for; whoever dribbles one holds a connection.
    requestTimeout: 120_000,
    // A batch names its procedures in the path.
    routerOptions: { maxParamLength: 5000, ignoreTrailingSlash: true },
    // What comes in and goes out is checked by the contracts; loading what would compile JSON schemas takes long.
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    frameworkErrors: refuseFramework,
    clientErrorHandler: answerBadRequest,
    // See drain.ts, which says it in our shape.
    return503OnClosing: false,
    requestIdHeader: false,
    genReqId: (request) => {
      const given = request.headers['x-request-id']
      return typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID()
    },
  })
  drainOnClose(app, parts.endStreams)
  handleErrors(app)
  logRequests(app)
  serveMetrics(app, parts.metrics, parts.gauges, parts.config)
  await protect(app, parts.config)
  await app.register(compress, {
    threshold: 2048,
    encodings: ['br', 'gzip'],
    // What is streamed piece by piece arrives piece by piece.
    zlibOptions: { level: 5, flush: constants.Z_SYNC_FLUSH },
    brotliOptions: { flush: constants.BROTLI_OPERATION_FLUSH, params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  })
  await app.register(cookie)
  serveJwks(app, parts.jwks)
  serveHealth(app, parts.checkDatabase, parts.readiness)
  await serveTrpc(app, parts)
  await serveRest(app, parts)
  await serveDocs(app)
  serveSite(app, parts.webRoot)
  return app
}

/** No route has a schema of Fastify's. */
function noSchemas(): never {
  throw new Error('Routes are checked by the contracts, not by JSON schemas')
}

/** So many proxies before us are believed: the nearest is hop 0. */
const trusted = (proxies: Config['trustProxy']) =>
  typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies
