import type { Tx } from '../core/sql.ts'

/**
 * The person a salesman's text means: whoever has it as username, else as e-mail address, else the only one with that full
 * name; null where it means nobody here. People who have left count: the invoice may be older.
 */
export async function personOf(tx: Tx, salesman: string): Promise<number | null> {
  const rows = await tx.$queryRaw<{ id: number; rank: number }[]>`
    SELECT id, rank FROM (
      SELECT id, active, CASE WHEN lower(username) = lower(${salesman}) THEN 1
        WHEN lower(email) = lower(${salesman}) THEN 2
        WHEN name_key(first_name || ' ' || last_name) = name_key(${salesman}) THEN 3 END AS rank
      FROM app_user) person
    WHERE rank IS NOT NULL ORDER BY rank, active DESC, id LIMIT 2`
  const [first, second] = rows
  if (first === undefined) return null
  return first.rank === 3 && second?.rank === 3 ? null : first.id
}
