import { databaseFailure } from '../core/failures.ts'

/** A failure of the database or the disk in a sentence that says what came of it; one of ours as it is. */
export function explainBackup(error: unknown, outcome: string): unknown {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  const failure = databaseFailure(error)
  if (code === 'ECONNREFUSED')
    return new Error(`The database does not answer. Start it, or correct its address. ${outcome}`)
  if (code === 'ENOSPC') return new Error(`The disk is full. ${outcome}`)
  if (failure?.code.startsWith('57P') || failure?.code.startsWith('08') || /Connection terminated/.test(message))
    return new Error(`The connection to the database was lost. ${outcome}`)
  if (failure?.code === '28P01' || failure?.code === '28000')
    return new Error(`The database does not let this user in. ${outcome}`)
  if (failure?.code === '3D000') return new Error(`There is no such database. ${outcome}`)
  if (failure?.code === '42501') return new Error(`The database user may not do this (${message}). ${outcome}`)
  if (failure?.code === '55P03') return new Error(`Somebody is still writing. ${outcome}`)
  return error
}
