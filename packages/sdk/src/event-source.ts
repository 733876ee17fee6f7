import { sleep } from './retry.ts'

/** What an event source is made with. */
export interface EventSourceInit {
  withCredentials?: boolean
  fetch: typeof globalThis.fetch
  /** Asked at every connection, so that a token may have been renewed in between. */
  headers: () => Promise<Record<string, string>>
  /** Told the id of each event. */
  seen?: (id: string) => void
}

type Listener = (event: { type: string; data?: string; lastEventId?: string; error?: unknown }) => void

/** Refusals that will be the same the next time. */
const isFinal = (status: number) => status >= 400 && status < 500 && status !== 408 && status !== 429

const shortestWaitMs = 500
const longestWaitMs = 10_000

/**
 * Server-sent events over fetch, as a browser's EventSource but with headers: it comes back after the connection is lost
 * or the server was busy, and says what it saw last.
 */
export class FetchEventSource {
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static readonly CLOSED = 2
  readonly CONNECTING = 0
  readonly OPEN = 1
  readonly CLOSED = 2
  readyState = 0

  readonly #url: string
  readonly #init: EventSourceInit
  readonly #listeners = new Map<string, Set<Listener>>()
  readonly #ended = new AbortController()
  #lastEventId = ''
  #waitMs = shortestWaitMs

  constructor(url: string, init?: EventSourceInit) {
    if (init === undefined) throw new TypeError('A FetchEventSource needs its fetch and headers')
    this.#url = url
    this.#init = init
    void this.#run()
  }

  addEventListener(type: string, listener: Listener): void {
    const listeners = this.#listeners.get(type) ?? new Set()
    this.#listeners.set(type, listeners.add(listener))
  }

  removeEventListener(type: string, listener: Listener): void {
    this.#listeners.get(type)?.delete(listener)
  }

  close(): void {
    this.readyState = this.CLOSED
    this.#ended.abort()
  }

  async #run(): Promise<void> {
    const { signal } = this.#ended
    while (!signal.aborted) {
      try {
        const response = await this.#init.fetch(this.#url, {
          headers: {
            ...(await this.#init.headers()),
            accept: 'text/event-stream',
            ...(this.#lastEventId === '' ? {} : { 'last-event-id': this.#lastEventId }),
          },
          signal,
        })
        const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
        if (response.ok && isStream && response.body) {
          this.readyState = this.OPEN
          this.#waitMs = shortestWaitMs
          this.#emit('open', {})
          await this.#read(response.body)
        } else if (isFinal(response.status)) {
          this.readyState = this.CLOSED
          this.#emit('error', { error: new Error(`The stream was refused with ${response.status}`) })
          return
        } else await response.body?.cancel()
        this.#lost(undefined)
      } catch (error) {
        this.#lost(error)
      }
      await sleep(this.#waitMs * (0.5 + Math.random()), signal).catch(() => {})
      this.#waitMs = Math.min(this.#waitMs * 2, longestWaitMs)
    }
  }

  #lost(error: unknown): void {
    if (this.#ended.signal.aborted) return
    this.readyState = this.CONNECTING
    this.#emit('error', { error })
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
    let rest = ''
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      const blocks = (rest + value).replaceAll('\r\n', '\n').split('\n\n')
      // A block that is not whole yet waits for the rest of it, and so is lost with the connection, as it must be.
      rest = blocks.pop() ?? ''
      for (const block of blocks) this.#dispatch(block)
    }
  }

  #dispatch(block: string): void {
    let type = 'message'
    const data: string[] = []
    for (const line of block.split('\n')) {
      const colon = line.indexOf(':')
      const field = colon < 0 ? line : line.slice(0, colon)
      const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
      if (field === 'data') data.push(value)
      else if (field === 'event') type = value
      else if (field === 'id') this.#lastEventId = value
    }
    if (data.length > 0 && this.#lastEventId !== '') this.#init.seen?.(this.#lastEventId)
    if (data.length > 0) this.#emit(type, { data: data.join('\n'), lastEventId: this.#lastEventId })
  }

  #emit(type: string, event: { data?: string; lastEventId?: string; error?: unknown }): void {
    if (this.#ended.signal.aborted) return
    for (const listener of this.#listeners.get(type) ?? []) listener({ type, ...event })
  }
}
