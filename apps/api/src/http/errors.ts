import type { Socket } from 'node:net'
import { toErrorBody } from '@framewright/contracts/core/procedure'
import { DomainError, type DomainErrorCode, type ErrorBody, errorCodes } from '@framewright/contracts/errors'
import { TRPCError } from '@trpc/server'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { domainErrorOf } from '../core/failures.ts'

/** The request body's limit: far above any document a person makes. */
export const bodyLimitBytes = 1024 * 1024

/** Answers with the one error shape, in the status of its code, with what headers it asks for. */
export function sendError(reply: FastifyReply, body: ErrorBody, status: number = errorCodes[body.code].status) {
  const { retryAfterSeconds } = body.details as { retryAfterSeconds?: number }
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(Math.ceil(retryAfterSeconds)))
  else if (status === 503) reply.header('retry-after', '2')
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(body))
}

/** Whatever goes wrong around a handler, in our shape. What nobody expected is logged, and answered with the request's id. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => refuse(error, request, reply))
}

/** A path that is badly encoded comes before any route. */
export function refuseFramework(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  reply.header('x-request-id', request.id)
  refuse(error, request, reply)
}

function refuse(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const known = domainErrorOf(error)
  if (known) return sendError(reply, known.toBody())
  if (error instanceof TRPCError && error.code !== 'INTERNAL_SERVER_ERROR') {
    return sendError(reply, toErrorBody(error, request.id))
  }
  const status = error.statusCode ?? 500
  if (status >= 400 && status < 600 && status !== 500) return sendError(reply, bodyOf(error, status, reply), status)
  request.log.error({ err: error }, 'A request failed unexpectedly')
  return sendError(reply, toErrorBody({ message: '' }, request.id))
}

/** Fastify's own refusals, before any procedure: too large, malformed, too many, too busy. */
function bodyOf(error: FastifyError, status: number, reply: FastifyReply): ErrorBody {
  const body = <C extends DomainErrorCode>(code: C, message: string, details: ErrorBody<C>['details']) =>
    new DomainError(code, message, details).toBody() as ErrorBody
  switch (status) {
    case 404:
      return body('NOT_FOUND', 'There is nothing here.', {})
    case 413:
      return body('PAYLOAD_TOO_LARGE', 'The request is too large.', {
        limitBytes: reply.request.routeOptions?.bodyLimit ?? bodyLimitBytes,
      })
    case 429:
      return body('TOO_MANY_REQUESTS', 'Too many requests. Wait a moment.', { retryAfterSeconds: retryAfter(reply, 5) })
    case 503:
      return body('UNAVAILABLE', 'The server is busy. Nothing was changed; try again in a moment.', {
        retryAfterSeconds: retryAfter(reply, 2),
      })
    default:
      return body('INVALID_INPUT', error.message, { fields: [] })
  }
}

function retryAfter(reply: FastifyReply, otherwise: number): number {
  const seconds = Number(reply.getHeader('retry-after'))
  return Number.isFinite(seconds) && seconds > 0 ? seconds : otherwise
}

/** What is not even HTTP gets an answer in our shape too, and its connection is closed. */
export function answerBadRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, reason] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? [431, 'Request Header Fields Too Large']
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? [408, 'Request Timeout']
        : [400, 'Bad Request']
  const body = JSON.stringify({ code: 'INVALID_INPUT', message: `${reason}.`, details: { fields: [] } })
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}
