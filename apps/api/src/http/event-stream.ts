import { Readable } from 'node:stream'
import type { PieceIterator } from '@framewright/contracts/core/pieces'
import type { TrackedEvent } from '@framewright/contracts/event/event.router'
import type { LiveEvent } from '@framewright/contracts/event/event.schema'
import type { FastifyReply } from 'fastify'

/** Proxies close a connection that says nothing for long. */
const heartbeatMs = 15_000

/** Who is given so many events at once has many to read: then others have their turns. */
const many = 32

const none: readonly never[] = []

/** How a stream of events is written: plainly for REST, or as tRPC's client reads it. */
export interface StreamForm {
  /** Sent at once, so that the client knows the stream stands. */
  opening: string
  heartbeat: string
  event(id: string, event: LiveEvent, json: string): string
}

/**
 * Sends events as they come and as fast as the client takes them, in server-sent events.
 * @param events what to send; where they are promised, a refusal is told within the stream.
 * @param failure what to say when they end by an error. Left out: nothing, since a plain client would not understand.
 */
export function sendEvents(
  reply: FastifyReply,
  events: AsyncIterable<TrackedEvent> | Promise<AsyncIterable<TrackedEvent>>,
  form: StreamForm,
  failure: (error: unknown) => string = () => '',
): unknown {
  return reply
    .type('text/event-stream; charset=utf-8')
    .header('cache-control', 'no-cache, no-transform')
    .header('x-accel-buffering', 'no')
    .send(streamOf(events, form, failure))
}

function streamOf(
  events: AsyncIterable<TrackedEvent> | Promise<AsyncIterable<TrackedEvent>>,
  form: StreamForm,
  failure: (error: unknown) => string,
): Readable {
  let iterator: PieceIterator<TrackedEvent> | undefined
  let taken = () => {}
  let quiet = true
  const stream = new Readable({
    read: () => taken(),
    destroy(error, done) {
      clearInterval(heart)
      taken()
      // Waits for nothing: the request's signal has woken whoever makes the events.
      iterator?.return?.().catch(() => {})
      done(error)
    },
  })
  const heart = setInterval(() => {
    if (quiet) stream.push(form.heartbeat)
    quiet = true
  }, heartbeatMs)

  async function pump(): Promise<void> {
    stream.push(form.opening)
    let first: TrackedEvent | undefined
    try {
      iterator = (await events)[Symbol.asyncIterator]()
      for (let next = await iterator.next(); !next.done && !stream.destroyed; next = await iterator.next()) {
        quiet = false
        first = next.value
        // What came together is one piece for the network.
        const more = iterator.atHand?.() ?? none
        const piece = pieceOf(first, more, form)
        first = undefined
        if (!stream.push(piece)) {
          await new Promise<void>((resolve) => {
            taken = resolve
          })
        }
        if (more.length >= many) await turn()
      }
    } catch (error) {
      if (first !== undefined && !stream.destroyed) stream.push(pieceOf(first, none, form))
      const told = failure(error)
      if (told !== '' && !stream.destroyed) stream.push(told)
    }
    clearInterval(heart)
    if (!stream.destroyed) stream.push(null)
  }
  void pump()
  return stream
}

/** Who has much to read, and they may be a thousand, takes turns: so many pieces, then whatever else this process has to do. */
const piecesPerTurn = 16
const inLine: (() => void)[] = []

function turn(): Promise<void> {
  return new Promise((resolve) => {
    if (inLine.push(resolve) === 1) setImmediate(nextTurn)
  })
}

function nextTurn(): void {
  for (const go of inLine.splice(0, piecesPerTurn)) go()
  if (inLine.length > 0) setImmediate(nextTurn)
}

/** All subscribers of a process receive the same events, in the same lists: each is written out once, not once a subscriber. */
const written = new WeakMap<StreamForm, WeakMap<LiveEvent, string>>()
const pieces = new WeakMap<StreamForm, WeakMap<readonly TrackedEvent[], { first: LiveEvent; bytes: Buffer }>>()

/** An event and those that come behind it, for the network. */
function pieceOf(first: TrackedEvent, more: readonly TrackedEvent[], form: StreamForm): Buffer {
  const known = pieces.get(form) ?? new WeakMap<readonly TrackedEvent[], { first: LiveEvent; bytes: Buffer }>()
  pieces.set(form, known)
  const made = known.get(more)
  if (made?.first === eventIn(first)) return made.bytes
  const bytes = Buffer.from([first, ...more].map((envelope) => frameOf(envelope, form)).join(''))
  known.set(more, { first: eventIn(first), bytes })
  return bytes
}

function frameOf(envelope: TrackedEvent, form: StreamForm): string {
  const [id] = envelope as unknown as [string, LiveEvent]
  const event = eventIn(envelope)
  const frames = written.get(form) ?? new WeakMap<LiveEvent, string>()
  written.set(form, frames)
  const frame = frames.get(event) ?? form.event(id, event, JSON.stringify(event))
  frames.set(event, frame)
  return frame
}

/** At run time the envelope is a tuple; see the router. */
const eventIn = (envelope: TrackedEvent) => (envelope as unknown as [string, LiveEvent])[1]

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
