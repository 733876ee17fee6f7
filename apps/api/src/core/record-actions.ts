import type { RecordAction } from '@framewright/contracts/core/record-actions'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'

interface Record {
  mayWrite: boolean
  active?: boolean
  mayMerge?: boolean
  /** Nothing refers to it. */
  unreferred?: boolean
}

/** The actions of a record; one without `active` cannot be taken out of use. */
export function recordActions({ mayWrite, active, mayMerge, unreferred }: Record): RecordAction[] {
  if (!mayWrite) return []
  const actions: RecordAction[] = ['update']
  if (mayMerge) actions.push('merge')
  if (active !== undefined) actions.push(active ? 'deactivate' : 'activate')
  if (unreferred) actions.push('remove')
  return actions
}

/** By table, the question whether anything refers to a row of it. The schema does not change while a process runs. */
const questions = new Map<string, Promise<{ table: string; column: string }[]>>()

/** What is part of a record rather than a reference to it. */
const own = ['frame', 'low_stock', 'item_stock', 'machine_item', 'machine_state_entry', 'machine_calendar_exception']

/**
 * Whether nothing refers to a row of a table, by the schema's own foreign keys, so that a table that is added later is asked
 * too.
 */
export async function isUnreferred(
  read: ReadDb,
  table: 'item' | 'customer' | 'supplier' | 'machine',
  id: number,
): Promise<boolean> {
  const known = questions.get(table) ?? referringColumns(read, table)
  questions.set(table, known)
  const columns = await known.catch((error: unknown) => {
    questions.delete(table)
    throw error
  })
  if (columns.length === 0) return true
  const found = columns.map(
    (one) => sql`exists (select from ${sql.table(one.table)} where ${sql.ref(one.column)} = ${id})`,
  )
  const { rows } = await sql<{ referred: boolean }>`select ${sql.join(found, sql` or `)} as referred`.execute(read)
  return rows[0]?.referred === false
}

async function referringColumns(read: ReadDb, table: string) {
  const { rows } = await sql<{ table: string; column: string }>`
    select c.conrelid::regclass::text as "table", a.attname as "column"
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = ${table}::regclass and c.conrelid::regclass::text <> all (${own})
    order by 1, 2`.execute(read)
  return rows
}
