import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { migrate, migrationNames } from '@framewright/db/migrate'
import { createEmptyDatabase, type TestDatabase } from '@framewright/db/testing'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { diskStore } from '../files/disk-store.ts'
import { hashOf } from '../files/stored-files.ts'
import { checkInvariants } from '../invariants/invariants.ts'
import { openShop, type Shop } from '../testing/shop.ts'
import { readTables } from './catalogue.ts'
import { compress, decompress } from './compression.ts'
import { Manifest, manifestName } from './format.ts'
import { moveDatabase } from './move.ts'
import { silent } from './progress.ts'
import { restoreBackup } from './restore-backup.ts'
import { readTar, tarEnd, tarEntry } from './tar.ts'
import { writeBackup } from './write-backup.ts'

let shop: Shop
const databases: TestDatabase[] = []

beforeAll(async () => {
  shop = await openShop()
  const { api } = await shop.role('SUPERADMIN')
  await api.sample.load()
}, 60_000)
afterEach(async () => {
  for (const database of databases.splice(0)) await database.drop()
})
afterAll(() => shop.close())

async function empty(): Promise<string> {
  const database = await createEmptyDatabase()
  databases.push(database)
  return database.url
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

/** A backup as it lies in a file. */
async function backup(url: string): Promise<Buffer> {
  return compressed(writeBackup(url))
}

async function compressed(bytes: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  await pipeline(Readable.from(bytes, { objectMode: false }), compress(), async (out: AsyncIterable<Buffer>) => {
    for await (const chunk of out) chunks.push(chunk)
  })
  return Buffer.concat(chunks)
}

async function* inPieces(bytes: Buffer, size = 10_007): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const restore = (url: string, bytes: Buffer, options = {}) => restoreBackup(url, decompress(inPieces(bytes)), options)

/** The files of a backup by their names. */
async function unpack(bytes: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  for await (const { name, content } of readTar(decompress(inPieces(bytes)))) files.set(name, content)
  return files
}

async function pack(files: Map<string, Buffer>): Promise<Buffer> {
  const entries = [...files].map(([name, content]) => tarEntry({ name, content }, new Date()))
  return compressed([...entries, tarEnd()])
}

/** Every row of every table, in an order of its own, as one number a table. */
async function digests(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found: Record<string, string> = {}
    for (const { name, columns } of await readTables(client)) {
      if (name === '_prisma_migrations') continue
      const list = columns.map((column) => client.escapeIdentifier(column)).join(', ')
      const rows = `SELECT ${list} FROM ${client.escapeIdentifier(name)} AS t ORDER BY t::text`
      const hash = createHash('md5')
      for await (const chunk of client.query(copyTo(`COPY (${rows}) TO STDOUT`))) hash.update(chunk as Buffer)
      found[name] = hash.digest('hex')
    }
    return found
  } finally {
    await client.end()
  }
}

/** What one may see of the sequences: where the next number of each comes from. */
const sequences = (url: string) =>
  query(url, 'SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema() ORDER BY 1')

const violations = async (url: string) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await checkInvariants(client)).filter((finding) => finding.violations > 0)
  } finally {
    await client.end()
  }
}

/** Creates and confirms orders until told to stop; says how many. */
function keepWriting(): { stop(): Promise<number> } {
  let stopped = false
  const write = async () => {
    const { api } = await shop.role('ADMIN')
    let made = 0
    const customer = await api.customer.create({ name: `Customer of ${Math.random()}` })
    while (!stopped) {
      const item = await api.item.create({
        sku: `W-${Math.random()}`,
        name: 'Written',
        unitPrice: '3',
        openingStock: '5',
      })
      const lines = [{ itemId: item.id, quantity: '2' }]
      const { id } = await api.salesOrder.create({ customerId: customer.id, lines })
      await api.salesOrder.confirm({ id })
      made++
    }
    return made
  }
  const writers = [write(), write(), write()]
  return {
    async stop() {
      stopped = true
      return (await Promise.all(writers)).reduce((sum, made) => sum + made, 0)
    },
  }
}

