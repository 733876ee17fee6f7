import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { FastifyInstance } from 'fastify'

const ui = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
/** All that the page needs; the package holds ten times as much. */
const files = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Framewright API</title>
    <link rel="icon" type="image/png" href="/api/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/api/docs/swagger-ui.css">
  </head>
  <body>
    <div id="docs"></div>
    <noscript>The documentation needs JavaScript; <a href="/api/openapi.json">openapi.json</a> holds the same.</noscript>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`

// The client's header lets the page act with the dashboard's cookie.
const start = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  persistAuthorization: false,
  validatorUrl: null,
  requestInterceptor(request) {
    request.headers['x-framewright-client'] = 'docs'
    return request
  },
})
`

/** GET /api/openapi.json, and GET /api/docs: a page to read it and try it out, with nothing from elsewhere. */
export async function serveDocs(app: FastifyInstance): Promise<void> {
  // Loaded and made at the first request: nothing else needs it, and a start should not wait for it.
  let json: string | undefined
  app.get('/api/openapi.json', async (_request, reply) => {
    const { openApiDocument } = await import('./openapi.ts')
    json ??= JSON.stringify(openApiDocument())
    return reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(json)
  })
  app.get('/api/docs', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page),
  )
  app.get('/api/docs/start.js', async (_request, reply) => reply.type('text/javascript; charset=utf-8').send(start))
  for (const file of files) {
    app.get(`/api/docs/${file}`, async (_request, reply) =>
      reply
        .type(typeOf(file))
        .header('cache-control', 'public, max-age=86400')
        .send(await readFile(`${ui}/${file}`)),
    )
  }
}

const types: Record<string, string> = { css: 'text/css', js: 'text/javascript', png: 'image/png' }
const typeOf = (file: string) => types[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
