import { afterAll, beforeAll, inject } from 'vitest'
import { createKysely, createPool, createPrisma, type Pool, type PrismaClient, type ReadDb } from './client.ts'
import type {} from './testing/global-setup.ts'
import { cloneDatabase, makeEmptyDatabase, type TestDatabase } from './testing/server.ts'

export type { TestDatabase }

/** A database of the test file's own, with clients on it. The members are there from `beforeAll` on. */
export interface TestClients {
  readonly url: string
  readonly pool: Pool
  readonly prisma: PrismaClient
  readonly kysely: ReadDb
}

/**
 * Makes a migrated, empty database; the caller drops it. The Vitest project needs
 * `globalSetup: ['@framewright/db/testing/global-setup']`.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  return await cloneDatabase(inject('framewrightTestServer'))
}

/** Makes a database without a table; the caller drops it. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return await makeEmptyDatabase(inject('framewrightTestServer'))
}

/** Gives the surrounding `describe`, or the file, a migrated, empty database and drops it after its last test. */
export function useTestDatabase(): TestClients {
  let database: TestDatabase | undefined
  let clients: { pool: Pool; prisma: PrismaClient; kysely: ReadDb } | undefined
  beforeAll(async () => {
    database = await createTestDatabase()
    const pool = createPool(database.url, { max: 10, applicationName: 'framewright test' })
    clients = { pool, prisma: createPrisma(pool), kysely: createKysely(pool) }
  })
  afterAll(async () => {
    await clients?.prisma.$disconnect()
    await clients?.pool.end()
    await database?.drop()
  })
  const ready = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('The test database is there from beforeAll on, not before')
    return value
  }
  return {
    get url() {
      return ready(database).url
    },
    get pool() {
      return ready(clients).pool
    },
    get prisma() {
      return ready(clients).prisma
    },
    get kysely() {
      return ready(clients).kysely
    },
  }
}
