import type { TableKind } from '@framewright/contracts/developer/developer.schema'
import type { Tx } from '../core/sql.ts'

/** A foreign key: rows of `child` name a row of `parent`. */
export interface Reference {
  child: string
  childColumns: string[]
  parent: string
  parentColumns: string[]
}

/** The tables that are more than the shop's data. One that is not here is data. */
const kinds: Record<string, Exclude<TableKind, 'DATA'>> = {
  stock_movement: 'LEDGER',
  stock_balance: 'LEDGER',
  event: 'AUDIT',
  app_user: 'IDENTITY',
  session: 'IDENTITY',
  refresh_token: 'IDENTITY',
  api_key: 'IDENTITY',
  push_device: 'IDENTITY',
  menu_exception: 'IDENTITY',
  login_throttle: 'IDENTITY',
  _prisma_migrations: 'SYSTEM',
  clear_confirmation: 'SYSTEM',
  item_stock: 'SYSTEM',
  item_word: 'SYSTEM',
  low_stock: 'SYSTEM',
  // The numbers given: what these forget would be given again.
  credit_series: 'SYSTEM',
  invoice_series: 'SYSTEM',
  production_day: 'SYSTEM',
  role: 'SYSTEM',
  setting: 'SYSTEM',
  signing_key: 'SYSTEM',
  push_cursor: 'SYSTEM',
  push_key: 'SYSTEM',
  push_message: 'SYSTEM',
  statistic: 'SYSTEM',
  // What nothing refers to is pruned, bytes and all; a row that went alone would leave its bytes for ever.
  stored_file: 'SYSTEM',
}
export const kindOf = (table: string): TableKind => kinds[table] ?? 'DATA'

/** What is kept about other rows and means nothing without them: it goes with them by itself. */
export const derived: ReadonlySet<string> = new Set([
  'push_message',
  'low_stock',
  'item_stock',
  'item_word',
  'statistic',
  'clear_confirmation',
])

/** Rows that stay when their table is cleared, as a condition on the row `t`; `$me` is who clears. */
export const kept: Record<string, { rows: string; why: string }> = {
  app_user: { rows: 't.id = $me', why: 'your own account' },
  session: { rows: 't.user_id = $me', why: 'your own sessions' },
  refresh_token: {
    rows: 't.session_id IN (SELECT s.id FROM session s WHERE s.user_id = $me)',
    why: 'those of your own sessions',
  },
  api_key: { rows: 't.user_id = $me', why: 'your own keys' },
  menu_exception: { rows: 't.user_id = $me', why: 'your own' },
  location: {
    rows: 't.id IN (SELECT min(l.id) FROM location l GROUP BY l.usage)',
    why: 'the first place of each usage, which stock movements need',
  },
}

/** Tables that are cleared together or not at all: the one is the sum of the other. */
export const inseparable: readonly string[] = ['stock_balance', 'stock_movement']

/** Why a table cannot be cleared on this server; null where it can. */
export function whyNot(table: string, development: boolean): string | null {
  switch (kindOf(table)) {
    case 'SYSTEM':
      return derived.has(table) ? 'Kept by the database itself' : 'The server needs it'
    case 'LEDGER':
      return development ? null : 'The stock ledger can be cleared in development only'
    case 'AUDIT':
      return development ? null : 'The audit trail can be cleared in development only'
    case 'DATA':
    case 'IDENTITY':
      return null
  }
}

export async function readTables(db: Tx): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT c.relname::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`
  return rows.map((row) => row.name)
}

export async function readReferences(db: Tx): Promise<Reference[]> {
  const rows = await db.$queryRaw<{ child: string; parent: string; child_columns: string; parent_columns: string }[]>`
    SELECT c.conrelid::regclass::text AS child, c.confrelid::regclass::text AS parent,
      (SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, n)
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum) AS child_columns,
      (SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM unnest(c.confkey) WITH ORDINALITY k(attnum, n)
        JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.attnum) AS parent_columns
    FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
    WHERE c.contype = 'f' AND n.nspname = current_schema() AND c.conparentid = 0 ORDER BY 1, 2`
  const plain = (name: string) => name.replaceAll('"', '')
  return rows.map((row) => ({
    child: plain(row.child),
    parent: plain(row.parent),
    childColumns: row.child_columns.split(','),
    parentColumns: row.parent_columns.split(','),
  }))
}
