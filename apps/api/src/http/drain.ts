import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { sendError } from './errors.ts'

/** Requests under way at the end have this long to finish. */
const graceMs = 8_000

/**
 * Lets the server end in order: streams end at once, and so do connections that browsers have opened ahead without ever
 * asking anything, which would otherwise hold it for a minute. What is under way may finish within the grace; what comes
 * now, on a connection kept open, is sent on to another process.
 */
export function drainOnClose(app: FastifyInstance, endStreams: () => Promise<void>): void {
  const unused = new Set<Socket>()
  app.server.on('connection', (socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  app.server.on('request', (request) => unused.delete(request.socket))

  let ending = false
  app.addHook('onRequest', (request, reply, done) => {
    if (!ending || request.url.startsWith('/readyz') || request.url.startsWith('/healthz')) return done()
    reply.header('connection', 'close')
    const message = 'This server is ending. Nothing was changed; try again, at another one if there is.'
    sendError(reply, { code: 'UNAVAILABLE', message, details: { retryAfterSeconds: 1 } })
  })

  let late: NodeJS.Timeout | undefined
  app.addHook('preClose', async () => {
    ending = true
    await endStreams()
    for (const socket of unused) socket.destroy()
    late = setTimeout(() => app.server.closeAllConnections(), graceMs)
    late.unref()
  })
  app.addHook('onClose', async () => clearTimeout(late))
}
