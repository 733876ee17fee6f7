import type { Readable } from 'node:stream'
import type { TrackedEvent } from '@framewright/contracts/event/event.router'
import type { LiveEvent } from '@framewright/contracts/event/event.schema'
import type { FastifyReply } from 'fastify'
import { describe, expect, it } from 'vitest'
import { plainForm, sendEvents } from './event-stream.ts'

/** A reply that hands over the stream it is given. */
function reply(): FastifyReply {
  const self = { type: () => self, header: () => self, send: (stream: Readable) => stream }
  return self as unknown as FastifyReply
}

describe('an event', () => {
  it('is written out once a process, however many listen', async () => {
    let written = 0
    const payload = { toJSON: () => ({ times: ++written }) }
    const event = { position: 7, id: 7, type: 'invoice.imported', payload } as unknown as LiveEvent
    async function* events() {
      yield ['7', event] as unknown as TrackedEvent
    }
    const streams = Array.from({ length: 50 }, () => sendEvents(reply(), events(), plainForm) as Readable)
    const texts = await Promise.all(streams.map((stream) => stream.setEncoding('utf8').toArray()))
    expect(new Set(texts.map((pieces) => pieces.join(''))).size).toBe(1)
    expect(texts[0]?.join('')).toContain('id: 7\nevent: invoice.imported\ndata: {')
    expect(written).toBe(1)
  })
})
