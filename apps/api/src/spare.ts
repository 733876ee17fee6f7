import { once } from 'node:events'
import { keepCompiled } from './compile-cache.ts'

// A developer's next server, loaded with `--import` before main.ts. It has loaded what no edit changes, and waits: for a
// change, upon which it loads the sources, and for the server before it to have ended. `scripts/dev-server.mjs` tells it.
keepCompiled()

/** What every start loads and no source is. One that is missing here is loaded later, and that is all. */
const dependencies = [
  ...['@fastify/compress', '@fastify/cookie', '@fastify/cors', '@fastify/rate-limit', '@fastify/static'],
  ...[
    '@fastify/under-pressure',
    '@trpc/server',
    '@trpc/server/http',
    'argon2',
    'aws4fetch',
    'fastify',
    'helmet',
    'jose',
  ],
  ...['kysely', 'pg', 'pg-copy-streams', 'pino', 'prom-client', 'zod'],
]

// What comes through it is waited for; later it is no reason to stay.
process.channel?.ref()
await Promise.all(dependencies.map((name) => import(name)))
await told()
await import('./server.ts')
await told()
process.channel?.unref()

async function told(): Promise<void> {
  await once(process, 'message')
}
