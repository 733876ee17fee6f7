import { initTRPC } from '@trpc/server'
import { z } from 'zod'
import { DomainError, type ErrorBody, errorCodes } from '../errors.ts'
import type { Permission } from '../permissions.ts'
import { checkOf } from './checked.ts'
import type { AnonymousCall, Call, Caller, Context } from './context.ts'
import { mapPieces } from './pieces.ts'

/** Who may call: everybody, everybody signed in, or holders of any one of these permissions. */
export type Access = 'public' | 'signedIn' | Permission | readonly Permission[]

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What a procedure declares beside its input and output, in one place. */
export interface Declaration {
  /** Who may call it. Row rules beyond that live in the service's queries. */
  permission: Access
  /** Refused to API keys, whatever their scopes. */
  peopleOnly?: boolean
  /** One sentence for the documentation and for whoever reads the router. */
  summary: string
  /** The REST method and path below /api; `{name}` is taken from the input of that name. */
  rest?: `${Method} /${string}`
  /**
   * What the REST answer is when it is not JSON; the procedure then gives an async iterable of text, or a `PdfFile` whose
   * bytes are the answer.
   */
  produces?: 'text/csv' | 'text/event-stream' | 'application/pdf' | 'file'
  /** The REST body is this text, the input's field `csv`; the other fields are in the query. */
  consumes?: 'text/csv'
  /** What the REST body is when it is not JSON: a file, which the input calls `file`; the rest travels in path and query. */
  accepts?: 'file'
  /** REST status of a success; 200 when not said, 201 for what creates. */
  status?: 200 | 201 | 202 | 204
}

export interface ProcedureMeta extends Declaration {
  /** Queries read; commands change something and honour an Idempotency-Key. */
  kind: 'query' | 'command'
}

const t = initTRPC
  .context<Context>()
  .meta<ProcedureMeta>()
  .create({
    isServer: true,
    allowOutsideOfServer: true,
    // Answers a subscription sends to keep proxies from closing it.
    sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 30_000 } },
    errorFormatter: ({ shape, error, ctx }) => ({
      code: shape.code,
      message: toErrorBody(error, ctx?.requestId).message,
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        path: shape.data.path,
        error: toErrorBody(error, ctx?.requestId),
      },
    }),
  })

export const router: typeof t.router = t.router
export const createCallerFactory: typeof t.createCallerFactory = t.createCallerFactory

/** What tRPC says of a request that is no call at all. */
const misused = new Set(['PARSE_ERROR', 'METHOD_NOT_SUPPORTED', 'UNSUPPORTED_MEDIA_TYPE'])

/**
 * The one error shape every client meets, from whatever was thrown. Anything unexpected becomes INTERNAL with the
 * request's id and nothing else.
 */
export function toErrorBody(error: { cause?: unknown; code?: string; message: string }, requestId?: string): ErrorBody {
  const known = error instanceof DomainError ? error : error.cause instanceof DomainError ? error.cause : undefined
  if (known) return known.toBody()
  if (error.cause instanceof z.core.$ZodError && error.code === 'BAD_REQUEST') return fromZod(error.cause)
  if (misused.has(error.code ?? '')) return { code: 'INVALID_INPUT', message: error.message, details: { fields: [] } }
  const byTrpc = (Object.keys(errorCodes) as (keyof typeof errorCodes)[]).find(
    (code) => errorCodes[code].trpc === error.code,
  )
  switch (byTrpc) {
    case 'INVALID_INPUT':
      return { code: 'INVALID_INPUT', message: error.message, details: { fields: [] } }
    case 'NOT_FOUND':
      return { code: 'NOT_FOUND', message: error.message, details: {} }
    case 'PAYLOAD_TOO_LARGE':
      return { code: 'PAYLOAD_TOO_LARGE', message: 'The request is too large.', details: {} }
    default:
      return {
        code: 'INTERNAL',
        message: 'Something went wrong on our side. Nothing was changed. Quote the request id if you report it.',
        details: requestId === undefined ? {} : { requestId },
      }
  }
}

function fromZod(error: z.core.$ZodError): ErrorBody<'INVALID_INPUT'> {
  const fields = error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  const message = fields.map((field) => (field.path ? `${field.path}: ${field.message}` : field.message)).join('; ')
  return { code: 'INVALID_INPUT', message, details: { fields } }
}

