import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sendError } from './errors.ts'
import { isHashed, sendSiteFile, siteFiles } from './site-files.ts'
import { sitePages } from './site-pages.ts'

/** Written by the build, and for this server alone. */
const headsPath = '/.vite/heads.json'

/**
 * Serves the built dashboard from memory. What has a hash in its name never changes; the page itself is asked for every time. Any
 * path that is no file is a screen, which the page's own router finds.
 *
 * @param root folder of the build; it may come later, or be built anew, while the server runs.
 */
export function serveSite(app: FastifyInstance, root: string): void {
  const fileOf = siteFiles(root)
  const pageFor = sitePages()

  app.get('/*', async (request, reply) => {
    if (isApi(request)) return nothingHere()
    const path = decodedPath(request)
    const file = path === undefined ? undefined : fileOf(path)
    if (path !== undefined && file) {
      if (isHashed(path) && /\.(?:js|css|woff2)$/.test(path)) for (const name of forPages) reply.removeHeader(name)
      return sendSiteFile(request, reply.header('cache-control', lifetimeOf(path)), file)
    }
    const page = fileOf('/index.html')
    // A missing script must not be answered with a page.
    if ((path !== undefined && isHashed(path)) || !page) return nothingHere()
    const whole = path === undefined ? page : pageFor(path, page, fileOf(headsPath))
    return sendSiteFile(request, reply.header('cache-control', 'no-cache'), whole)

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
  if (isHashed(path)) return 'public, max-age=31536000, immutable'
  return path === '/sw.js' || path === '/index.html' ? 'no-cache' : 'public, max-age=300'
}

const isApi = ({ url }: FastifyRequest) => /^\/api(?:[/?]|$)/.test(url)

/** Undefined for what is no path within the site, and for what is not for browsers: names that begin with a dot. */
function decodedPath(request: FastifyRequest): string | undefined {
  try {
    const path = decodeURIComponent(request.url.split('?', 1)[0] ?? '/')
    return path.includes('\0') || path.includes('/.') || path.includes('..') || path.includes('\\') ? undefined : path
  } catch {
    return undefined
  }
}
