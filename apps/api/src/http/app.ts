import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import type { ContextParts } from './context.ts'
import { bodyLimitBytes, handleErrors } from './errors.ts'
import { serveTrpc } from './trpc.ts'

export interface AppParts extends ContextParts {
  logger: FastifyServerOptions['loggerInstance']
}

/** The HTTP server, ready to listen: everything the process serves. */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    ...(parts.logger ? { loggerInstance: parts.logger } : {}),
    disableRequestLogging: true,
    trustProxy: parts.config.trustProxy,
    bodyLimit: bodyLimitBytes,
    // A batch names its procedures in the path.
    routerOptions: { maxParamLength: 5000 },
    requestIdHeader: false,
    genReqId: (request) => {
      const given = request.headers['x-request-id']
      return typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID()
    },
  })
  handleErrors(app)
  await app.register(cookie)
  await serveTrpc(app, parts)
  app.get('/healthz', async () => ({ ok: true }))
  return app
}
