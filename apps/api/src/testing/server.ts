import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { Caller } from '@framewright/contracts/core/context'
import { migrationNames } from '@framewright/db/migrate'
import { type Logger, pino } from 'pino'
import { createAuthenticator } from '../auth/authenticate.ts'
import { publicJwks } from '../auth/signing-keys.ts'
import { accessTokens } from '../auth/tokens.ts'
import { databaseCheck } from '../core/database-check.ts'
import { createMetrics } from '../core/metrics.ts'
import { createApp } from '../http/app.ts'
import { sharedFigures } from '../jobs/shared-figures.ts'
import type { Opened } from './opened.ts'
import type { Shop } from './shop.ts'

/** What came back, its body parsed where it is JSON. */
export interface Answer {
  status: number
  headers: Headers
  body: Body
}

/** What tests look at in a body, of whatever kind that is. */
export interface Body {
  code: string
  message: string
  details: { fields: { path: string; message: string }[]; permission: string; allowed: string[] }
  /** As RPC puts it. */
  error: { data: { error: Body } }
  id: number
  key: string
  keys: Record<string, unknown>[]
  name: string
  status: string
  unitPrice: string
  totalAmount: string
  stock: { available: string }
  items: unknown[]
  nextCursor: string | null
}

export interface Send {
  /** Whose access token to send. */
  token?: string | undefined
  /** Sent as JSON. */
  body?: unknown
  headers?: Record<string, string>
}

/** A shop that listens: the real server, on a free port of loopback. */
export type TestServer = Opened<typeof openServer>

/**
 * @param config what to change of the configuration.
 * @param log written to instead of `faults`.
 */
export async function openServer(
  shop: Shop,
  config: Partial<Shop['deps']['config']> = {},
  webRoot = '/nonexistent',
  log?: Logger,
) {
  const { deps, services } = shop
  const faults: string[] = []
  const logger = log ?? pino({ level: 'error' }, { write: (line: string) => void faults.push(line) })
  const metrics = createMetrics()
  const readiness = { ending: false }
  const migrations = await migrationNames()
  const app = await createApp({
    config: { ...deps.config, ...config },
    clock: deps.clock,
    services,
    authenticator: createAuthenticator(deps),
    logger,
    webRoot,
    metrics,
    gauges: { subscribers: deps.feed.subscribers, pools: {}, shared: () => sharedFigures(deps.readPool) },
    jwks: () => publicJwks(deps),
    endStreams: deps.feed.close,
    readiness,
    checkDatabase: databaseCheck(deps.readPool, migrations),
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const tokens = accessTokens(deps)

  return {
    url,
    app,
    readiness,
    /** What was logged as a fault since the last look. */
    faults: () => faults.splice(0),

    /** An access token of a session of theirs. */
    async token(caller: Caller): Promise<string> {
      const sessionId = randomUUID()
      await deps.prisma.session.create({
        data: { id: sessionId, userId: caller.userId, expiresAt: new Date(Date.now() + 3_600_000) },
      })
      return tokens.sign(caller.userId, sessionId)
    },

    /** The token of a new person of that role. */
    async as(role: string): Promise<string> {
      return this.token(await shop.person(role))
    },

    async send(method: string, path: string, { token, body, headers }: Send = {}): Promise<Answer> {
      const response = await fetch(url + path, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.startsWith('application/json')
      return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text }
    },

    close: () => app.close(),
  }
}
