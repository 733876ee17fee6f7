import type { ClientBase } from 'pg'
import type { Tx } from '../core/sql.ts'

/**
 * The import's own connection for code that commands run in their transactions, so that both do the same: its raw
 * statements, and nothing else of a transaction.
 */
export function onConnection(client: ClientBase): Tx {
  const query = async (text: string, values: unknown[]) => await client.query(text, values)
  const numbered = (strings: TemplateStringsArray) => strings.reduce((text, part, index) => `${text}$${index}${part}`)
  return {
    $queryRaw: async (strings: TemplateStringsArray, ...values: unknown[]) =>
      (await query(numbered(strings), values)).rows,
    $executeRaw: async (strings: TemplateStringsArray, ...values: unknown[]) =>
      (await query(numbered(strings), values)).rowCount ?? 0,
    $queryRawUnsafe: async (text: string, ...values: unknown[]) => (await query(text, values)).rows,
  } as unknown as Tx
}
