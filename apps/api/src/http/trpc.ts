import { appRouter } from '@framewright/contracts/app.router'
import { DomainError } from '@framewright/contracts/errors'
import { resolveResponse } from '@trpc/server/http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type ContextParts, contextOf } from './context.ts'
import { sendError } from './errors.ts'
import { closingSignal } from './signal.ts'
import { answerSubscription, subscriptionOf } from './subscription.ts'

/** Calls one request may carry. A screen makes a handful; more would be a way around the rate limit. */
const maxBatchSize = 30

const prefix = '/api/trpc/'

/**
 * Serves every procedure by RPC under /api/trpc. In place of tRPC's own plugin for Fastify, which makes its request out
 * of headers that clients write freely, and streams answers that are whole already.
 */
export async function serveTrpc(app: FastifyInstance, parts: ContextParts): Promise<void> {
  await app.register(
    async (rpc) => {
      rpc.removeAllContentTypeParsers()
      rpc.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
      rpc.route({ method: ['GET', 'POST'], url: '/:path', handler: (request, reply) => answer(parts, request, reply) })
      rpc.route({
        method: ['PUT', 'PATCH', 'DELETE'],
        url: '/:path',
        onRequest: async (_request, reply) => {
          reply.header('allow', 'GET, POST')
          const message = 'A query is a GET, a mutation a POST.'
          return sendError(reply, { code: 'INVALID_INPUT', message, details: { fields: [] } }, 405)
        },
        handler: async () => undefined,
      })
    },
    { prefix: '/api/trpc' },
  )
}

async function answer(parts: ContextParts, request: FastifyRequest, reply: FastifyReply) {
  const subscription = subscriptionOf(request)
  if (subscription) return answerSubscription(parts, request, reply, subscription)
  const signal = closingSignal(reply)
  const response = await resolveResponse({
    router: appRouter,
    req: toRequest(request, signal),
    path: (request.params as { path: string }).path,
    error: null,
    maxBatchSize,
    createContext: async () => ({ ...(await contextOf(parts, request, reply)), signal }),
    onError({ error, path }) {
      if (error.code !== 'INTERNAL_SERVER_ERROR' || error instanceof DomainError) return
      request.log.error({ err: error.cause ?? error, procedure: path }, 'A procedure failed unexpectedly')
    },
    responseMeta: ({ errors }) => {
      const seconds = errors.flatMap((error) =>
        error instanceof DomainError && 'retryAfterSeconds' in error.details
          ? Number(error.details.retryAfterSeconds)
          : [],
      )
      return seconds.length > 0 ? { headers: new Headers({ 'retry-after': String(Math.max(...seconds)) }) } : {}
    },
  })
  reply.code(response.status).header('cache-control', 'no-store')
  for (const [name, value] of response.headers) {
    // Node chunks by itself what has no length.
    if (name !== 'transfer-encoding' && name !== 'cache-control') reply.header(name, value)
  }
  return reply.send(isStream(response) ? response.body : await response.text())
}

const isStream = ({ headers }: Response) =>
  headers.get('transfer-encoding') === 'chunked' || headers.get('content-type')?.startsWith('text/event-stream')

function toRequest(request: FastifyRequest, signal: AbortSignal): Request {
  const headers = new Headers()
  for (const name of ['content-type', 'accept', 'trpc-accept', 'last-event-id'] as const) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  // The host is of no interest here, and the client's to choose.
  const url = `http://localhost${request.url.slice(request.url.indexOf(prefix))}`
  const method = request.method === 'HEAD' ? 'GET' : request.method
  return new Request(url, { method, headers, signal, ...(method === 'POST' ? { body: request.body as string } : {}) })
}
