import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import pg from 'pg'
import { type Answer, routes } from './routes.ts'

// The floor: what Node and PostgreSQL do at least for the same answers. A bare HTTP server, one named statement a request
// over a pool of the same size, the same check of the same token. No validation, no permissions, no events, no second
// thought.

/** What the floor is told, as JSON in its first argument. */
export interface FloorSetup {
  port: number
  database: string
  poolSize: number
  /** The product's published keys. */
  jwks: { keys: { kid: string }[] }
  userId: number
}

const setup = JSON.parse(process.argv[2] ?? '{}') as FloorSetup
const pool = new pg.Pool({ connectionString: setup.database, max: setup.poolSize })
const keys = new Map<string, KeyObject>()
for (const jwk of setup.jwks.keys) {
  keys.set(jwk.kid, createPublicKey({ key: jwk, format: 'jwk' }))
}

/** Verified once, then known until they expire. */
const known = new Map<string, number>()

function isGood(token: string): boolean {
  const expires = known.get(token) ?? verified(token)
  return expires > Date.now()
}

function verified(token: string): number {
  const [head = '', claims = '', signature = ''] = token.split('.')
  const json = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  const key = keys.get(json(head).kid)
  if (!key || !verify(null, Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url'))) return 0
  const expires = json(claims).exp * 1000
  known.set(token, expires)
  return expires
}

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((done, fail) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      body += chunk
    })
    request.on('end', () => done(body))
    request.on('error', fail)
  })
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isGood(request.headers.authorization?.slice(7) ?? '')) return send(response, 401, { code: 'UNAUTHENTICATED' })
  const url = request.url ?? ''
  for (const { method, path, run } of routes) {
    const match = request.method === method ? path.exec(url) : null
    if (!match) continue
    const body = method === 'POST' ? await bodyOf(request) : ''
    const result: Answer = await run({ pool, userId: setup.userId }, match[1] ?? '', body)
    return send(response, result === undefined ? 409 : 200, result)
  }
  send(response, 404, { code: 'NOT_FOUND' })
}

function send(response: ServerResponse, status: number, result: Answer): void {
  const text = JSON.stringify(result ?? { code: 'CONFLICT' })
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}

createServer((request, response) => {
  answer(request, response).catch((error: Error) => send(response, 500, { message: error.message }))
}).listen(setup.port, '127.0.0.1', () => process.send?.('ready'))
process.on('disconnect', () => process.exit())
