import type { Caller } from '@framewright/contracts/core/context'
import type { PieceIterator } from '@framewright/contracts/core/pieces'
import { DomainError } from '@framewright/contracts/errors'
import type { LiveEvent } from '@framewright/contracts/event/event.schema'
import { heardOf, partFrom } from './parts.ts'
import { mayHear, type Sight } from './sight.ts'
import { type PositionedEvent, toLiveEvent } from './stored.ts'
import { concerns, type Topic } from './topics.ts'

/** Where a subscriber hears from. */
export interface Source {
  /** Whether nothing more is told here. */
  closed(): boolean
  /** How far it has read by now. */
  reached(): number
  /** Where who has heard everything up to `after` goes on. */
  start(after: number | undefined): Promise<number>
  /** What is behind a position, and how far that reaches. */
  news(cursor: number, topic: Topic | undefined): Promise<{ events: readonly PositionedEvent[]; reached: number }>
  joined(subscriber: Subscriber): void
  left(subscriber: Subscriber): void
}

const none: readonly never[] = []

/** One who listens: gives on, in order, what comes and may be heard, as fast as it is asked for. */
export class Subscriber implements PieceIterator<LiveEvent>, AsyncIterableIterator<LiveEvent, void> {
  readonly caller: Caller
  /** Null once the session has ended. */
  sight: Sight | null
  /** Something may be there. */
  wake: () => void = () => {}

  readonly #source: Source
  readonly #after: number | undefined
  readonly #signal: AbortSignal | undefined
  readonly #topic: Topic | undefined
  /** What was read together; how many of it were looked at; and what is known once all were. */
  #events: readonly PositionedEvent[] = []
  #place = 0
  #reached: number | undefined
  #joined = false
  #ended = false

  constructor(
    source: Source,
    caller: Caller,
    {
      after,
      signal,
      topic,
    }: { after?: number | undefined; signal?: AbortSignal | undefined; topic?: Topic | undefined },
  ) {
    this.#source = source
    this.caller = caller
    this.sight = caller
    this.#after = after
    this.#signal = signal
    this.#topic = topic
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async next(): Promise<IteratorResult<LiveEvent, void>> {
    try {
      this.#join()
      this.#reached ??= await this.#source.start(this.#after)
      while (!this.#isOver()) {
        const event = this.#nextHeard()
        if (event !== undefined) return { done: false, value: event }
        if (this.#isOver()) break
        this.#stillThere()
        // Without a look there is no waiting between this question and the wait below: nothing can come in between.
        if (this.#reached < this.#source.reached()) await this.#readOn(this.#reached)
        else await this.#awoken()
      }
    } catch (error) {
      this.#leave()
      throw error
    }
    this.#leave()
    return { done: true, value: undefined }
  }

  atHand(): readonly LiveEvent[] {
    try {
      while (!this.#isOver() && this.#place < this.#events.length) {
        const sight = this.#stillThere()
        const part = partFrom(this.#events, this.#place)
        this.#place += part.length
        const heard = heardOf(part, (event) => this.#hears(sight, event))
        if (heard.length > 0) return heard
      }
      return none
    } catch (error) {
      this.#leave()
      throw error
    }
  }

  async return(): Promise<IteratorResult<LiveEvent, void>> {
    this.#leave()
    this.wake()
    return { done: true, value: undefined }
  }

  #join(): void {
    if (this.#joined) return
    this.#joined = true
    this.#signal?.addEventListener('abort', this.#aborted)
    this.#source.joined(this)
  }

  #leave(): void {
    this.#ended = true
    this.#signal?.removeEventListener('abort', this.#aborted)
    this.#source.left(this)
  }

  readonly #aborted = () => this.wake()

  #isOver(): boolean {
    return this.#ended || this.#signal?.aborted === true
  }

  /** The next of what was read that may be heard at this moment. */
  #nextHeard(): LiveEvent | undefined {
    while (this.#place < this.#events.length) {
      const event = this.#events[this.#place++] as PositionedEvent
      const sight = this.#stillThere()
      if (this.#hears(sight, event)) return toLiveEvent(event)
    }
    return undefined
  }

  #hears(sight: Sight, event: PositionedEvent): boolean {
    return concerns(this.#topic, event) && mayHear(sight, event)
  }

  async #readOn(cursor: number): Promise<void> {
    const { events, reached } = await this.#source.news(cursor, this.#topic)
    this.#events = events
    this.#place = 0
    this.#reached = reached
  }

  #awoken(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve
    })
  }

  #stillThere(): Sight {
    if (this.#source.closed()) {
      throw new DomainError('UNAVAILABLE', 'This server is ending; the stream goes on at another.', {
        retryAfterSeconds: 1,
      })
    }
    if (this.sight === null) throw new DomainError('UNAUTHENTICATED', 'Your session has ended.', {})
    return this.sight
  }
}
