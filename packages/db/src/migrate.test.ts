import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { diffMigrations, makeMigration, migrate } from './migrate.ts'

const schema = `
datasource db {
  provider = "postgresql"
}

model Item {
  id     Int     @id @default(autoincrement())
  sku    String
  price  Decimal @db.Decimal(18, 4)
  active Boolean @default(true)
  @@map("item")
}
`

/** What Prisma has no words for: the diff must neither choke on it nor propose to drop it. */
const handwritten = `
ALTER TABLE item ADD CONSTRAINT item_price_check CHECK (price >= 0);
ALTER TABLE item ADD CONSTRAINT item_sku_excl EXCLUDE USING btree (sku WITH =);
CREATE UNIQUE INDEX item_sku_ci ON item (lower(sku));
CREATE UNIQUE INDEX item_sku_active ON item (sku) WHERE active;
CREATE SEQUENCE item_number;
CREATE VIEW item_view AS SELECT id, 'a;b' AS text FROM item;
CREATE FUNCTION item_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'no; never';
END;
$$;
CREATE TRIGGER item_refuse BEFORE DELETE ON item FOR EACH ROW EXECUTE FUNCTION item_refuse();
`

let folder = ''
let url = ''
const paths = () => ({ migrations: join(folder, 'migrations'), schema: join(folder, 'schema') })

async function query(text: string, at = url): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: at })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'framewright-migrate-'))
  await mkdir(join(folder, 'schema'))
  await mkdir(join(folder, 'migrations'))
  await writeFile(join(folder, 'schema', 'schema.prisma'), schema)
  const { adminUrl } = inject('framewrightTestServer')
  const name = `framewright_migrate_${Math.random().toString(36).slice(2)}`
  await query(`CREATE DATABASE ${name}`, adminUrl)
  const own = new URL(adminUrl)
  own.pathname = `/${name}`
  url = own.href
})

afterEach(async () => {
  const name = new URL(url).pathname.slice(1)
  await query(`DROP DATABASE ${name} WITH (FORCE)`, inject('framewrightTestServer').adminUrl)
  await rm(folder, { recursive: true, force: true })
})

describe('makeMigration', () => {
  it('writes what leads from the migrations to the schema, then nothing, hand-written SQL or not', async () => {
    const path = (await makeMigration('First: items', paths())) ?? ''
    expect(basename(dirname(path))).toMatch(/^\d{14}_first_items$/)
    expect(await readFile(path, 'utf8')).toContain('CREATE TABLE "item"')
    await appendFile(path, handwritten)
    expect(await diffMigrations(paths())).toBeNull()
    await writeFile(join(folder, 'schema', 'schema.prisma'), schema.replace('price ', 'note String?\n  price '))
    expect((await diffMigrations(paths()))?.trim()).toMatch(
      /^-- AlterTable\nALTER TABLE "item" ADD COLUMN\s+"note" TEXT;$/,
    )
  })
})

describe('migrate', () => {
  it('applies what is pending, once, also when two processes ask at the same time', async () => {
    await appendFile((await makeMigration('items', paths())) ?? '', handwritten)
    const results = await Promise.all([migrate(url, paths()), migrate(url, paths())])
    expect(results.map(({ length }) => length).sort()).toEqual([0, 1])
    expect(await migrate(url, paths())).toEqual([])
    await query(`INSERT INTO item (sku, price) VALUES ('a', 1)`)
    await expect(query('DELETE FROM item')).rejects.toThrow('no; never')
    expect(await query('SELECT count(*)::int AS n FROM _prisma_migrations')).toEqual([{ n: 1 }])
  })

  it('leaves nothing of a migration that fails, and tries it again when it is mended', async () => {
    const path = join(folder, 'migrations', '20260101000000_bad', 'migration.sql')
    await mkdir(dirname(path))
    await writeFile(path, 'CREATE TABLE half (id int); SELECT 1/0;')
    await expect(migrate(url, paths())).rejects.toThrow(/division by zero/)
    expect(await query(`SELECT to_regclass('half') AS found`)).toEqual([{ found: null }])
    await writeFile(path, 'CREATE TABLE half (id int);')
    expect(await migrate(url, paths())).toEqual(['20260101000000_bad'])
  })
  it('waits behind others without holding anybody up, and says so', async () => {
    await makeMigration('items', paths())
    await migrate(url, paths())
    const path = join(folder, 'migrations', '20990101000000_note', 'migration.sql')
    await mkdir(dirname(path))
    await writeFile(path, 'ALTER TABLE item ADD COLUMN note text;')
    const reader = new pg.Client({ connectionString: url })
    await reader.connect()
    await reader.query('BEGIN; SELECT FROM item')
    const lines: string[] = []
    const migrated = migrate(url, { ...paths(), log: (line) => lines.push(line) })
    await expect.poll(() => lines, { timeout: 30_000 }).not.toEqual([])
    // Between two tries nobody stands in a queue behind it.
    await query('SELECT FROM item')
    await reader.query('COMMIT')
    expect(await migrated).toEqual(['20990101000000_note'])
    expect(lines[0]).toMatch(/trying again/)
    await reader.end()
  }, 60_000)

  it('applies no others than it is asked for', async () => {
    const first = basename(dirname((await makeMigration('items', paths())) ?? ''))
    const path = join(folder, 'migrations', '20990101000000_note', 'migration.sql')
    await mkdir(dirname(path))
    await writeFile(path, 'ALTER TABLE item ADD COLUMN note text;')
    expect(await migrate(url, { ...paths(), only: [first] })).toEqual([first])
    expect(await migrate(url, { ...paths(), only: [first] })).toEqual([])
    expect(await migrate(url, paths())).toEqual(['20990101000000_note'])
  })
})
