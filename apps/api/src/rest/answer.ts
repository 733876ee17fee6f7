import { Readable } from 'node:stream'
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
