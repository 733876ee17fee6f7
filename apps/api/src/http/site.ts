import { statSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sendError } from './errors.ts'

/**
 * Serves the built dashboard. What has a hash in its name never changes; the page itself is asked for every time. Any path
 * that is no file is a screen, which the page's own router finds.
 *
 * @param root folder of the build; it may come later, or be built anew, while the server runs.
 */
export async function serveSite(app: FastifyInstance, root: string): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    serve: false,
    cacheControl: false,
    dotfiles: 'ignore',
    // The build leaves each file compressed beside it: better than in passing, and done once.
    preCompressed: true,
  })

  app.get('/*', async (request, reply) => {
    if (isApi(request)) return nothingHere()
    const path = decodedPath(request)
    if (path !== undefined && path !== '/' && isFile(join(root, path))) {
      const hashed = path.startsWith('/assets/')
      if (hashed && /\.(?:js|css|woff2)$/.test(path)) for (const name of forPages) reply.removeHeader(name)
      reply.header('cache-control', lifetimeOf(path))
      return reply.sendFile(path.slice(1), root)
    }
    // A missing script must not be answered with a page.
    if (path?.startsWith('/assets/') || !isFile(join(root, 'index.html'))) return nothingHere()
    return reply.header('cache-control', 'no-cache').sendFile('index.html', root)

    function nothingHere() {
      return sendError(reply, { code: 'NOT_FOUND', message: 'There is nothing here.', details: {} })
    }
  })

  app.setNotFoundHandler((_request, reply) =>
    sendError(reply, { code: 'NOT_FOUND', message: 'There is nothing here.', details: {} }),
  )
}

/** What tells a browser about a page, and is a kilobyte for each of the twenty files the page then loads. */
const forPages = [
  'content-security-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'referrer-policy',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
]

/** What has a hash in its name never changes; an old worker would keep an old dashboard alive. */
function lifetimeOf(path: string): string {
  if (path.startsWith('/assets/')) return 'public, max-age=31536000, immutable'
  return path === '/sw.js' ? 'no-cache' : 'public, max-age=300'
}

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

const isApi = ({ url }: FastifyRequest) => /^\/api(?:[/?]|$)/.test(url)

/** Undefined for what is no path within the site. */
function decodedPath(request: FastifyRequest): string | undefined {
  try {
    const path = decodeURIComponent(request.url.split('?', 1)[0] ?? '/')
    return path.includes('\0') || path.includes('..') || path.includes('\\') || path.endsWith('/') ? undefined : path
  } catch {
    return undefined
  }
}
