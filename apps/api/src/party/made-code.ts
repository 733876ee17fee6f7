import { DomainError } from '@framewright/contracts/errors'
import { sql } from 'kysely'
import { build, run, type Tx } from '../core/sql.ts'

const letters = 3
const digits = 3
/** So many others may take the next number at the same moment before we give up. */
const attempts = 1_000

/** The letters a made code starts with: the first three of the name, accents taken off; `otherwise` without any. */
export function codeLetters(name: string, otherwise: string): string {
  const latin = name
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^A-Z]/g, '')
    .slice(0, letters)
  return latin === '' ? otherwise : latin
}

/**
 * Inserts a party under the next code with these letters: GLA-001, then GLA-002. Two at the same moment get two codes:
 * whoever comes second waits for the first to commit and takes the number after.
 * @param insert inserts under a code and gives the row, or nothing where the code is taken after all.
 */
export async function insertWithMadeCode<Row>(
  tx: Tx,
  table: 'supplier' | 'customer',
  prefix: string,
  insert: (code: string) => Promise<Row | undefined>,
): Promise<Row> {
  const [last] = await run(
    tx,
    build
      .selectFrom(table)
      .select(sql<number>`coalesce(max(substring(code from '^[[:alpha:]]+-([0-9]{1,8})$')::int), 0)`.as('number'))
      .where(sql`lower(code)`, 'like', `${prefix.toLowerCase()}-%`),
  )
  const first = (last?.number ?? 0) + 1
  for (let number = first; number < first + attempts; number++) {
    const row = await insert(`${prefix}-${String(number).padStart(digits, '0')}`)
    if (row !== undefined) return row
  }
  throw new DomainError('CONFLICT', `No free ${table} code was found. Give the ${table} a code of its own.`, { prefix })
}