describe('a backup', () => {
  it('taken while others write is of one instant, and restores to every row of it', async () => {
    const writers = keepWriting()
    await expect
      .poll(async () => (await query(shop.url, 'SELECT count(*)::int AS n FROM sales_order'))[0]?.n, {
        timeout: 60_000,
      })
      .toBeGreaterThan(8)
    const taken = await backup(shop.url)
    const during = await query(shop.url, 'SELECT count(*)::int AS n FROM event')
    expect(await writers.stop()).toBeGreaterThan(0)

    const url = await empty()
    const restored = await restore(url, taken)
    expect(restored.migrated).toEqual([])
    expect(restored.findings.filter((finding) => finding.violations > 0)).toEqual([])
    expect(Number((await query(url, 'SELECT count(*)::int AS n FROM event'))[0]?.n)).toBeLessThanOrEqual(
      Number(during[0]?.n),
    )
    // What was restored, backed up again, is the same to the last byte of every table.
    const sums = async (bytes: Buffer) => JSON.parse(String((await unpack(bytes)).get('checksums.json')))
    expect(await sums(await backup(url))).toEqual(await sums(taken))
  }, 120_000)

  it('of a quiet database restores to the same rows, sequences and rules', async () => {
    const url = await empty()
    await restore(url, await backup(shop.url))
    expect(await digests(url)).toEqual(await digests(shop.url))
    expect(await sequences(url)).toEqual(await sequences(shop.url))
    expect(await violations(url)).toEqual([])
    const rules = `SELECT conrelid::regclass::text AS t, conname, pg_get_constraintdef(oid) AS d, convalidated FROM pg_constraint
      WHERE connamespace = current_schema()::regnamespace ORDER BY 1, 2`
    expect(await query(url, rules)).toEqual(await query(shop.url, rules))
    const triggers =
      'SELECT tgrelid::regclass::text AS t, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2'
    expect(await query(url, triggers)).toEqual(await query(shop.url, triggers))
  }, 120_000)

  it('is an ordinary archive whose tables any PostgreSQL can read', async () => {
    const files = await unpack(await backup(shop.url))
    expect([...files.keys()][0]).toBe(manifestName)
    expect([...files.keys()].at(-1)).toBe('checksums.json')
    const manifest = Manifest.parse(JSON.parse(String(files.get(manifestName))))
    expect(manifest.migrations).toEqual(await migrationNames())
    expect(String(files.get('tables/location/00000001.copy'))).toMatch(/^1\tSTOCK\t/)
  }, 60_000)

  it('takes attached files along, each content once, and puts them where they belong', async () => {
    const home = await mkdtemp(join(tmpdir(), 'framewright-files-'))
    const [here, there] = [diskStore(join(home, 'a')), diskStore(join(home, 'b'))]
    const content = Buffer.from('%PDF-1.7 a drawing')
    const sha256 = hashOf(content)
    await here.put(sha256, content)
    const gone = hashOf(Buffer.from('pruned meanwhile'))
    for (const one of [sha256, gone])
      await query(shop.url, `INSERT INTO stored_file (sha256, size, type) VALUES ('${one}', 18, 'application/pdf')`)
    const taken = await compressed(writeBackup(shop.url, { files: here }))
    const restored = await restore(await empty(), taken, { files: there })
    expect(restored.files).toBe(1)
    expect(await there.has(sha256)).toBe(true)
    const swapped = await unpack(taken)
    swapped.set(`files/${sha256}`, Buffer.from('%PDF-1.7 another one'))
    await expect(restore(await empty(), await pack(swapped))).rejects.toThrow(/damaged at the file/)
    swapped.delete(`files/${sha256}`)
    await expect(restore(await empty(), await pack(swapped))).rejects.toThrow(/attached files are missing/)
    await query(shop.url, 'DELETE FROM stored_file')
    await rm(home, { recursive: true })
  }, 60_000)

  it('of an older version is restored as it was and then migrated', async () => {
    const names = await migrationNames()
    const older = names.slice(0, -1)
    const [from, to] = [await empty(), await empty()]
    await migrate(from, { only: older })
    await query(from, `INSERT INTO role (code, name) VALUES ('OLD', 'Of old')`)
    const restored = await restore(to, await backup(from))
    expect(restored.manifest.migrations).toEqual(older)
    expect(restored.migrated).toEqual(names.slice(-1))
    expect(await query(to, 'SELECT code FROM role')).toEqual([{ code: 'OLD' }])
  }, 60_000)
})

