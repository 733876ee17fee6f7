import { databaseFailure } from '../core/failures.ts'

/** Whether a deletion failed because other rows refer to this one. PostgreSQL 18 says so with another code than 17 did. */
export function isReferenced(error: unknown): boolean {
  const code = databaseFailure(error)?.code
  return code === '23503' || code === '23001'
}
