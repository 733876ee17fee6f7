import type { ClientBase } from 'pg'
import type { Changing, Importer } from './existing.ts'
import type { Field } from './field.ts'

/** The name of a kind on the command line. */
export type KindName =
  | 'location'
  | 'machine'
  | 'supplier'
  | 'customer'
  | 'item'
  | 'bom'
  | 'opening-stock'
  | 'purchase-order'
  | 'sales-order'
  | 'invoice'
  | 'production-order'
  | 'work-order'

/** What an import has made, in words: "425 items", "79 frames". */
export type Made = { count: number; what: string }[]

/**
 * What a kind of document is to the importer: its fields, and the statements that check and write the staged rows. All of
 * them see the rows in the temporary table `staged`: `line`, one column a field, typed, and `refused`.
 */
export interface Kind {
  name: KindName
  /** In sentences: "purchase orders". */
  plural: string
  fields: readonly Field[]
  /**
   * Fields that stand once an order while the others stand once a line. They are staged in `staged_order`, together with
   * `order_key`, which `staged` then has too.
   */
  orderFields?: readonly Field[]
  /** The field whose value names the order that a line belongs to. */
  orderKey?: string
  /** Computes what the rules and `write` need beside the fields, into columns of its own. */
  prepare?(client: ClientBase): Promise<void>
  /** Selects (sheet, line, reason) of the rows to be refused; sheet 0 is `staged`, 1 is `staged_order`. */
  rules: readonly string[]
  /** How rows whose key is in the database change the record; without it they are always refused. */
  changing?: Changing
  /** Refuses rows whose key is in the database: left out where an import changes them. */
  takenRule?: string
  /** Writes the new ones of the rows that are not refused, with their events. */
  write(client: ClientBase, runId: number, importer?: Importer): Promise<Made>
}

/** Rows that repeat a key of an earlier row. `key` is an SQL expression over `s`. */
export function repeatedRule(key: string, what: string, said: string): string {
  return `SELECT 0, s.line, format('%s %s is already on line %s.', '${what}', ${said}, first.line)
    FROM staged s
    JOIN (SELECT ${key} AS key, min(s.line) AS line FROM staged s WHERE ${key} IS NOT NULL GROUP BY 1 HAVING count(*) > 1) first
      ON first.key = ${key}
    WHERE s.line > first.line`
}

/** Rows whose unique value the database already has. */
export function takenRule(table: string, column: string, what: string): string {
  return `SELECT 0, s.line, format('%s %s is already in the database.', '${what}', s.${column})
    FROM staged s JOIN ${table} t ON lower(t.${column}) = lower(s.${column})`
}

/** Rows for which a condition over `s` holds. The reason is a literal sentence. */
export function rowRule(condition: string, reason: string): string {
  return `SELECT 0, s.line, '${reason.replaceAll("'", "''")}' FROM staged s WHERE ${condition}`
}

/** The number of rows a single-row count query gave. */
export async function countsOf(client: ClientBase, sql: string): Promise<Record<string, number>> {
  const { rows } = await client.query<Record<string, string | number>>(sql)
  return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([name, value]) => [name, Number(value)]))
}