/** Whether a caller passes a procedure's declared permission. */
export function mayCall(access: Access, caller: Caller | null): boolean {
  if (access === 'public') return true
  if (caller === null) return false
  if (access === 'signedIn') return true
  const needed = typeof access === 'string' ? [access] : access
  return needed.some((permission) => caller.permissions.has(permission))
}

function callOf(ctx: Context, procedure: string, kind: ProcedureMeta['kind'] | undefined): AnonymousCall {
  return {
    caller: ctx.caller,
    requestId: ctx.requestId,
    procedure,
    kind,
    idempotencyKey: ctx.idempotencyKey,
    seen: ctx.seen,
    address: ctx.address,
    userAgent: ctx.userAgent,
  }
}

const anonymous = t.procedure.use(async ({ ctx, path, meta, next }) => {
  const ended = ctx.observe?.(path)
  const result = await next({ ctx: { call: callOf(ctx, path, meta?.kind) } })
  ended?.(result.ok ? 'ok' : toErrorBody(result.error).code)
  return result
})

// One middleware for all of it: each costs a context and a turn of promises, at every call.
const authorized = t.procedure.use(async ({ ctx, path, meta, next }) => {
  const ended = ctx.observe?.(path)
  const { caller } = ctx
  const refusal = refusalOf(caller, meta)
  // What is refused before the procedure is told too.
  if (caller === null || refusal !== undefined) {
    ended?.(refusal?.domainCode ?? 'UNAUTHENTICATED')
    throw refusal
  }
  const result = await next({ ctx: { call: { ...callOf(ctx, path, meta?.kind), caller } satisfies Call } })
  ended?.(result.ok ? 'ok' : toErrorBody(result.error).code)
  return result
})

/** Why a caller may not call a procedure at all. */
function refusalOf(caller: Caller | null, meta: ProcedureMeta | undefined): DomainError | undefined {
  const access = meta?.permission
  if (caller === null) return new DomainError('UNAUTHENTICATED', 'Sign in first: there is no valid access token.', {})
  if (access === undefined || !mayCall(access, caller)) {
    const needed = typeof access === 'string' ? access : access?.[0]
    return new DomainError('FORBIDDEN', 'Your role does not permit this.', { permission: needed })
  }
  if (meta?.peopleOnly && caller.apiKeyId !== undefined) {
    return new DomainError('FORBIDDEN', 'This is for people: an API key cannot do it. Sign in for that.', {})
  }
  return undefined
}

type Guarded = Declaration & { permission: Exclude<Access, 'public'> }
type Open = Omit<Declaration, 'permission'>

/**
 * Checks inputs and outputs at once: ours never wait for anything, and tRPC would check them as if they might, which costs
 * three times as much. The procedure still declares the schemas themselves.
 */
function checkingAtOnce<B extends Building>(builder: B): B {
  return {
    ...builder,
    input(schema: z.ZodType) {
      const made = builder.input(atOnce(schema))
      made._def.inputs = [schema]
      return checkingAtOnce(made)
    },
    output(schema: z.ZodType) {
      const made = builder.output(atOnce(schema))
      made._def.output = schema
      return made
    },
  }
}
const atOnce = (schema: z.ZodType) => ({ parse: checkOf(schema) }) as never
interface Building {
  _def: object & { inputs?: unknown; output?: unknown }
  input(schema: never): Building
  output(schema: never): Building
}

/** A procedure that reads. */
export const query = (declaration: Guarded) => checkingAtOnce(authorized.meta({ ...declaration, kind: 'query' }))
/** A procedure that changes something: one transaction with its event; honours an Idempotency-Key. */
export const command = (declaration: Guarded) => checkingAtOnce(authorized.meta({ ...declaration, kind: 'command' }))
/** A read that needs no sign-in. */
export const publicQuery = (declaration: Open) =>
  checkingAtOnce(anonymous.meta({ ...declaration, permission: 'public', kind: 'query' }))
/** A change that needs no sign-in (signing in itself). */
export const publicCommand = (declaration: Open) =>
  checkingAtOnce(anonymous.meta({ ...declaration, permission: 'public', kind: 'command' }))

/** The output of a procedure that gives a stream: each piece is checked as it passes. */
export function streamOf<T extends z.ZodType>(piece: T) {
  const checked: (value: z.input<T>) => z.output<T> = checkOf(piece)
  return z
    .custom<AsyncIterable<z.input<T>>>(
      (value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value,
    )
    .transform((stream): AsyncIterable<z.output<T>> => mapPieces(stream, checked))
}
