import { createKysely, createPool, createPrisma } from '@framewright/db/client'
import { startEngine } from '@framewright/db/engine'
import { migrate } from '@framewright/db/migrate'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { createClock } from './core/clock.ts'
import { createCommands } from './core/commands.ts'
import type { Deps } from './core/deps.ts'
import { createEventFeed } from './event/feed.ts'
import { createApp } from './http/app.ts'
import { ensureDefaultRoles } from './role/default-roles.ts'
import { createServices } from './services.ts'

/** A server with all that belongs to it. */
export interface Server {
  app: FastifyInstance
  deps: Deps
  /** Stops accepting, lets what runs finish, and gives everything back. */
  close(): Promise<void>
}

/**
 * Brings up the database, the services and the HTTP application; the caller listens. What was started is given back when
 * a later step fails.
 */
export async function openServer(config: Config, logger: Logger): Promise<Server> {
  const closers: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (let closer = closers.pop(); closer !== undefined; closer = closers.pop()) await closer()
  }
  try {
    const url = config.databaseUrl ?? (await ownEngine())
    const applied = await migrate(url)
    if (applied.length > 0) logger.info({ applied }, 'Migrated the database')

    const onError = (error: Error) => logger.warn({ err: error }, 'An idle database connection was lost')
    const pool = createPool(url, { max: config.poolSize, statementTimeoutMs: 30_000, onError })
    closers.push(() => pool.end())
    const readPool = createPool(url, { max: config.poolSize, readOnly: true, statementTimeoutMs: 30_000, onError })
    closers.push(() => readPool.end())
    const prisma = createPrisma(pool)
    closers.push(() => prisma.$disconnect())

    const clock = createClock(config.timeZone)
    const read = createKysely(readPool)
    const log = (error: Error) => logger.warn({ err: error }, 'The event feed missed a beat; it looks again soon')
    const feed = createEventFeed({ prisma, read, url, log })
    closers.push(() => feed.close())
    const deps: Deps = { prisma, read, readPool, clock, config, feed, commands: createCommands(prisma, feed.kick) }
    await ensureDefaultRoles(prisma)
    const app = await createApp({
      config,
      services: createServices(deps),
      authenticator: { byToken: async () => null, byApiKey: async () => null },
      logger,
    })
    closers.push(() => app.close())
    return { app, deps, close }
  } catch (error) {
    await close()
    throw error
  }

  async function ownEngine(): Promise<string> {
    const engine = await startEngine({ home: config.home, own: true, log: (line) => logger.info(line) })
    closers.push(() => engine.stop())
    return engine.url
  }
}
