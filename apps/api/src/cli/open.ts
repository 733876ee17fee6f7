import { createKysely, createPool, createPrisma } from '@framewright/db/client'
import { startEngine } from '@framewright/db/engine'
import { migrate } from '@framewright/db/migrate'
import { readConfig } from '../config.ts'
import { createClock } from '../core/clock.ts'
import { createCommands } from '../core/commands.ts'
import type { Deps } from '../core/deps.ts'
import { createPapers } from '../document/papers.ts'
import { createEventFeed } from '../event/feed.ts'
import { ensureDefaultRoles } from '../role/default-roles.ts'

/** What a command works with. Close it whatever happens, else the process does not end. */
export interface OpenDeps {
  deps: Deps
  /** Connection string of the database. It holds the password: never show it. */
  url: string
  close(): Promise<void>
}

/**
 * Opens the database that `DATABASE_URL` names, or the embedded engine: the running server's where one runs, else one
 * that is stopped again on closing. The schema and the roles are brought up to date first.
 */
export async function openDeps(env: NodeJS.ProcessEnv): Promise<OpenDeps> {
  const config = readConfig(env)
  const closers: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (let closer = closers.pop(); closer !== undefined; closer = closers.pop()) await closer()
  }
  try {
    let url = config.databaseUrl
    if (url === undefined) {
      const engine = await startEngine({ home: config.home })
      closers.push(() => engine.stop())
      url = engine.url
    }
    await migrate(url)
    const applicationName = 'framewright cli'
    const pool = createPool(url, { max: 4, applicationName })
    closers.push(() => pool.end())
    const readPool = createPool(url, { max: 4, readOnly: true, applicationName })
    closers.push(() => readPool.end())
    const prisma = createPrisma(pool)
    closers.push(() => prisma.$disconnect())
    const read = createKysely(readPool)
    const feed = createEventFeed({ prisma, read })
    closers.push(() => feed.close())
    const papers = createPapers()
    closers.push(() => papers.close())
    // A running server, or the next one to start, numbers and sends what happens here.
    const commands = createCommands(prisma, () => {})
    await ensureDefaultRoles({ prisma, primary: read })
    return {
      deps: {
        prisma,
        read,
        quick: read,
        primary: read,
        readPool,
        databaseUrl: url,
        commands,
        clock: createClock(config.timeZone),
        papers,
        config,
        feed,
      },
      url,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Opens, works and closes. */
export async function withDeps<T>(env: NodeJS.ProcessEnv, work: (deps: Deps, url: string) => Promise<T>): Promise<T> {
  const { deps, url, close } = await openDeps(env)
  try {
    return await work(deps, url)
  } finally {
    await close()
  }
}
