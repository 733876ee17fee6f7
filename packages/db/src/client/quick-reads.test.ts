import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPool, createQuickKysely, createQuickReads, type Pool, type QuickReads, type ReadDb } from '../client.ts'
import { useTestDatabase } from '../testing.ts'

describe('quick reads', () => {
  const db = useTestDatabase()
  let [pool, quick, read] = [null as unknown as Pool, null as unknown as QuickReads, null as unknown as ReadDb]
  beforeAll(() => {
    pool = createPool(db.url, { max: 2, readOnly: true, pipeline: true, byIndex: true, applicationName: 'quick' })
    quick = createQuickReads(pool, 2)
    read = createQuickKysely(quick)
  })
  afterAll(async () => {
    quick.close()
    await pool.end()
  })

  const number = async (n: number) => (await sql<{ n: number }>`SELECT ${n}::int AS n`.execute(read)).rows[0]?.n
  const many = () => Promise.all(Array.from({ length: 200 }, (_, n) => number(n)))

  it('share few connections, and everybody gets their own answer', async () => {
    expect(await many()).toEqual(Array.from({ length: 200 }, (_, n) => n))
    expect(await many()).toEqual(Array.from({ length: 200 }, (_, n) => n))
    expect(pool.totalCount).toBeLessThanOrEqual(2)
  })

  it('that fail leave those beside them alone', async () => {
    const asked = await Promise.allSettled([number(1), sql`SELECT 1 / 0`.execute(read), number(2), number(3)])
    expect(asked.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    await expect(sql`CREATE TABLE never (id int)`.execute(read)).rejects.toThrow(/read-only/)
  })

  it('fail when their connection is lost, and the next ones go over another', async () => {
    let over = false
    const lost = Promise.allSettled(Array.from({ length: 8 }, () => sql`SELECT pg_sleep(20)`.execute(read)))
    lost.finally(() => {
      over = true
    })
    await expect
      .poll(async () => {
        await db.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE application_name = 'quick' AND query LIKE '%pg_sleep%' AND state = 'active'`)
        return over
      })
      .toBe(true)
    expect((await lost).every(({ status }) => status === 'rejected')).toBe(true)
    expect(await many()).toEqual(Array.from({ length: 200 }, (_, n) => n))
  })

  it('look things up in indexes, though the table was empty when their plan was made', async () => {
    await db.pool.query('ANALYZE reservation')
    const plan = await sql<Record<string, string>>`EXPLAIN SELECT id FROM reservation WHERE sales_line_id = 1`.execute(
      read,
    )
    const text = plan.rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(text).toContain('reservation_sales_line_id')
    expect(text).not.toContain('Seq Scan')
  })
})