describe('a restore refuses, and leaves nothing,', () => {
  let good: Buffer
  beforeAll(async () => {
    good = await backup(shop.url)
  })

  /** Refused, and the database can be restored into all the same. */
  async function refused(bytes: Buffer, sentence: RegExp) {
    const url = await empty()
    await expect(restore(url, bytes)).rejects.toThrow(sentence)
    const tables = await query(url, `SELECT to_regclass('app_user') AS there`)
    if (tables[0]?.there) expect(await query(url, 'SELECT FROM app_user')).toEqual([])
    return url
  }

  it('a file that ends too early, wherever', async () => {
    for (const share of [0.0001, 0.2, 0.7, 0.99]) {
      const url = await refused(good.subarray(0, Math.floor(good.length * share)), /not whole|no backup/)
      if (share > 0.5) expect((await restore(url, good)).rows).toBeGreaterThan(100)
    }
    // Behind the last byte that matters a frame that holds nothing may follow.
    const end = good.indexOf('28b52ffd240001000099e9d851', 'hex')
    await refused(good.subarray(0, (end < 0 ? good.length : end) - 1), /not whole/)
    await refused(Buffer.alloc(0), /no backup/)
  }, 120_000)

  it('no whole file, wherever its pieces begin', async () => {
    const url = await empty()
    const whole = (await restore(url, good)).rows
    for (let left = 1; left <= 24; left++) {
      const pieces = [good.subarray(0, good.length - left), good.subarray(good.length - left)]
      let files = 0
      for await (const _ of readTar(decompress(Readable.from(pieces, { objectMode: false })))) files++
      expect(files, `${left} bytes from the end`).toBeGreaterThan(10)
    }
    expect(whole).toBeGreaterThan(100)
  }, 180_000)

  it('a file in which a bit has flipped', async () => {
    for (const share of [0.3, 0.6, 0.9]) {
      const bad = Buffer.from(good)
      const at = Math.floor(bad.length * share)
      bad[at] = (bad[at] ?? 0) ^ 16
      await refused(bad, /damaged|not whole/)
    }
  }, 120_000)

  it('a file in which a name is another, and says that it is damaged where it is', async () => {
    for (const [name, other, sentence] of [
      ['customer_return', 'customer_retorn', /are not those its migrations make/],
      ['app_user_id_seq', 'app_usor_id_seq', /app_usor_id_seq/],
      ['"2026', '"2036', /newer Framewright/],
    ] as const) {
      const files = await unpack(good)
      const manifest = String(files.get(manifestName))
      expect(manifest).toContain(name)
      files.set(manifestName, Buffer.from(manifest.replaceAll(name, other)))
      const packed = await pack(files)
      await refused(packed, sentence)
      // The last four bytes are what the whole must come to.
      const damaged = Buffer.from(packed)
      damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 16
      await refused(damaged, /damaged/)
    }
  }, 120_000)

  it('rows that were changed, left out or added to', async () => {
    const name = 'tables/location/00000001.copy'
    const changed = await unpack(good)
    changed.set(name, Buffer.from(String(changed.get(name)).replace('Stock', 'Shock')))
    await refused(await pack(changed), /damaged: the rows of location/)
    const less = await unpack(good)
    less.delete(name)
    await refused(await pack(less), /damaged: the rows of location/)
    const open = await unpack(good)
    open.delete('checksums.json')
    await refused(await pack(open), /checksums are missing/)
  }, 60_000)

  it('what is no backup, and a backup that is newer than the program', async () => {
    await refused(Buffer.from('id,name\n1,x\n'), /no backup/)
    const rewritten = async (change: object) => {
      const files = await unpack(good)
      const manifest = JSON.parse(String(files.get(manifestName)))
      files.set(manifestName, Buffer.from(JSON.stringify({ ...manifest, ...change })))
      return pack(files)
    }
    await refused(await rewritten({ format: 'other' }), /no backup/)
    await refused(await rewritten({ formatVersion: 2 }), /newer form/)
    const migrations = [...(await migrationNames()), '29990101000000_flying']
    await refused(await rewritten({ product: '9.0.0', migrations }), /newer Framewright \(9\.0\.0/)
  }, 60_000)

  it('data that breaks a rule, unless told to accept it', async () => {
    const url = await empty()
    await restore(url, good)
    await query(url, `ALTER TABLE stock_balance DISABLE TRIGGER USER`)
    await query(url, `UPDATE stock_balance SET on_hand = on_hand + 1 WHERE allow_negative`)
    await query(url, `ALTER TABLE stock_balance ENABLE TRIGGER USER`)
    const broken = await backup(url)
    await refused(broken, /breaks (a rule|\d rules) it should keep/)
    const kept = await restore(await empty(), broken, { acceptViolations: true })
    expect(kept.findings.filter((finding) => finding.violations > 0).map(({ name }) => name)).toContain(
      'balances-equal-movements',
    )
  }, 60_000)

  it('a database that holds anything', async () => {
    await expect(restore(shop.url, good)).rejects.toThrow(/in use: it holds \d+ users and \d+ events.*empty database/)
    const other = await empty()
    await query(other, 'CREATE TABLE diary (page text)')
    await expect(restore(other, good)).rejects.toThrow(/tables that are not Framewright’s/)
    const migrated = await empty()
    await migrate(migrated)
    expect((await restore(migrated, good)).rows).toBeGreaterThan(100)
  }, 60_000)

  it('to back up what is no Framewright', async () => {
    await expect(backup(await empty())).rejects.toThrow(/nothing to back up/)
  })
})

describe('moving', () => {
  it('takes everything along, once nobody uses the old database any more', async () => {
    const [from, to] = [await empty(), await empty()]
    await restore(from, await backup(shop.url))
    const user = new pg.Client({ connectionString: from, application_name: 'framewright' })
    await user.connect()
    await expect(moveDatabase(from, to, silent)).rejects.toThrow(/in use: framewright \(1\)\. Stop every server/)
    await user.end()
    expect((await moveDatabase(from, to, silent)).tables).toBeGreaterThan(20)
    expect(await digests(to)).toEqual(await digests(from))
    await expect(moveDatabase(from, from, silent)).rejects.toThrow(/the same database/)
    await expect(moveDatabase(from, to, silent)).rejects.toThrow(/in use: it holds/)
  }, 120_000)
})
