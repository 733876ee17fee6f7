import type { DomainErrorCode, ErrorBody } from '@framewright/contracts/errors'

/** What a screen can meet: the API's own errors, and no answer at all. */
export type ErrorCode = DomainErrorCode | 'OFFLINE'
export interface ScreenError {
  code: ErrorCode
  message: string
  details: Record<string, unknown>
}

const offline: ScreenError = {
  code: 'OFFLINE',
  message: 'The server does not answer. Check the connection and try again.',
  details: {},
}

/** The API's error in whatever was thrown; a failure without one is a network that broke. */
export function errorBody(thrown: unknown): ScreenError {
  if (isScreenError(thrown)) return thrown
  const body = (thrown as { data?: { error?: ErrorBody } } | null)?.data?.error
  if (body) return { code: body.code, message: body.message, details: { ...body.details } }
  if (thrown instanceof Error && isOurs(thrown)) {
    return { code: 'INTERNAL', message: 'This page met a fault. Reload it; nothing was changed.', details: {} }
  }
  return offline
}

/** One that was read before: a refusal that the device has kept. */
const isScreenError = (thrown: unknown): thrown is ScreenError =>
  typeof thrown === 'object' &&
  thrown !== null &&
  !(thrown instanceof Error) &&
  'code' in thrown &&
  'message' in thrown &&
  'details' in thrown

/** A fault of the dashboard's own code, as opposed to an answer that never came. */
function isOurs(thrown: Error): boolean {
  return (
    thrown.name !== 'TRPCClientError' && !/fetch|network|abort|load failed/i.test(`${thrown.name} ${thrown.message}`)
  )
}

/** Whether trying the same again may help: nothing arrived, or the server was too busy. */
export function mayRetry(thrown: unknown): boolean {
  const { code } = errorBody(thrown)
  return code === 'OFFLINE' || code === 'UNAVAILABLE'
}

type Hint = (details: Record<string, unknown>, message: string) => string

/** What to do, where the server's sentence does not already say it. A code missing here does not compile. */
const hints: Record<ErrorCode, Hint> = {
  INVALID_INPUT: () => '',
  UNAUTHENTICATED: () => '',
  FORBIDDEN: () => 'Ask an administrator if you need it.',
  NOT_FOUND: () => '',
  CONFLICT: () => '',
  DUPLICATE: () => '',
  VERSION_CONFLICT: () => 'Reload to see the change, then make yours again.',
  WRONG_STATE: () => '',
  INSUFFICIENT_STOCK: (details, message) => shortLines(details.items, message),
  IDEMPOTENCY_MISMATCH: () => 'Reload the page before you try again.',
  PAYLOAD_TOO_LARGE: () => '',
  RULE_VIOLATED: () => '',
  TOO_MANY_REQUESTS: (details) =>
    typeof details.retryAfterSeconds === 'number' ? `Try again in ${wait(details.retryAfterSeconds)}.` : '',
  UNAVAILABLE: () => 'It is busy; try again in a moment.',
  INTERNAL: (details) => (typeof details.requestId === 'string' ? `Request ${details.requestId}.` : ''),
  OFFLINE: () => '',
}

/** One or two sentences a person can act on. */
export function errorSentence(thrown: unknown): string {
  const { code, message, details } = errorBody(thrown)
  const hint = hints[code](details, message)
  return hint === '' || message.includes(hint) ? message : `${message} ${hint}`
}

/** What is short, by name: "Hinge (H-1): 4 needed, 1 there." Not again what the message already names. */
function shortLines(items: unknown, message: string): string {
  if (!Array.isArray(items)) return ''
  return items
    .filter((item: { sku?: string }) => !message.includes(`(${item.sku})`))
    .map((item: { name?: string; sku?: string; requested?: string; available?: string }) => {
      return `${item.name ?? 'Item'} (${item.sku ?? '?'}): ${item.requested ?? '?'} needed, ${item.available ?? '0'} there.`
    })
    .join(' ')
}

const wait = (seconds: number) => (seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`)

/**
 * The errors of single fields, by their path ("lines.0.quantity"), as Mantine's `form.setErrors` takes them. Empty when
 * the error is about the whole.
 */
export function fieldErrors(thrown: unknown): Record<string, string> {
  const { code, message, details } = errorBody(thrown)
  if (code === 'DUPLICATE' && typeof details.field === 'string') return { [details.field]: message }
  if (code !== 'INVALID_INPUT' || !Array.isArray(details.fields)) return {}
  const fields = details.fields as { path: string; message: string }[]
  return Object.fromEntries(fields.filter((field) => field.path !== '').map((field) => [field.path, field.message]))
}
