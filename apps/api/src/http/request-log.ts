import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asked, once that has been found out. */
    userId: number | undefined
  }
}

/** Slower answers than this are worth a line, whatever they said. */
const slowMs = 1_000

/**
 * One line a request, after its answer: faults as errors, refusals and what was slow as information, the rest for
 * debugging. The query is left out: it may hold what people search for. Every answer names its request.
 */
export function logRequests(app: FastifyInstance): void {
  app.decorateRequest('userId', undefined)
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const status = reply.statusCode
    const level =
      status >= 500 ? 'error' : status >= 400 || (reply.elapsedTime > slowMs && !isStream(reply)) ? 'info' : 'debug'
    request.log[level](
      {
        method: request.method,
        path: request.url.split('?', 1)[0],
        status,
        ms: Math.trunc(reply.elapsedTime),
        address: request.ip,
        ...(request.userId === undefined ? {} : { user: request.userId }),
      },
      'request',
    )
    done()
  })
}

const isStream = (reply: { getHeader(name: string): unknown }) =>
  String(reply.getHeader('content-type')).startsWith('text/event-stream')
