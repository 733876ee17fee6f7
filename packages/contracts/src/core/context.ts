import type { Permission } from '../permissions.ts'
import type { Services } from '../services.ts'
import type { Id } from './primitives.ts'

/** Who is calling: a person's session or a service's API key, with what they may do. */
export interface Caller {
  userId: Id
  username: string
  roleCode: string
  /** Their role's row, where the authenticator has said so: they hear of its changes. */
  roleId?: Id | undefined
  /** False for a self-registered user who still waits for a role. */
  roleAssigned: boolean
  permissions: ReadonlySet<Permission>
  sessionId?: string | undefined
  apiKeyId?: Id | undefined
}

/** One call of one procedure. Services receive it first, before their input. */
export interface Call<C extends Caller | null = Caller> {
  caller: C
  requestId: string
  /** The procedure's path, e.g. "workOrder.start". */
  procedure: string
  /** Whether it reads or changes something. */
  kind?: 'query' | 'command' | undefined
  /** From the Idempotency-Key header; commands honour it. */
  idempotencyKey?: string | undefined
  /** The last event the caller has seen: a query's answer knows of it and of all before. */
  seen?: number | undefined
  address?: string | undefined
  userAgent?: string | undefined
}
export type AnonymousCall = Call<Caller | null>

/** Tokens kept where a browser's scripts cannot read them: httpOnly cookies. Absent outside HTTP. */
export interface BrowserSession {
  readonly refreshToken: string | undefined
  set(tokens: { accessToken: string; refreshToken: string; refreshExpiresAt: string }): void
  clear(): void
}

/** What a procedure gets. The server makes one for each request; a test makes its own. */
export interface Context {
  services: Services
  caller: Caller | null
  requestId: string
  idempotencyKey?: string | undefined
  /** From the header that says which event the caller has seen last. */
  seen?: number | undefined
  address?: string | undefined
  userAgent?: string | undefined
  browser?: BrowserSession | undefined
  /** Is told that a procedure begins, and by the function it gives, how it ended: `ok`, or the code of its error. */
  observe?: ((path: string) => (outcome: string) => void) | undefined
  /** Aborts when the client goes away or the server drains. */
  signal?: AbortSignal | undefined
}
