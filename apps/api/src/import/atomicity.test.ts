import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Interrupted } from './failure.ts'
import { useImports } from './testing/imports.ts'

const imports = useImports()
let admin: pg.Client
beforeAll(async () => {
  admin = new pg.Client({ connectionString: imports.url })
  await admin.connect()
})
afterAll(() => admin.end())

const suppliers = (from: number, count: number) =>
  `code,name\n${Array.from({ length: count }, (_, at) => `S${from + at},Supplier ${from + at}\n`).join('')}`

/** Everything an import could leave behind. */
async function traces(): Promise<string> {
  const { rows } = await admin.query(`
    SELECT (SELECT count(*) FROM supplier) || ' ' || (SELECT count(*) FROM event) || ' ' || (SELECT count(*) FROM import_run)
      || ' ' || (SELECT count(*) FROM statistic) AS all`)
  return rows[0].all
}

/** Holds the suppliers so that an import stands still while it writes. Gives back what lets it go on. */
async function holdSuppliers(): Promise<() => Promise<unknown>> {
  const holder = new pg.Client({ connectionString: imports.url })
  await holder.connect()
  await holder.query('BEGIN; LOCK TABLE supplier IN SHARE MODE')
  return async () => {
    await holder.query('ROLLBACK')
    await holder.end()
  }
}

/** The backend of the import that stands still. */
async function standing(): Promise<number> {
  for (let attempt = 0; attempt < 400; attempt++) {
    const { rows } = await admin.query(
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'framewright import' AND wait_event_type = 'Lock'
        AND datname = current_database()`,
    )
    if (rows[0]) return rows[0].pid
    await sleep(25)
  }
  throw new Error('No import stands still')
}

async function ended(pid: number): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt++) {
    const { rowCount } = await admin.query('SELECT FROM pg_stat_activity WHERE pid = $1', [pid])
    if (rowCount === 0) return
    await sleep(25)
  }
  throw new Error('The import goes on')
}

describe('an import', () => {
  it('leaves nothing after a dry run, which says what would happen', async () => {
    const before = await traces()
    const result = await imports.text('supplier', suppliers(1, 50), { dryRun: true })
    expect(result).toMatchObject({
      imported: 50,
      made: [{ count: 50, what: 'suppliers' }],
      committed: false,
      runId: null,
    })
    expect(await traces()).toBe(before)
  })

  it('leaves nothing when the database ends its connection in the middle', async () => {
    const before = await traces()
    const release = await holdSuppliers()
    const importing = imports.text('supplier', suppliers(1, 2_000))
    const outcome = expect(importing).rejects.toThrow(/terminat/)
    const pid = await standing()
    await admin.query('SELECT pg_terminate_backend($1)', [pid])
    await outcome
    await release()
    await ended(pid)
    expect(await traces()).toBe(before)
  })

  it('leaves nothing when it is interrupted while writing, or while reading', async () => {
    const before = await traces()
    const release = await holdSuppliers()
    const controller = new AbortController()
    const outcome = expect(
      imports.text('supplier', suppliers(1, 2_000), { signal: controller.signal }),
    ).rejects.toThrow(Interrupted)
    const pid = await standing()
    controller.abort()
    await outcome
    await ended(pid)
    await release()

    const early = new AbortController()
    const progress = { phase: () => early.abort(), at: () => {}, end: () => {} }
    await expect(imports.text('supplier', suppliers(1, 20_000), { signal: early.signal, progress })).rejects.toThrow(
      Interrupted,
    )
    expect(await traces()).toBe(before)
  })

  it('leaves nothing when its process is killed', async () => {
    const before = await traces()
    const release = await holdSuppliers()
    const file = await imports.file(suppliers(1, 2_000))
    const child: ChildProcess = spawn(
      process.execPath,
      [join(import.meta.dirname, '../cli/main.ts'), 'import', 'suppliers', file],
      { env: { ...process.env, DATABASE_URL: imports.url }, stdio: 'ignore' },
    )
    const pid = await standing()
    child.kill('SIGKILL')
    await once(child, 'exit')
    await release()
    await ended(pid)
    expect(await traces()).toBe(before)
  })

  it('goes in once when two people import the same at the same time', async () => {
    const release = await holdSuppliers()
    const both = Promise.allSettled([
      imports.text('supplier', suppliers(1, 100)),
      imports.text('supplier', suppliers(1, 100)),
    ])
    await standing()
    await sleep(200)
    await release()
    const outcomes = await both
    expect(outcomes.filter((one) => one.status === 'fulfilled' && one.value.committed)).toHaveLength(1)
    const { rows } = await admin.query('SELECT count(*)::int AS suppliers FROM supplier')
    expect(rows).toEqual([{ suppliers: 100 }])
    const again = await imports.text('supplier', suppliers(1, 101))
    expect(again).toMatchObject({ refused: 100, imported: 0, committed: false })
  })
})
