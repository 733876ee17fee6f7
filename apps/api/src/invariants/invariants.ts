import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Rows of a violated invariant that are shown; all of them are counted. */
const shown = 5

/** What one invariant found. */
export interface Finding {
  /** The file's name without its ending, e.g. "order-totals". */
  name: string
  /** What holds when it is healthy: the comment at the file's head. */
  rule: string
  violations: number
  /** The first rows that violate it, by column. */
  rows: Record<string, unknown>[]
}

/** Anything that runs a query: a pool, or a client in the middle of a transaction. */
export interface Reader {
  query(text: string): Promise<{ rows: unknown[] }>
}

/**
 * Runs every invariant beside this file: each is one query that returns the rows that violate it, so that empty is healthy.
 * They only read, and may run while everybody works; each sees one instant.
 */
export async function checkInvariants(database: Reader): Promise<Finding[]> {
  const files = (await readdir(import.meta.dirname)).filter((file) => file.endsWith('.sql')).sort()
  const findings: Finding[] = []
  for (const file of files) {
    const text = await readFile(join(import.meta.dirname, file), 'utf8')
    const answer = await database.query(
      `WITH violation AS (${text})
      SELECT (SELECT count(*) FROM violation)::int AS total, to_jsonb(v) AS row FROM violation v LIMIT ${shown}`,
    )
    const rows = answer.rows as { total: number; row: Record<string, unknown> }[]
    findings.push({
      name: file.replace(/\.sql$/, ''),
      rule: ruleOf(text),
      violations: rows[0]?.total ?? 0,
      rows: rows.map(({ row }) => row),
    })
  }
  return findings
}

function ruleOf(text: string): string {
  const comment = /^(--.*\n)+/.exec(text)?.[0] ?? ''
  return comment.replace(/^-- ?/gm, '').replaceAll('\n', ' ').trim()
}
