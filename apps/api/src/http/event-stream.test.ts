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

describe('events that come together', () => {
  const tracked = (id: number) =>
    [String(id), { position: id, id, type: 'invoice.imported', payload: {} }] as unknown as TrackedEvent

  /** A thousand at once; behind them an error or the end. */
  const burst = (end: () => Promise<IteratorResult<TrackedEvent, void>>) => {
    let given = 0
    return {
      [Symbol.asyncIterator]: () => ({
        next: () => (given < 1_000 ? Promise.resolve({ done: false as const, value: tracked(++given) }) : end()),
        atHand: () => Array.from({ length: Math.min(64, 1_000 - given) }, () => tracked(++given)),
      }),
    }
  }
  const idsIn = (text: string) => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))

  it('are few pieces for the network, complete and in order', async () => {
    const stream = sendEvents(
      reply(),
      burst(() => new Promise(() => {})),
      plainForm,
    ) as Readable
    let [text, pieces] = ['', 0]
    for await (const piece of stream.setEncoding('utf8')) {
      text += piece
      pieces++
      if (text.includes('id: 1000\n')) break
    }
    expect(idsIn(text)).toEqual(Array.from({ length: 1_000 }, (_, i) => i + 1))
    expect(pieces).toBeLessThan(20)
  })

  it('are not lost to the error that follows, and what was promised and refused is told', async () => {
    const told = (error: unknown) => `event: failed\ndata: ${(error as Error).message}\n\n`
    const failing = burst(() => Promise.reject(new Error('over')))
    const text = await (sendEvents(reply(), failing, plainForm, told) as Readable).setEncoding('utf8').toArray()
    expect(idsIn(text.join(''))).toHaveLength(1_000)
    expect(text.join('')).toMatch(/data: over\n\n$/)
    const refused = sendEvents(reply(), Promise.reject(new Error('no')), plainForm, told) as Readable
    expect((await refused.setEncoding('utf8').toArray()).join('')).toMatch(/data: no\n\n$/)
  })

  it('leave this process its turns, however many have much to read', async () => {
    let [turns, busy] = [0, true]
    const count = () => {
      turns++
      if (busy) setImmediate(count)
    }
    setImmediate(count)
    const ended = () => Promise.resolve({ done: true as const, value: undefined })
    const streams = Array.from({ length: 64 }, () => sendEvents(reply(), burst(ended), plainForm) as Readable)
    const texts = await Promise.all(streams.map((stream) => stream.setEncoding('utf8').toArray()))
    busy = false
    for (const pieces of texts) expect(idsIn(pieces.join(''))).toHaveLength(1_000)
    // Fifteen full pieces each, of which sixteen go at a time.
    expect(turns).toBeGreaterThanOrEqual((64 * 15) / 16)
  })
})
