import { DomainError } from '@framewright/contracts/errors'

/** What PostgreSQL said, wherever the libraries in between have put it. */
export interface DatabaseFailure {
  /** SQLSTATE. */
  code: string
  constraint?: string | undefined
  message: string
}

/** Finds PostgreSQL's own error behind pg's, Prisma's, and the driver adapter's. */
export function databaseFailure(error: unknown, depth = 0): DatabaseFailure | undefined {
  if (typeof error !== 'object' || error === null || depth > 6) return undefined
  const e = error as Record<string, unknown>
  const code = typeof e.originalCode === 'string' ? e.originalCode : typeof e.code === 'string' ? e.code : undefined
  if (code !== undefined && /^[0-9A-Z]{5}$/.test(code) && code !== 'EPIPE' && !/^P[12]\d{3}$/.test(code)) {
    const message = String(e.originalMessage ?? e.message ?? '')
    return { code, message, constraint: constraintOf(e, message) }
  }
  const meta = e.meta as Record<string, unknown> | undefined
  return databaseFailure(meta?.driverAdapterError, depth + 1) ?? databaseFailure(e.cause, depth + 1)
}

function constraintOf(error: Record<string, unknown>, message: string): string | undefined {
  if (typeof error.constraint === 'string') return error.constraint
  return /constraint "([^"]+)"/.exec(message)?.[1]
}

/** A transaction that lost a race with another and may simply be run again. */
export function isRetryable(error: unknown): boolean {
  const code = databaseFailure(error)?.code
  if (code === '40001' || code === '40P01') return true
  return (error as { code?: unknown } | null)?.code === 'P2034'
}

/**
 * What the driver, Prisma's adapter and the operating system say when there is no connection any more, or none to be had;
 * 25006 is what a server says to a write that was the primary until a moment ago.
 */
const lostCodes =
  /^(08...|57P0[123]|25P03|25006|ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|P1001|P1002|P1008|P1017)$/
const lostKinds = /^(DatabaseNotReachable|ConnectionClosed|SocketTimeout)$/
const lostMessages =
  /^(Connection terminated|Client has encountered a connection error|The connection was given up|Client was closed|Connection (ended|closed|lost))|not queryable|Query read timeout/i

/**
 * Whether the database went away under the work. What was not committed by then is rolled back; of a commit that was on
 * its way nobody knows.
 */
export function isLost(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 6) return false
  const e = error as Record<string, unknown>
  if (lostCodes.test(String(e.originalCode ?? e.code))) return true
  if (lostKinds.test(String(e.kind)) || lostMessages.test(String(e.message))) return true
  const meta = e.meta as Record<string, unknown> | undefined
  return isLost(meta?.driverAdapterError, depth + 1) || isLost(e.cause, depth + 1)
}

/** Unique constraints by name: which field is taken, so that the database's refusal reads like a validation. */
const uniqueFields: Record<string, { field: string; what: string }> = {
  app_user_username_ci_key: { field: 'username', what: 'username' },
  app_user_email_ci_key: { field: 'email', what: 'e-mail address' },
  item_sku_ci_key: { field: 'sku', what: 'SKU' },
  supplier_code_ci_key: { field: 'code', what: 'supplier code' },
  customer_code_ci_key: { field: 'code', what: 'customer code' },
  category_sibling_name_key: { field: 'name', what: 'category name' },
  location_code_ci_key: { field: 'code', what: 'location code' },
  department_name_key: { field: 'name', what: 'department name' },
  job_title_name_key: { field: 'name', what: 'job title name' },
  machine_code_key: { field: 'code', what: 'machine code' },
  machine_calendar_name_key: { field: 'name', what: 'calendar name' },
  role_code_key: { field: 'code', what: 'role code' },
}

/**
 * The domain error a constraint of the database stands for, or undefined where it stands for none. A service checks
 * first and says it better; this is for the request that lost a race against another.
 */
export function domainErrorOf(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error
  const failure = databaseFailure(error)
  if (isPoolTimeout(error)) return busy()
  if (failure?.code !== '57P03' && isLost(error)) return away()
  if (failure === undefined) return undefined
  switch (failure.code) {
    case '23505': {
      const known = uniqueFields[failure.constraint ?? '']
      if (known) return new DomainError('DUPLICATE', `This ${known.what} is taken.`, { field: known.field, value: '' })
      return new DomainError('CONFLICT', 'This was just done by somebody else. Look again and repeat it if needed.', {})
    }
    case '23001':
    case '23503':
      return new DomainError('CONFLICT', 'Something else still refers to this, or what it refers to is gone.', {})
    case '23514':
      return new DomainError('RULE_VIOLATED', 'The database refused this: it would break a rule it keeps.', {
        rule: failure.constraint ?? 'check',
      })
    // A date, a number or a text that has the right shape and is none, such as the 99th of a month.
    case '22007':
    case '22008':
    case '22P02':
      return new DomainError('INVALID_INPUT', 'A value is not what its type asks for.', { fields: [] })
    case '22003':
      return new DomainError('INVALID_INPUT', 'A number is too large.', { fields: [] })
    case '22021':
    case '22P05':
      return new DomainError('INVALID_INPUT', 'A text holds characters that cannot be stored.', { fields: [] })
    case '40001':
    case '40P01':
      return new DomainError('CONFLICT', 'Many people changed this at once. Try again.', {})
    case '57014':
    case '53300':
    case '57P03':
      return busy()
    default:
      return undefined
  }
}

const busy = () =>
  new DomainError('UNAVAILABLE', 'The server is busy. Nothing was changed; try again in a moment.', {
    retryAfterSeconds: 2,
  })

/** It does not say that nothing was changed: a commit may have been on its way. */
const away = () =>
  new DomainError(
    'UNAVAILABLE',
    'The database cannot be reached at this moment. Try again soon; if you were changing something, look first whether it was done.',
    { retryAfterSeconds: 2 },
  )

/** The pool's wait for a connection ran out, or Prisma's for a transaction. */
function isPoolTimeout(error: unknown): boolean {
  const e = error as { code?: unknown; message?: unknown } | null
  return (
    e?.code === 'P2028' ||
    e?.code === 'P2024' ||
    /timeout exceeded when trying to connect|terminated due to connection timeout/.test(String(e?.message))
  )
}
