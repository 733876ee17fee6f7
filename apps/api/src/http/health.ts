import type { FastifyInstance } from 'fastify'
import type { CheckDatabase } from '../core/database-check.ts'

/** Whether this process still wants work. */
export interface Readiness {
  /** Set when the process has been told to end and others should be asked instead. */
  ending: boolean
}

/** For load balancers: whether the process lives, and whether it can do its work. */
export function serveHealth(
  app: FastifyInstance,
  checkDatabase: CheckDatabase,
  readiness: Readiness = { ending: false },
): void {
  app.addHook('preClose', async () => {
    readiness.ending = true
  })

  app.get('/healthz', async () => ({ status: 'ok' }))

  app.get('/readyz', async (request, reply) => {
    const database = await within(3_000, checkDatabase()).catch((error: unknown) => {
      request.log.warn({ err: error }, 'The database does not answer')
      return 'down' as const
    })
    const status = readiness.ending ? 'ending' : database === 'up' ? 'ready' : 'unavailable'
    return reply.code(status === 'ready' ? 200 : 503).send({ status, database })
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
