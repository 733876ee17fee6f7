import { on } from 'node:events'
import { keepCompiled } from './compile-cache.ts'

// A developer's next server, loaded with `--import` before main.ts. It has loaded what no edit changes, and waits: for a
// change, upon which it loads the sources, and for the server before it to have ended. `scripts/dev-server.mjs` tells it.
keepCompiled()

// Listens from the start: both words may come while the dependencies are loading, and Node would drop one of them.
const words = on(process, 'message')
// They are waited for; later the channel is no reason to stay.
process.channel?.ref()

// What every start loads and no source is. One that is missing here is loaded later, and that is all.
await Promise.all([
  import('@fastify/compress'),
  import('@fastify/cookie'),
  import('@fastify/cors'),
  import('@fastify/rate-limit'),
  import('@fastify/under-pressure'),
  import('@trpc/server'),
  import('@trpc/server/http'),
  import('argon2'),
  import('aws4fetch'),
  import('fastify'),
  import('helmet'),
  import('jose'),
  import('kysely'),
  import('pg'),
  import('pg-copy-streams'),
  import('pino'),
  import('prom-client'),
  import('zod'),
])
await words.next()
await import('./server.ts')
await words.next()
await words.return?.()
process.channel?.unref()
