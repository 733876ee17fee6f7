import { TRPCError } from '@trpc/server'
import type { Id } from './core/primitives.ts'

/** What every error tells beside its sentence; the shape is fixed by the code. */
export interface ErrorDetails {
  INVALID_INPUT: { fields: { path: string; message: string }[] }
  UNAUTHENTICATED: Record<never, never>
  FORBIDDEN: { permission?: string | undefined }
  NOT_FOUND: { entity?: string; id?: number | string }
  CONFLICT: { [key: string]: unknown }
  /** A value that must be unique is taken. */
  DUPLICATE: { field: string; value: string }
  /** Somebody else changed the document since it was read. */
  VERSION_CONFLICT: { expected: number; current: number }
  /** The lifecycle has no such step from here. */
  WRONG_STATE: { entity: string; id: Id; status: string; action: string; allowed: readonly string[] }
  INSUFFICIENT_STOCK: {
    items: { itemId: Id; sku: string; name: string; locationId?: Id; requested: string; available: string }[]
  }
  /** The idempotency key was used before with another request. */
  IDEMPOTENCY_MISMATCH: { key: string }
  PAYLOAD_TOO_LARGE: { limitBytes?: number }
  RULE_VIOLATED: { rule: string; [key: string]: unknown }
  TOO_MANY_REQUESTS: { retryAfterSeconds: number }
  UNAVAILABLE: { retryAfterSeconds?: number }
  INTERNAL: { requestId?: string }
}

export type DomainErrorCode = keyof ErrorDetails

type TrpcCode = ConstructorParameters<typeof TRPCError>[0]['code']

/** One table from our codes to HTTP and tRPC; a code missing here does not compile. */
export const errorCodes: Record<DomainErrorCode, { status: number; trpc: TrpcCode }> = {
  INVALID_INPUT: { status: 400, trpc: 'BAD_REQUEST' },
  UNAUTHENTICATED: { status: 401, trpc: 'UNAUTHORIZED' },
  FORBIDDEN: { status: 403, trpc: 'FORBIDDEN' },
  NOT_FOUND: { status: 404, trpc: 'NOT_FOUND' },
  CONFLICT: { status: 409, trpc: 'CONFLICT' },
  DUPLICATE: { status: 409, trpc: 'CONFLICT' },
  VERSION_CONFLICT: { status: 409, trpc: 'CONFLICT' },
  WRONG_STATE: { status: 409, trpc: 'CONFLICT' },
  INSUFFICIENT_STOCK: { status: 409, trpc: 'CONFLICT' },
  IDEMPOTENCY_MISMATCH: { status: 409, trpc: 'CONFLICT' },
  PAYLOAD_TOO_LARGE: { status: 413, trpc: 'PAYLOAD_TOO_LARGE' },
  RULE_VIOLATED: { status: 422, trpc: 'UNPROCESSABLE_CONTENT' },
  TOO_MANY_REQUESTS: { status: 429, trpc: 'TOO_MANY_REQUESTS' },
  UNAVAILABLE: { status: 503, trpc: 'SERVICE_UNAVAILABLE' },
  INTERNAL: { status: 500, trpc: 'INTERNAL_SERVER_ERROR' },
}

/** What a client meets, over RPC (as `data.error`) and as the body of a REST answer alike. */
export interface ErrorBody<C extends DomainErrorCode = DomainErrorCode> {
  code: C
  /** A sentence a person can act on. */
  message: string
  details: ErrorDetails[C]
}

/** An expected failure: thrown by services, mapped by the table above, never logged as a fault. */
export class DomainError<C extends DomainErrorCode = DomainErrorCode> extends TRPCError {
  readonly domainCode: C
  readonly details: ErrorDetails[C]

  constructor(code: C, message: string, details: ErrorDetails[C]) {
    super({ code: errorCodes[code].trpc, message })
    this.name = 'DomainError'
    this.domainCode = code
    this.details = details
  }

  toBody(): ErrorBody<C> {
    return { code: this.domainCode, message: this.message, details: this.details }
  }
}

export const notFound = (entity: string, id: number | string): DomainError<'NOT_FOUND'> =>
  new DomainError('NOT_FOUND', `There is no ${entity} ${id}, or it is not yours to see.`, { entity, id })

export const forbidden = (message: string, permission?: string): DomainError<'FORBIDDEN'> =>
  new DomainError('FORBIDDEN', message, { permission })

export const invalid = (path: string, message: string): DomainError<'INVALID_INPUT'> =>
  new DomainError('INVALID_INPUT', `${path}: ${message}`, { fields: [{ path, message }] })

export const ruleViolated = (
  rule: string,
  message: string,
  details: Record<string, unknown> = {},
): DomainError<'RULE_VIOLATED'> => new DomainError('RULE_VIOLATED', message, { rule, ...details })
