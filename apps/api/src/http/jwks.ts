import type { FastifyInstance } from 'fastify'
import type { JSONWebKeySet } from 'jose'

/** The public keys of our access tokens, for whoever verifies them elsewhere. */
export function serveJwks(app: FastifyInstance, jwks: () => Promise<JSONWebKeySet>): void {
  app.get('/.well-known/jwks.json', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(await jwks()),
  )
}
