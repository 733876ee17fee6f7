import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** A file of the dashboard as it is sent, held in memory. */
export interface SiteFile {
  type: string
  etag: string
  plain: Buffer
  /** Missing where it would not be smaller. */
  br?: Buffer | undefined
  gzip?: Buffer | undefined
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
}

/** What has a hash in its name never changes. */
export const isHashed = (path: string) => path.startsWith('/assets/')

/**
 * The files of a build, each read when it is first asked for: a browser that opens the dashboard for the first time asks for
 * twenty at once, and waits for the last. What has no hash in its name is read again when it has changed on disk.
 *
 * @param root folder of the build; it may come later, or be built anew, while the server runs.
 */
export function siteFiles(root: string): (path: string) => SiteFile | undefined {
  const kept = new Map<string, { file: SiteFile; version: string }>()
  return (path) => {
    const before = kept.get(path)
    if (before && isHashed(path)) return before.file
    // Longer than any name of ours, and than some file systems take.
    const found = path.length > 200 ? undefined : statSync(join(root, path), { throwIfNoEntry: false })
    if (!found?.isFile()) {
      kept.delete(path)
      return undefined
    }
    const version = `${found.mtimeMs} ${found.size}`
    if (before?.version === version) return before.file
    // Another page is another build: what it does not name is asked for by nobody much longer.
    if (path === '/index.html') kept.clear()
    const file = read(join(root, path))
    kept.set(path, { file, version })
    return file
  }
}

function read(path: string): SiteFile {
  const plain = readFileSync(path)
  const type = types[extname(path)] ?? 'application/octet-stream'
  // The build leaves most files compressed beside them, as hard as it goes.
  const br = readIfThere(`${path}.br`)
  if (br) return { type, etag: etagOf(plain), plain, br, gzip: readIfThere(`${path}.gz`) }
  return /^text\/|json/.test(type) ? compressed(type, plain) : { type, etag: etagOf(plain), plain }
}

/** A text as it is sent, compressed here and once. */
export function compressed(type: string, plain: Buffer): SiteFile {
  const etag = etagOf(plain)
  const br = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
  return { type, etag, plain, br, gzip: gzipSync(plain) }
}

function readIfThere(path: string): Buffer | undefined {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path) : undefined
}

/** A weak one: the same file goes out in three forms. */
const etagOf = (bytes: Buffer) => `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`

/** Answers with a file in the best form the browser reads, or with the word that it has it already. */
export function sendSiteFile(request: FastifyRequest, reply: FastifyReply, file: SiteFile): FastifyReply {
  const { headers } = request
  reply.header('etag', file.etag).type(file.type)
  if (file.br || file.gzip) reply.header('vary', 'accept-encoding')
  if (headers['if-none-match']?.includes(file.etag)) return reply.code(304).send()
  const accepted = String(headers['accept-encoding'] ?? '')
  if (file.br && takes(accepted, 'br')) return reply.header('content-encoding', 'br').send(file.br)
  if (file.gzip && takes(accepted, 'gzip')) return reply.header('content-encoding', 'gzip').send(file.gzip)
  return reply.send(file.plain)
}

const takes = (accepted: string, encoding: string) =>
  accepted.split(',').some((one) => {
    const [name, weight] = one.trim().split(/\s*;\s*q=/)
    return name === encoding && Number(weight ?? 1) > 0
  })
