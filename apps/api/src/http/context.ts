import type { Caller, Context } from '@framewright/contracts/core/context'
import { DomainError, forbidden } from '@framewright/contracts/errors'
import type { Services } from '@framewright/contracts/services'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Authenticator } from '../auth/authenticate.ts'
import { looksLike } from '../auth/secrets.ts'
import type { Config } from '../config.ts'
import type { Metrics } from '../core/metrics.ts'
import { browserSession, cookiesOf } from './browser-session.ts'
import { isOwnOrigin } from './origin.ts'

/** What a request's context is made from. */
export interface ContextParts {
  services: Services
  authenticator: Authenticator
  config: Config
  metrics: Metrics
}

/** A header that our own pages send. Another site's form cannot, and its script may not. */
export const clientHeader = 'x-framewright-client'

/** Names the last event of the live stream that the client has seen: what it reads from now on knows of that event. */
export const seenHeader = 'x-framewright-seen'

/** Names the person a page takes to be signed in, by id: what one pressed must not be done as another who came after them. */
export const personHeader = 'x-framewright-person'

/**
 * What a procedure gets to know of the request: who calls, with which idempotency key, from where.
 * @throws DomainError FORBIDDEN for a change that a cookie vouches for but our own page did not send; UNAUTHENTICATED where the
 * page means another person than is signed in; INVALID_INPUT for a bad Idempotency-Key.
 */
export async function contextOf(parts: ContextParts, request: FastifyRequest, reply: FastifyReply): Promise<Context> {
  const credential = credentialOf(request, parts.config.secureCookies)
  const fromPage = request.headers[clientHeader] !== undefined && isOwnOrigin(request, parts.config)
  if (credential?.by === 'cookie' && !isRead(request) && !fromPage) {
    throw forbidden(`A change with a cookie needs the header ${clientHeader} and this site's origin.`)
  }
  const caller = await callerOf(parts.authenticator, credential)
  const person = request.headers[personHeader]
  if (caller !== null && person !== undefined && person !== String(caller.userId)) {
    throw new DomainError('UNAUTHENTICATED', 'Somebody else is signed in on this device.', {})
  }
  request.userId = caller?.userId
  const userAgent = request.headers['user-agent']
  return {
    services: parts.services,
    caller,
    requestId: request.id,
    observe: parts.metrics.procedure,
    idempotencyKey: idempotencyKeyOf(request),
    seen: seenBy(request),
    address: request.ip,
    userAgent: userAgent?.slice(0, 300),
    ...(fromPage ? { browser: browserSession(request, reply, parts.config.secureCookies) } : {}),
  }
}

interface Credential {
  by: 'token' | 'apiKey' | 'cookie'
  /** Absent where only the cookie of the refresh token has come. */
  value: string | undefined
}

/** What the caller says explicitly counts before what the browser sends by itself. */
function credentialOf(request: FastifyRequest, secure: boolean): Credential | undefined {
  const bearer = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '')
  if (bearer) return { by: looksLike('apiKey', bearer[1] ?? '') ? 'apiKey' : 'token', value: bearer[1] }
  const apiKey = request.headers['x-api-key']
  if (typeof apiKey === 'string' && apiKey !== '') return { by: 'apiKey', value: apiKey }
  const cookies = cookiesOf(secure)
  const access = request.cookies[cookies.access.name]
  const refresh = request.cookies[cookies.refresh.name]
  return access === undefined && refresh === undefined ? undefined : { by: 'cookie', value: access }
}

async function callerOf(authenticator: Authenticator, credential: Credential | undefined): Promise<Caller | null> {
  // Longer than any token of ours: not worth a look.
  if (credential?.value === undefined || credential.value.length > 4096) return null
  return credential.by === 'apiKey' ? authenticator.byApiKey(credential.value) : authenticator.byToken(credential.value)
}

const isRead = (request: FastifyRequest) => request.method === 'GET' || request.method === 'HEAD'

/** It only makes an answer fresher: what is no position is passed over. */
function seenBy({ headers }: FastifyRequest): number | undefined {
  const seen = headers[seenHeader]
  return typeof seen === 'string' && /^\d{1,15}$/.test(seen) ? Number(seen) : undefined
}

function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key === 'string' && /^[\x21-\x7e]([\x20-\x7e]{0,198}[\x21-\x7e])?$/.test(key)) return key
  const message = 'An Idempotency-Key has 1 to 200 printable ASCII characters.'
  throw new DomainError('INVALID_INPUT', message, { fields: [{ path: 'Idempotency-Key', message }] })
}
