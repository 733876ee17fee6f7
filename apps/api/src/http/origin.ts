import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'

/**
 * Whether a request comes from a page of ours, or of an origin that is allowed by configuration. Browsers send the header
 * with every request that could change something; what comes without is no browser. Only the host is compared: a proxy
 * that ends TLS makes the scheme we see another than the page's.
 */
export function isOwnOrigin(request: FastifyRequest, config: Pick<Config, 'allowedOrigins'>): boolean {
  const { origin } = request.headers
  if (origin === undefined) return true
  if (config.allowedOrigins.includes(origin)) return true
  return URL.canParse(origin) && new URL(origin).host === request.host
}
