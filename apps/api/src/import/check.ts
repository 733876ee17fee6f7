import type { ClientBase } from 'pg'
import type { Existing } from './existing.ts'
import { columnOf } from './field.ts'
import type { Kind } from './kind.ts'
import type { Sheets } from './sheets.ts'

const note = (select: string) => `INSERT INTO problem (sheet, line, reason) ${select}`

/**
 * Holds the staged rows against each other and against the database, set by set, and marks those to be refused; every
 * reason is in the table `problem`. An order is taken whole: one refused line refuses it.
 * @returns how many rows are refused.
 */
export async function checkRows(
  client: ClientBase,
  kind: Kind,
  { gathered }: Sheets,
  existing?: Existing,
): Promise<number> {
  const withOrders = kind.orderFields !== undefined
  if (gathered) await gatherOrders(client, kind)
  await kind.prepare?.(client)
  for (const [sheet, table] of ['staged', 'staged_order'].entries()) {
    if (sheet === 1 && !withOrders) continue
    await client.query(
      note(`SELECT ${sheet}, line, unnest(string_to_array(problems, E'\\n')) FROM ${table} WHERE problems IS NOT NULL`),
    )
  }
  const rules = [...kind.rules, ...(existing ? (kind.changing?.rules(existing) ?? []) : [kind.takenRule ?? []].flat())]
  for (const rule of rules) await client.query(note(rule))
  // The orders' lines and the lines' lines are of one file here.
  if (gathered) await client.query('UPDATE problem SET sheet = 0 WHERE sheet = 1')
  if (withOrders) await refuseWholeOrders(client, gathered)

  await client.query(`
    UPDATE staged SET refused = true FROM (SELECT DISTINCT line FROM problem WHERE sheet = 0) p WHERE staged.line = p.line`)
  if (withOrders) {
    await client.query(`UPDATE staged_order o SET refused = true FROM problem p
      WHERE o.line = p.line AND p.sheet = ${gathered ? 0 : 1}`)
  }
  const { rows } = await client.query<{ refused: string | number }>(
    'SELECT count(*) AS refused FROM (SELECT DISTINCT sheet, line FROM problem) rows',
  )
  return Number(rows[0]?.refused ?? 0)
}

/** Makes the orders of a file that has only lines: each order's values stand on its first line. */
async function gatherOrders(client: ClientBase, kind: Kind): Promise<void> {
  const columns = (kind.orderFields ?? []).map((field) => columnOf(field.name))
  await client.query(`
    INSERT INTO staged_order (line, ${columns.join(', ')}, order_key)
    SELECT DISTINCT ON (order_key) line, ${columns.join(', ')}, order_key
    FROM staged WHERE order_key IS NOT NULL ORDER BY order_key, line`)
  for (const field of kind.orderFields ?? []) {
    const column = columnOf(field.name)
    if (field.name !== kind.orderKey) {
      await client.query(
        note(`SELECT 0, s.line, format('${field.name} is %s here and %s on the order’s first line, %s.',
            s.${column}, coalesce(o.${column}::text, 'nothing'), o.line)
          FROM staged s JOIN staged_order o USING (order_key)
          WHERE s.${column} IS NOT NULL AND s.${column} IS DISTINCT FROM o.${column}`),
      )
    }
    if (!field.required) continue
    await client.query(
      note(`SELECT 0, s.line, '${field.name} is missing.' FROM staged_order o JOIN staged s ON s.line = o.line
        WHERE s.problems IS NULL AND o.${column} IS NULL`),
    )
  }
}

/** Carries a refusal from a line to its order and from an order to all its lines. */
async function refuseWholeOrders(client: ClientBase, gathered: boolean): Promise<void> {
  const orderSheet = gathered ? 0 : 1
  await client.query(`
    CREATE TEMP TABLE refused_order ON COMMIT DROP AS
    SELECT DISTINCT ON (order_key) order_key, sheet, line FROM (
      SELECT s.order_key, p.sheet, p.line FROM problem p JOIN staged s ON s.line = p.line
        WHERE p.sheet = 0 AND s.order_key IS NOT NULL
      UNION ALL
      SELECT o.order_key, p.sheet, p.line FROM problem p JOIN staged_order o ON o.line = p.line
        WHERE p.sheet = ${orderSheet} AND o.order_key IS NOT NULL
    ) found ORDER BY order_key, sheet DESC, line`)
  const because = `format('Its order is refused because of line %s%s.', r.line,
    ${gathered ? `''` : `CASE r.sheet WHEN 0 THEN ' of the lines' ELSE ' of the orders' END`})`
  const untouched = (sheet: number) => `NOT EXISTS (SELECT FROM problem p WHERE p.sheet = ${sheet} AND p.line = s.line)`
  await client.query(
    note(`SELECT 0, s.line, ${because} FROM staged s JOIN refused_order r USING (order_key) WHERE ${untouched(0)}`),
  )
  if (gathered) return
  await client.query(
    note(`SELECT 1, s.line, format('The order is refused because of line %s of its lines.', r.line)
      FROM staged_order s JOIN refused_order r USING (order_key) WHERE ${untouched(1)}`),
  )
}
