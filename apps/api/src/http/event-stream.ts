import { Readable } from 'node:stream'
import type { TrackedEvent } from '@framewright/contracts/event/event.router'
import type { LiveEvent } from '@framewright/contracts/event/event.schema'
import type { FastifyReply } from 'fastify'

/** Proxies close a connection that says nothing for long. */
const heartbeatMs = 15_000

/** How a stream of events is written: plainly for REST, or as tRPC's client reads it. */
export interface StreamForm {
  /** Sent at once, so that the client knows the stream stands. */
  opening: string
  heartbeat: string
  event(id: string, event: LiveEvent, json: string): string
}

/**
 * Sends events as they come and as fast as the client takes them, in server-sent events.
 * @param failure what to say when they end by an error. Left out: nothing, since a plain client would not understand.
 */
export function sendEvents(
  reply: FastifyReply,
  events: AsyncIterable<TrackedEvent>,
  form: StreamForm,
  failure: (error: unknown) => string = () => '',
): unknown {
  return reply
    .type('text/event-stream; charset=utf-8')
    .header('cache-control', 'no-cache, no-transform')
    .header('x-accel-buffering', 'no')
    .send(written(events[Symbol.asyncIterator](), form, failure))
}

function written(events: AsyncIterator<TrackedEvent>, form: StreamForm, failure: (error: unknown) => string): Readable {
  let taken = () => {}
  let quiet = true
  const stream = new Readable({
    read: () => taken(),
    destroy(error, done) {
      clearInterval(heart)
      taken()
      // Waits for nothing: the request's signal has woken whoever makes the events.
      events.return?.().catch(() => {})
      done(error)
    },
  })
  const heart = setInterval(() => {
    if (quiet) stream.push(form.heartbeat)
    quiet = true
  }, heartbeatMs)

  async function pump(): Promise<void> {
    stream.push(form.opening)
    try {
      for (let next = await events.next(); !next.done && !stream.destroyed; next = await events.next()) {
        quiet = false
        if (stream.push(frameOf(next.value, form))) continue
        await new Promise<void>((resolve) => {
          taken = resolve
        })
      }
    } catch (error) {
      const last = failure(error)
      if (last !== '' && !stream.destroyed) stream.push(last)
    }
    clearInterval(heart)
    if (!stream.destroyed) stream.push(null)
  }
  void pump()
  return stream
}

/** All subscribers of a process receive the same objects; each is written out once, not once a subscriber. */
const frameCache = new WeakMap<StreamForm, WeakMap<LiveEvent, string>>()

function frameOf(envelope: TrackedEvent, form: StreamForm): string {
  // At run time the envelope is a tuple; see the router.
  const [id, event] = envelope as unknown as [string, LiveEvent]
  const frames = frameCache.get(form) ?? new WeakMap<LiveEvent, string>()
  frameCache.set(form, frames)
  const frame = frames.get(event) ?? form.event(id, event, JSON.stringify(event))
  frames.set(event, frame)
  return frame
}

/** Server-sent events as anybody reads them. */
export const plainForm: StreamForm = {
  opening: 'retry: 2000\n\n',
  heartbeat: ': heartbeat\n\n',
  event: (id, event, json) => `id: ${id}\nevent: ${event.type}\ndata: ${json}\n\n`,
}

/** As tRPC's client reads them. After half a minute of silence it comes back; heartbeats are twice as frequent. */
export const rpcForm: StreamForm = {
  opening: `event: connected\ndata: ${JSON.stringify({ reconnectAfterInactivityMs: 30_000 })}\n\n`,
  heartbeat: 'event: ping\ndata: \n\n',
  event: (id, _event, json) => `id: ${id}\ndata: ${json}\n\n`,
}
