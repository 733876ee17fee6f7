import type { FastifyReply } from 'fastify'

/** Aborts when the client goes away, or when the answer is complete. */
export function closingSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => controller.abort())
  return controller.signal
}
