import type { ClientBase } from 'pg'
import { columnOf } from './field.ts'

/** Who imports, where a person does; the command line is nobody. */
export interface Importer {
  userId: number
  /** They see and change only what is their own. */
  ownOnly: boolean
}

/** How an import meets records that are there already, found by their key: it changes them, where it would refuse them. */
export interface Existing {
  importer: Importer
  /** The fields the file has a column for: only these are changed. */
  fields: ReadonlySet<string>
}

/** What a kind needs to know to change its records by import. */
export interface Changing {
  table: 'item' | 'customer' | 'supplier' | 'machine'
  key: 'sku' | 'code'
  /** Further rules over `s`, whose `existing` is the record's id or null. */
  rules(existing: Existing): readonly string[]
  /** Changes the staged rows that are not refused and have an `existing`; gives how many differed. */
  write(client: ClientBase, runId: number, existing: Existing): Promise<number>
}

/**
 * Names to each staged row the record it is of, and holds those records until the transaction ends, in the order of their
 * ids, as commands do.
 */
export async function findExisting(client: ClientBase, { table, key }: Changing): Promise<void> {
  await client.query(`UPDATE staged s SET existing = t.id FROM ${table} t WHERE lower(t.${key}) = lower(s.${key})`)
  await client.query(
    `SELECT id FROM ${table} WHERE id IN (SELECT existing FROM staged) ORDER BY id FOR ${table === 'item' ? 'UPDATE' : 'NO KEY UPDATE'}`,
  )
}

/** A column that an import may change: the field that says it, and what it becomes over `s`. */
export interface ChangedColumn {
  field: string
  column: string
  value: string
}

/** A column that takes its field's value as it is staged. */
export const plainColumn = (field: string): ChangedColumn => ({
  field,
  column: columnOf(field),
  value: `s.${columnOf(field)}`,
})
/** A text that is empty rather than absent. */
export const textColumn = (field: string): ChangedColumn => ({
  field,
  column: columnOf(field),
  value: `coalesce(s.${columnOf(field)}, '')`,
})

/**
 * Changes the records whose columns differ from the file's, and tells of each which fields did. `from` joins what the values
 * need to `staged s`; `set` is added to what is changed.
 */
export async function changeExisting(
  client: ClientBase,
  runId: number,
  { importer, fields }: Existing,
  columns: readonly ChangedColumn[],
  { table, from = '', set = '', owner = 'NULL::int' }: { table: string; from?: string; set?: string; owner?: string },
): Promise<number> {
  const given = columns.filter(({ field }) => fields.has(field))
  if (given.length === 0) return 0
  const differing = given.map(
    ({ field, column, value }) => `CASE WHEN t.${column} IS DISTINCT FROM ${value} THEN '${field}' END`,
  )
  const { rows } = await client.query<{ changed: string }>(
    `WITH differing AS (
      SELECT t.id, s.line, array_remove(ARRAY[${differing.join(', ')}], NULL) AS fields
      FROM staged s JOIN ${table} t ON t.id = s.existing ${from}
      WHERE NOT s.refused
    ), changed AS (
      UPDATE ${table} t SET ${given.map(({ column, value }) => `${column} = ${value}`).join(', ')},
        version = t.version + 1 ${set}
      FROM differing d JOIN staged s ON s.line = d.line ${from}
      WHERE t.id = d.id AND cardinality(d.fields) > 0
      RETURNING t.id, d.fields, ${owner} AS owner_id
    ), told AS (
      INSERT INTO event (actor_id, type, entity, entity_id, owner_id, payload)
      SELECT ${importer.userId}, '${table}.updated', '${table}', id, owner_id,
        jsonb_build_object('changed', to_jsonb(fields), 'importRunId', ${runId})
      FROM changed
    ) SELECT count(*) AS changed FROM changed`,
  )
  return Number(rows[0]?.changed ?? 0)
}
