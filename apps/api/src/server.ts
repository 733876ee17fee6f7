import { join, resolve } from 'node:path'
import { createKysely, createPool, createPrisma, createQuickKysely, createQuickReads } from '@framewright/db/client'
import { startEngine } from '@framewright/db/engine'
import { migrate, migrationNames } from '@framewright/db/migrate'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { createAuthenticator } from './auth/authenticate.ts'
import { ensureFirstAdmin } from './auth/first-start.ts'
import { publicJwks } from './auth/signing-keys.ts'
import type { Config } from './config.ts'
import { createClock } from './core/clock.ts'
import { createCommands } from './core/commands.ts'
import { watchConnections } from './core/connection-watch.ts'
import { databaseCheck } from './core/database-check.ts'
import type { Deps } from './core/deps.ts'
import { createMetrics } from './core/metrics.ts'
import { createReplicas, type Replicas } from './core/replicas.ts'
import { createPapers } from './document/papers.ts'
import { createEventFeed } from './event/feed.ts'
import { createApp } from './http/app.ts'
import { standingJobs } from './jobs/jobs.ts'
import { observeJobs } from './jobs/observe.ts'
import { startJobs } from './jobs/schedule.ts'
import { sharedFigures } from './jobs/shared-figures.ts'
import { ensureDefaultRoles } from './role/default-roles.ts'
import { loadSampleAtStart } from './sample/at-start.ts'
import { createServices } from './services.ts'
import { rememberJobs } from './system/process-figures.ts'

const webRoot = resolve(join(import.meta.dirname, '../../web/dist'))

/** A server with all that belongs to it. */
export interface Server {
  app: FastifyInstance
  /** Who was made at the first start; the password where it was made up just now. Null at any later start. */
  firstAdmin: { username: string; password: string | null } | null
  /** Makes ready what only commands need, so that the first of them does not wait for it. */
  warm(): Promise<void>
  /** Says at /readyz that others should be asked, and goes on answering. */
  drain(): void
  /** Stops accepting, lets what runs finish, and gives everything back. */
  close(): Promise<void>
}

/** Connections that short queries share: more would have less to do each, and sleep more between two questions. */
const quickConnections = 3

/** A transaction of a command is never quiet for so long, unless its process or the network is gone. */
const idleTransactionMs = 10_000

/**
 * Brings up the database, the services and the HTTP application; the caller listens. What was started is given back when
 * a later step fails.
 */
export async function openServer(config: Config, logger: FastifyBaseLogger): Promise<Server> {
  const closers: (() => Promise<unknown>)[] = []
  const readiness = { ending: false }
  const close = async () => {
    for (let closer = closers.pop(); closer !== undefined; closer = closers.pop()) await closer()
  }
  try {
    const url = config.databaseUrl ?? (await ownEngine())
    const applied = await migrate(url, { log: (line) => logger.info(line) })
    if (applied.length > 0) logger.info({ applied }, 'Migrated the database')

    const onError = (error: Error) => logger.warn({ err: error }, 'An idle database connection was lost')
    const { poolSize, statementTimeoutMs } = config
    const options = { max: poolSize, statementTimeoutMs, idleTransactionMs }
    const pool = createPool(url, { ...options, onError })
    closers.push(() => pool.end())
    const primaryReadPool = createPool(url, { ...options, readOnly: true, onError })
    closers.push(() => primaryReadPool.end())
    const quickPool = createPool(url, {
      ...options,
      max: 3 * quickConnections,
      readOnly: true,
      pipeline: true,
      byIndex: true,
      onError,
    })
    closers.push(() => quickPool.end())
    const quickReads = createQuickReads(quickPool, quickConnections)
    closers.push(async () => quickReads.close())
    const watch = watchConnections(url, [pool, primaryReadPool, quickPool], (line) => logger.warn(line))
    closers.push(() => watch.close())
    const replicas = createReplicas({
      primary: primaryReadPool,
      urls: config.replicaUrls,
      options,
      log: (change) => logger.info(change),
    })
    if (replicas) closers.push(() => replicas.close())
    const readPool = replicas?.pool ?? primaryReadPool
    const prisma = createPrisma(pool)
    closers.push(() => prisma.$disconnect())

    const metrics = createMetrics()
    const clock = createClock(config.timeZone)
    const read = createKysely(readPool)
    const primary = createQuickKysely(quickReads)
    const quick = replicas ? read : primary
    const log = (error: Error) => logger.warn({ err: error }, 'The event feed missed a beat; it looks again soon')
    // What has just happened is known on the primary first.
    const feed = createEventFeed({ prisma, read: primary, url, log })
    closers.push(() => feed.close())
    const commands = createCommands(prisma, feed.kick, metrics.commandRetried, pool)
    const papers = createPapers()
    closers.push(() => papers.close())
    const deps: Deps = {
      prisma,
      read,
      quick,
      primary,
      readPool,
      databaseUrl: url,
      replicas,
      clock,
      papers,
      config,
      feed,
      commands,
    }
    await ensureDefaultRoles(deps)
    const firstAdmin = await ensureFirstAdmin(deps)
    const jobs = standingJobs(deps)
    const observer = rememberJobs(jobs, observeJobs(logger, metrics))
    closers.push(startJobs(jobs, observer))
    const pools = { commands: pool, queries: primaryReadPool, quick: quickPool, ...poolsOf(replicas) }
    deps.process = { startedAt: new Date(Date.now() - performance.now()), pools, jobs: observer.jobs }

    const services = createServices(deps)
    if (config.sample) {
      const loaded = await loadSampleAtStart(deps, services)
      logger.info(
        loaded ? { loaded } : {},
        loaded ? 'Loaded the sample shop' : 'There is data already; no sample loaded',
      )
    }

    const app = await createApp({
      config,
      clock,
      services,
      authenticator: createAuthenticator(deps),
      logger,
      jwks: () => publicJwks(deps),
      webRoot,
      metrics,
      gauges: {
        subscribers: feed.subscribers,
        pools,
        shared: () => sharedFigures(primaryReadPool),
      },
      endStreams: feed.close,
      checkDatabase: databaseCheck(primaryReadPool, await migrationNames()),
      readiness,
    })
    closers.push(() => app.close())
    const drain = () => {
      readiness.ending = true
    }
    const warm = async () => {
      await prisma.setting.findFirst({ select: { key: true } })
    }
    return { app, firstAdmin, warm, drain, close }
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

const poolsOf = (replicas: Replicas | undefined) =>
  Object.fromEntries((replicas?.state() ?? []).map(({ name, pool }) => [`replica ${name}`, pool]))
