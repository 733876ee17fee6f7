import { describe, expect, it } from 'vitest'
import { contentOf, nameOf } from './download.ts'

/** An answer that goes on for as long as it is read, and says how much of it was. */
function endless() {
  let sent = 0
  let cancelled = false
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      sent += 1000
      controller.enqueue(new Uint8Array(1000))
    },
    cancel() {
      cancelled = true
    },
  })
  return { answer: new Response(body), sent: () => sent, cancelled: () => cancelled }
}

describe('an export', () => {
  it('that is short is kept byte by byte, with the mark it begins with', async () => {
    const text = '\uFEFFnumber,customer\r\nSO-1,Käufer\r\n'
    const content = await contentOf(new Response(text, { headers: { 'content-type': 'text/csv' } }), 1000)
    expect(content?.type).toBe('text/csv')
    expect(new Uint8Array((await content?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(new TextEncoder().encode(text))
  })

  it('that is as long as may be held is kept, and one byte more is not', async () => {
    expect((await contentOf(new Response('x'.repeat(10)), 10))?.size).toBe(10)
    expect(await contentOf(new Response('x'.repeat(11)), 10)).toBeNull()
    expect((await contentOf(new Response(null), 10))?.size).toBe(0)
  })

  it('that is longer is given up, and no more of it is asked for', async () => {
    const { answer, sent, cancelled } = endless()
    expect(await contentOf(answer, 5000)).toBeNull()
    expect(cancelled()).toBe(true)
    expect(sent()).toBeLessThan(10_000)
  })

  it('that stops in the middle is no file', async () => {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(10)),
      pull: (controller) => controller.error(new TypeError('network error')),
    })
    await expect(contentOf(new Response(body), 1000)).rejects.toThrow('network error')
  })

  it('has the name the API gives it', () => {
    const named = (name: string) => new Response('', { headers: { 'content-disposition': name } })
    expect(nameOf(named('attachment; filename="items-2026-05-04.csv"'))).toBe('items-2026-05-04.csv')
    expect(nameOf(new Response(''))).toBe('export.csv')
  })
})
