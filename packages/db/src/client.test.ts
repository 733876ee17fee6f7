import { sql } from 'kysely'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { createKysely, createPool, dropConnections, type ReadDb } from './client.ts'
import { useTestDatabase } from './testing.ts'

describe('clients', () => {
  const db = useTestDatabase()

  it('return values as their types say', async () => {
    await db.pool.query(`CREATE TYPE colour AS ENUM ('red', 'blue')`)
    const { rows } = await db.pool.query(`SELECT
      9007199254740991::int8 AS big, 0.10::numeric(18,4) AS exact, '2026-03-01'::date AS day,
      '2026-03-01T12:00:00Z'::timestamptz AS instant, ARRAY['red','blue']::colour[] AS colours, 'red'::colour AS colour`)
    expect(rows).toEqual([
      {
        big: 9007199254740991,
        exact: '0.1000',
        day: '2026-03-01',
        instant: new Date('2026-03-01T12:00:00Z'),
        colours: ['red', 'blue'],
        colour: 'red',
      },
    ])
  })

  it('refuse an int8 that a number cannot hold', async () => {
    await expect(db.pool.query('SELECT 9007199254740993::int8')).rejects.toThrow(/too large/)
  })

  it('mean UTC, whatever zone the server is in', async () => {
    expect((await db.pool.query('SHOW TimeZone')).rows).toEqual([{ TimeZone: 'UTC' }])
  })

  it('on the read side have no method to write with, and their session refuses to', async () => {
    const pool = createPool(db.url, { max: 1, readOnly: true, statementTimeoutMs: 50 })
    const read: ReadDb = createKysely(pool)
    expectTypeOf<ReadDb>().not.toHaveProperty('insertInto')
    expectTypeOf<ReturnType<ReadDb['with']>>().not.toHaveProperty('insertInto')
    expect(read).toHaveProperty('selectFrom')
    await expect(pool.query('CREATE TABLE never (id int)')).rejects.toThrow(/read-only/)
    await expect(pool.query('SELECT pg_sleep(5)')).rejects.toThrow(/statement timeout/)
    await pool.end()
  })

  it('fail the statement, and not the process, when its connection is lost; the next one works', async () => {
    const pool = createPool(db.url, { max: 2, applicationName: 'to be lost' })
    const kysely = createKysely(pool)
    const lost = expect(sql`SELECT pg_sleep(20)`.execute(kysely)).rejects.toThrow(/terminat/)
    await expect
      .poll(async () => {
        const { rows } = await db.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE application_name = 'to be lost' AND query LIKE '%pg_sleep%'`)
        return rows.length
      })
      .toBe(1)
    await lost
    expect((await sql`SELECT 1 AS one`.execute(kysely)).rows).toEqual([{ one: 1 }])
    await pool.end()
  })

  it('can be cut off from a server that does not answer', async () => {
    const pool = createPool(db.url, { max: 2 })
    const waiting = expect(pool.query('SELECT pg_sleep(20)')).rejects.toThrow()
    await expect.poll(() => pool.totalCount - pool.idleCount).toBe(1)
    await expect.poll(() => dropConnections(pool)).toBe(1)
    await waiting
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
    await pool.end()
  })

  it('of Prisma and of Kysely share one pool', async () => {
    expect(await db.prisma.$queryRaw`SELECT 1 AS one`).toEqual([{ one: 1 }])
    expect(await db.kysely.selectNoFrom((eb) => eb.lit(1).as('one')).execute()).toEqual([{ one: 1 }])
  })
})
