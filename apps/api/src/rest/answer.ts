import { Readable } from 'node:stream'
import type { PdfFile } from '@framewright/contracts/core/files'
import type { FastifyReply } from 'fastify'

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
