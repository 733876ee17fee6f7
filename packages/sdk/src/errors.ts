import type { ErrorDetails } from '@framewright/contracts/errors'
import { TRPCClientError } from '@trpc/client'

/** Every code a call can fail with. */
export type FramewrightErrorCode = keyof ErrorDetails

/** What the server said: the code decides the shape of the details. */
export type FramewrightErrorBody<C extends FramewrightErrorCode = FramewrightErrorCode> = {
  [Code in C]: {
    code: Code
    /** A sentence a person can act on. */
    message: string
    details: ErrorDetails[Code]
  }
}[C]

/** An error the server answered with. */
export interface FramewrightError<C extends FramewrightErrorCode = FramewrightErrorCode> extends Error {
  data: {
    httpStatus: number
    /** The procedure that failed. */
    path?: string | undefined
    error: FramewrightErrorBody<C>
  }
}

/**
 * Whether an error is an answer of the server, and, where a code is given, that one. Network failures are not.
 *
 * @example
 * if (isFramewrightError(error, 'INSUFFICIENT_STOCK')) console.log(error.data.error.details.items)
 */
export function isFramewrightError<C extends FramewrightErrorCode = FramewrightErrorCode>(
  error: unknown,
  code?: C,
): error is FramewrightError<C> {
  if (!(error instanceof TRPCClientError)) return false
  const data = error.data as { error?: { code?: unknown } } | undefined
  const given = data?.error?.code
  return typeof given === 'string' && (code === undefined || given === code)
}
