import { eventEntities } from '@framewright/contracts/event/event.schema'
import type { Tx } from '../core/sql.ts'

/** A sequence and the highest number that must not be given again. */
export interface Sequence {
  name: string
  /** The table it numbers; null where the database does not say. */
  table: string | null
  /** The last number given. */
  last: number
  taken: number
}

interface Row {
  name: string
  last: bigint
  owned_table: string | null
  owned_column: string | null
  numbered_table: string | null
  numbered_column: string | null
  prefix: string | null
}

const quoted = (name: string) => `"${name}"`

/** The table of an event's entity: "salesOrder" is `sales_order`, and a user is `app_user`. */
const tableOf = (entity: string) =>
  entity === 'user' ? 'app_user' : entity.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const entityOf = new Map(eventEntities.map((entity) => [tableOf(entity), entity]))

/**
 * The sequences, with what exists already. What they number is waited for: while this is asked within a transaction,
 * nobody adds to those tables.
 */
export async function readSequences(tx: Tx, names: readonly string[] | undefined): Promise<Sequence[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT s.relname::text AS name, coalesce(q.last_value, 0) AS last,
      d.refobjid::regclass::text AS owned_table, a.attname::text AS owned_column,
      n.numbered_table, n.numbered_column, n.prefix
    FROM pg_class s
    JOIN pg_sequences q ON q.schemaname = current_schema() AND q.sequencename = s.relname
    LEFT JOIN pg_depend d ON d.objid = s.oid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
      AND d.refclassid = 'pg_class'::regclass
    LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    LEFT JOIN LATERAL (
      SELECT f.adrelid::regclass::text AS numbered_table, b.attname::text AS numbered_column,
        substring(pg_get_expr(f.adbin, f.adrelid) FROM 'next_number[(]''([^'']*)''') AS prefix
      FROM pg_attrdef f JOIN pg_attribute b ON b.attrelid = f.adrelid AND b.attnum = f.adnum
      WHERE pg_get_expr(f.adbin, f.adrelid) ~ ('next_number[(].*''"?' || s.relname || '"?''::regclass')
      LIMIT 1
    ) n ON true
    WHERE s.relkind = 'S' AND s.relnamespace = current_schema()::regnamespace ORDER BY 1`
  const wanted = rows.filter((row) => names === undefined || names.includes(row.name))
  const tables = wanted.flatMap((row) => row.owned_table ?? row.numbered_table ?? [])
  if (tables.length > 0) {
    const list = [...new Set(tables)].toSorted().map((name) => quoted(name.replaceAll('"', '')))
    await tx.$executeRawUnsafe(`LOCK TABLE ${list.join(', ')} IN SHARE ROW EXCLUSIVE MODE`)
  }
  const sequences: Sequence[] = []
  for (const row of wanted) {
    const table = row.owned_table ?? row.numbered_table
    sequences.push({ name: row.name, table, last: Number(row.last), taken: await highestTaken(tx, row) })
  }
  return sequences
}

async function highestTaken(tx: Tx, row: Row): Promise<number> {
  const { owned_table, owned_column, numbered_table, numbered_column, prefix } = row
  if (owned_table !== null && owned_column !== null) {
    const table = owned_table.replaceAll('"', '')
    const [found] = await tx.$queryRawUnsafe<{ highest: bigint }[]>(
      `SELECT coalesce(max(${quoted(owned_column)}), 0)::bigint AS highest FROM ${quoted(table)}`,
    )
    const entity = entityOf.get(table)
    if (entity === undefined) return Number(found?.highest ?? 0)
    // What the history and the files tell of somebody's number must not become the story of another.
    const [told] = await tx.$queryRaw<{ highest: number }[]>`
      SELECT greatest(coalesce((SELECT max(entity_id) FROM event WHERE entity = ${entity}), 0),
        coalesce((SELECT max(entity_id) FROM attachment WHERE entity = ${entity}), 0)) AS highest`
    return Math.max(Number(found?.highest ?? 0), Number(told?.highest ?? 0))
  }
  if (numbered_table !== null && numbered_column !== null && prefix !== null) {
    const table = quoted(numbered_table.replaceAll('"', ''))
    const column = quoted(numbered_column)
    const [found] = await tx.$queryRawUnsafe<{ highest: bigint }[]>(
      `SELECT coalesce(max(substring(${column} FROM length($1) + 1)::bigint), 0)::bigint AS highest
        FROM ${table} WHERE starts_with(${column}, $1) AND substring(${column} FROM length($1) + 1) ~ '^\\d{1,15}$'`,
      prefix,
    )
    return Number(found?.highest ?? 0)
  }
  // Nobody can tell what has it: it never goes back.
  return Number(row.last)
}
