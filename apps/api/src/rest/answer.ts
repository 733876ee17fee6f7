import { Readable } from 'node:stream'
import type { TrackedEvent } from '@framewright/contracts/event/event.router'
import type { LiveEvent } from '@framewright/contracts/event/event.schema'
import type { FastifyReply } from 'fastify'

/** Proxies close a connection that says nothing for long. */
const heartbeatMs = 15_000

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

/** Sends events in the plain form of server-sent events. It ends without a word: the client comes back and goes on. */
export function sendEvents(reply: FastifyReply, events: AsyncIterable<TrackedEvent>): unknown {
  return reply
    .type('text/event-stream; charset=utf-8')
    .header('cache-control', 'no-cache, no-transform')
    .header('x-accel-buffering', 'no')
    .send(Readable.from(framed(events[Symbol.asyncIterator]()), { objectMode: false }))
}

async function* framed(events: AsyncIterator<TrackedEvent>): AsyncGenerator<string, void> {
  let timer: NodeJS.Timeout | undefined
  try {
    // Sent at once, so that the client knows the stream stands.
    yield 'retry: 2000\n\n'
    let next = events.next()
    for (;;) {
      const beat = new Promise<'beat'>((resolve) => {
        timer = setTimeout(resolve, heartbeatMs, 'beat')
      })
      const news = await Promise.race([next, beat])
      clearTimeout(timer)
      if (news === 'beat') yield ': heartbeat\n\n'
      else if (news.done) return
      else {
        yield frameOf(news.value)
        next = events.next()
      }
    }
  } catch {
    // The session or the server has ended; nothing can be said in this format that a client would understand better.
  } finally {
    clearTimeout(timer)
    await events.return?.()
  }
}

/** All subscribers of a process receive the same objects; each is written out once. */
const frames = new WeakMap<LiveEvent, string>()

function frameOf(envelope: TrackedEvent): string {
  // At run time the envelope is a tuple; see the router.
  const [id, event] = envelope as unknown as [string, LiveEvent]
  const known = frames.get(event)
  if (known !== undefined) return known
  const frame = `id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
  frames.set(event, frame)
  return frame
}
