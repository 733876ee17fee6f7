import { appRouter } from '@framewright/contracts/app.router'
import type { Caller, Context } from '@framewright/contracts/core/context'
import { createCallerFactory } from '@framewright/contracts/core/procedure'
import type { Permission } from '@framewright/contracts/permissions'
import { createKysely, createPool, createPrisma, createQuickKysely, createQuickReads } from '@framewright/db/client'
import { createTestDatabase } from '@framewright/db/testing'
import { readConfig } from '../config.ts'
import { createClock } from '../core/clock.ts'
import { createCommands } from '../core/commands.ts'
import type { Deps } from '../core/deps.ts'
import { createReplicas, type ReplicasParts } from '../core/replicas.ts'
import { createPapers } from '../document/papers.ts'
import { createEventFeed } from '../event/feed.ts'
import { ensureDefaultRoles } from '../role/default-roles.ts'
import { createServices } from '../services.ts'
import type { Opened } from './opened.ts'

const createCaller = createCallerFactory(appRouter)

/** The whole API, in process. */
export type Api = ReturnType<typeof createCaller>

/** A shop on a database of its own: the real services on a real PostgreSQL, called through the real routers. */
export type Shop = Opened<typeof openShop>

export interface ShopOptions {
  now?: () => Date
  timeZone?: string
  /** A migrated database that is there already and stays, instead of one of its own. */
  url?: string
  /** How its queries use replicas. */
  replicas?: Pick<ReplicasParts, 'urls' | 'lookMs' | 'mostLagMs'>
}

export async function openShop(options: ShopOptions = {}) {
  const { url } = options
  const database = url === undefined ? await createTestDatabase() : { url, drop: async () => {} }
  const pool = createPool(database.url, { max: 12 })
  const primaryReadPool = createPool(database.url, { max: 6, readOnly: true })
  const quickPool = createPool(database.url, { max: 2, readOnly: true, pipeline: true })
  const quickReads = createQuickReads(quickPool, 2)
  const primary = createQuickKysely(quickReads)
  const replicas = createReplicas({ urls: [], ...options.replicas, primary: primaryReadPool, options: { max: 6 } })
  const readPool = replicas?.pool ?? primaryReadPool
  const prisma = createPrisma(pool)
  const read = createKysely(readPool)
  const clock = createClock(options.timeZone ?? 'UTC', options.now)
  const config = readConfig({ DATABASE_URL: database.url })
  const feed = createEventFeed({ prisma, read: primary, url: database.url })
  const commands = createCommands(prisma, feed.kick, () => {}, pool)
  const papers = createPapers()
  const deps: Deps = {
    prisma,
    read,
    quick: replicas ? read : primary,
    primary,
    readPool,
    databaseUrl: database.url,
    replicas,
    clock,
    papers,
    config,
    feed,
    commands,
  }
  const services = createServices(deps)
  await ensureDefaultRoles(deps)
  let people = 0

  /** Makes a person with a role and gives what the API knows of them when they call. */
  async function person(roleCode: string, username = `${roleCode.toLowerCase()}${++people}`): Promise<Caller> {
    const role = await prisma.role.findUniqueOrThrow({ where: { code: roleCode } })
    const user = await prisma.user.create({
      data: {
        username,
        email: `${username}@example.com`,
        // No password hashes to this: such a person cannot sign in, which no test here needs.
        passwordHash: 'none',
        firstName: username,
        lastName: 'Tester',
        roleId: role.id,
      },
    })
    return {
      userId: user.id,
      username,
      roleCode,
      roleAssigned: true,
      permissions: new Set(role.permissions as Permission[]),
    }
  }

  /** The whole API as one person sees it, in process. */
  function as(caller: Caller | null, extra: Partial<Context> = {}): Api {
    return createCaller({ services, caller, requestId: 'test', ...extra })
  }

  return {
    deps,
    services,
    url: database.url,
    person,
    as,
    /** A new person of that role, and the API as they see it. */
    async role(roleCode: string): Promise<{ caller: Caller; api: Api }> {
      const caller = await person(roleCode)
      return { caller, api: as(caller) }
    },
    async close() {
      await feed.close()
      await papers.close()
      await prisma.$disconnect()
      await replicas?.close()
      quickReads.close()
      await Promise.all([pool.end(), primaryReadPool.end(), quickPool.end()])
      await database.drop()
    },
  }
}
