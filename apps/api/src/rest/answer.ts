import { Readable } from 'node:stream'
import type { SentFile } from '@framewright/contracts/attachment/attachment.schema'
import type { PdfFile } from '@framewright/contracts/core/files'
import type { FastifyReply } from 'fastify'
import { contentDisposition } from '../files/file-name.ts'

/**
 * Sends pieces of text as they come and as fast as the client takes them. The first is waited for, so that a refusal is
 * still an error answer rather than a broken file.
 */
export async function sendCsv(reply: FastifyReply, pieces: AsyncIterable<string>, fileName: string): Promise<unknown> {
  const iterator = pieces[Symbol.asyncIterator]()
  const first = await iterator.next()
  async function* all() {
    try {
      if (first.done) return
      yield first.value
      for (;;) {
        const next = await iterator.next()
        if (next.done) return
        yield next.value
      }
    } finally {
      await iterator.return?.()
    }
  }
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .header('cache-control', 'no-store')
    .send(Readable.from(all(), { objectMode: false }))
}

/** Whatever a file holds, nothing in it runs, loads or is framed when a browser opens it by its address. */
const filePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"

/** Sends a file as what its bytes were found to be. It never changes, and is nobody's but the caller's to keep. */
export async function sendFile(reply: FastifyReply, file: SentFile): Promise<FastifyReply> {
  const bytes = await file.open()
  return reply
    .type(file.type)
    .header('content-length', file.size)
    .header('content-disposition', contentDisposition(file.inline ? 'inline' : 'attachment', file.name))
    .header('content-security-policy', filePolicy)
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', 'private, no-cache')
    .header('etag', `"${file.sha256}"`)
    .send(Readable.from(bytes, { objectMode: false }))
}

/**
 * The site's policy forbids what a browser's own viewer of PDFs is to a page: an embedded object. Nothing of the document
 * itself may load or run anything.
 */
const pdfPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"

/** A PDF to be looked at in the browser; saved, it has the document's number for a name. */
export function sendPdf(reply: FastifyReply, { fileName, base64 }: PdfFile): FastifyReply {
  return reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename="${fileName}"`)
    .header('content-security-policy', pdfPolicy)
    .header('cache-control', 'no-store')
    .send(Buffer.from(base64, 'base64'))
}
