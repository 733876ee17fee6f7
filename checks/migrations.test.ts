import { describe, expect, it } from 'vitest'
import { filesIn, read } from './sources.ts'

/**
 * Expand, then contract: while a release is rolled out, processes of the one before run on the migrated database. What takes
 * something away from them, or stops them for as long as a table is long, needs a comment in the migration that says why it
 * may: `-- contract: …` and `-- locks: …`.
 */
const contracts: [RegExp, string][] = [
  [/\bDROP\s+TABLE\b/i, 'drops a table'],
  [/\bDROP\s+COLUMN\b/i, 'drops a column'],
  [/\bRENAME\s+(COLUMN\b|TO\b)/i, 'renames'],
  [/\bALTER\s+COLUMN\s+\S+\s+(SET\s+DATA\s+)?TYPE\b/i, 'changes a column’s type'],
  [/\bALTER\s+COLUMN\s+\S+\s+SET\s+NOT\s+NULL\b/i, 'forbids NULL in a column that was there'],
]
const locks: [RegExp, string][] = [
  [/\bCREATE\s+(UNIQUE\s+)?INDEX\s+(?!CONCURRENTLY)/i, 'builds an index while nobody may write'],
  [/\bADD\s+CONSTRAINT\b(?![\s\S]*\bNOT\s+VALID\b)/i, 'judges every row while nobody may write'],
]

/** The last migration of the last release. There is none yet: this sorts behind every name. */
const released: string = '~'
/** Since when the first rule is kept. */
const kept = '20261121050000'

/** What of a migration needs a reason and gives none. */
function objections(sql: string, rules: [RegExp, string][], marker: string): string[] {
  if (new RegExp(`^-- ${marker}: \\S`, 'm').test(sql)) return []
  const text = sql.replace(/--.*$/gm, '').replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''")
  const fresh = [...text.matchAll(/CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?"?(\w+)"?/gi)].map(([, name]) => name)
  return text.split(';').flatMap((statement) => {
    const table = /\b(?:ALTER\s+TABLE(?:\s+ONLY)?|ON)\s+"?(\w+)"?/i.exec(statement)?.[1]
    // Nobody uses a table yet that this migration makes.
    if (table !== undefined && fresh.includes(table)) return []
    return rules
      .filter(([pattern]) => pattern.test(statement))
      .map(([, what]) => `${what}: ${statement.trim().slice(0, 80)}`)
  })
}

const migrations = filesIn('packages/db/prisma/migrations', /migration\.sql$/).map((path) => ({
  name: path.split('/').at(-2) ?? '',
  sql: read(path),
}))

describe('migrations', () => {
  it('take nothing from a release that still runs, without saying why they may', () => {
    const wrong = migrations
      .filter(({ name }) => name > kept)
      .flatMap(({ name, sql }) => objections(sql, contracts, 'contract').map((what) => `${name} ${what}`))
    expect(wrong).toEqual([])
  })

  it('since the last release hold up nobody for as long as a table is long, without saying why they may', () => {
    const wrong = migrations
      .filter(({ name }) => name > released)
      .flatMap(({ name, sql }) => objections(sql, locks, 'locks').map((what) => `${name} ${what}`))
    expect(wrong).toEqual([])
  })

  it.each([
    ['ALTER TABLE "item" DROP COLUMN "note";', contracts, 'contract', 1],
    ['-- contract: nothing has read it since 1.3\nALTER TABLE "item" DROP COLUMN "note";', contracts, 'contract', 0],
    ['ALTER TABLE item RENAME COLUMN a TO b;', contracts, 'contract', 1],
    ['ALTER TABLE item RENAME TO thing;', contracts, 'contract', 1],
    ['ALTER TABLE item ALTER COLUMN a SET DATA TYPE bigint;', contracts, 'contract', 1],
    ['CREATE TABLE "n" (id int); ALTER TABLE "n" ALTER COLUMN id SET NOT NULL;', contracts, 'contract', 0],
    ['ALTER TABLE item ADD COLUMN note text; -- DROP COLUMN comes later', contracts, 'contract', 0],
    ['CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ DROP TABLE x; $$;', contracts, 'contract', 0],
    ['CREATE INDEX "a" ON "item" ("x");', locks, 'locks', 1],
    ['CREATE INDEX CONCURRENTLY "a" ON "item" ("x");', locks, 'locks', 0],
    ['CREATE TABLE "n" (x int); CREATE INDEX "a" ON "n" ("x");', locks, 'locks', 0],
    ['ALTER TABLE "item" ADD CONSTRAINT "c" CHECK (x > 0) NOT VALID;', locks, 'locks', 0],
    ['ALTER TABLE "item" ADD CONSTRAINT "c" CHECK (x > 0);', locks, 'locks', 1],
  ] as const)('are judged: %s', (sql, rules, marker, count) => {
    expect(objections(sql, [...rules], marker)).toHaveLength(count)
  })
})
