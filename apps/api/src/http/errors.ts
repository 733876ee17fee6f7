import { DomainError, type DomainErrorCode, type ErrorBody, errorCodes } from '@framewright/contracts/errors'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { domainErrorOf } from '../core/failures.ts'

/** The request body's limit: far above any document a person makes. Files go their own way. */
export const bodyLimitBytes = 1024 * 1024

/** Answers with the one error shape, in the status of its code, with what headers it asks for. */
export function sendError(reply: FastifyReply, body: ErrorBody, status: number = errorCodes[body.code].status) {
  const { retryAfterSeconds } = body.details as { retryAfterSeconds?: number }
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(Math.ceil(retryAfterSeconds)))
  else if (status === 503) reply.header('retry-after', '2')
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body))
}

/** Whatever goes wrong around a handler, in our shape. What nobody expected is logged, and answered with the request's id. */
export function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const known = domainErrorOf(error)
    if (known) return sendError(reply, known.toBody())
    const status = error.statusCode ?? 500
    if (status >= 400 && status < 600 && status !== 500) return sendError(reply, bodyOf(error, status, reply), status)
    request.log.error({ err: error }, 'A request failed unexpectedly')
    return sendError(reply, unexpected(request))
  })
}

/** The answer to what nobody expected: the request's id and nothing else. */
export const unexpected = (request: FastifyRequest): ErrorBody<'INTERNAL'> => ({
  code: 'INTERNAL',
  message: 'Something went wrong on our side. Nothing was changed. Quote the request id if you report it.',
  details: { requestId: request.id },
})

/** Fastify's own refusals, before any procedure: too large, malformed, too many, too busy. */
function bodyOf(error: FastifyError, status: number, reply: FastifyReply): ErrorBody {
  const body = <C extends DomainErrorCode>(code: C, message: string, details: ErrorBody<C>['details']) =>
    new DomainError(code, message, details).toBody() as ErrorBody
  switch (status) {
    case 404:
      return body('NOT_FOUND', 'There is nothing here.', {})
    case 413:
      return body('PAYLOAD_TOO_LARGE', 'The request is too large.', { limitBytes: bodyLimitBytes })
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
