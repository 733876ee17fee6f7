import { databaseFailure, domainErrorOf } from '../core/failures.ts'
import { InDoubt } from './failure.ts'

/** A failure of the database in a sentence; one of ours, or one nobody foresaw, as it is. */
export function explainDatabase(error: unknown): unknown {
  if (error instanceof InDoubt) return error
  const failure = databaseFailure(error)
  const { code, message = '' } = error as { code?: string; message?: string }
  const lost =
    failure?.code.startsWith('57P') || failure?.code.startsWith('08') || /Connection terminated/.test(message)
  if (lost || code === 'ECONNRESET' || code === 'EPIPE')
    return new Error('The connection to the database was lost. Nothing was imported; run the import again.')
  if (code === 'ECONNREFUSED') return new Error('The database does not answer. Start it, or correct DATABASE_URL.')
  if (failure?.code === '23505')
    return new Error(
      'Somebody else added the same at this moment. Nothing was imported; run the import again to see which rows.',
    )
  if (failure?.code === '57014') return new Error('The database ended the import. Nothing was imported; run it again.')
  return domainErrorOf(error) ?? error
}
