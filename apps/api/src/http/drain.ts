import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** Requests under way at the end have this long to finish. */
const graceMs = 8_000

/**
 * Lets the server end in order: streams end at once, and so do connections that browsers have opened ahead without ever
 * asking anything, which would otherwise hold it for a minute. What is under way may finish within the grace.
 */
export function drainOnClose(app: FastifyInstance, endStreams: () => Promise<void>): void {
  const unused = new Set<Socket>()
  app.server.on('connection', (socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  app.server.on('request', (request) => unused.delete(request.socket))

  let late: NodeJS.Timeout | undefined
  app.addHook('preClose', async () => {
    await endStreams()
    for (const socket of unused) socket.destroy()
    late = setTimeout(() => app.server.closeAllConnections(), graceMs)
    late.unref()
  })
  app.addHook('onClose', async () => clearTimeout(late))
}
