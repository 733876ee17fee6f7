import type { FastifyInstance } from 'fastify'

/** For load balancers: whether the process lives, and whether it can do its work. */
export function serveHealth(app: FastifyInstance, checkDatabase: () => Promise<unknown>): void {
  let ending = false
  app.addHook('preClose', async () => {
    ending = true
  })

  app.get('/healthz', async () => ({ status: 'ok' }))

  app.get('/readyz', async (request, reply) => {
    const database = await within(3_000, checkDatabase()).catch((error: unknown) => {
      request.log.warn({ err: error }, 'The database does not answer')
      return 'down'
    })
    const status = ending ? 'ending' : database === 'down' ? 'unavailable' : 'ready'
    return reply.code(status === 'ready' ? 200 : 503).send({ status, database: database === 'down' ? 'down' : 'up' })
  })
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
