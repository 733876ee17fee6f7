/**
 * The last events this process has read, shared by all its subscribers: whoever keeps up is served from here, whoever
 * does not reads the table again. So a slow subscriber costs no memory.
 */
export class Recent<Event extends { position: number }> {
  #events: Event[] = []
  /** What was asked for since something was added, by position: all who are as far are given the same list. */
  readonly #lists = new Map<number, readonly Event[]>()
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Adds what was read next, in order. */
  add(events: readonly Event[]): void {
    const first = events[0]
    if (first === undefined) return
    this.#lists.clear()
    const last = this.#events.at(-1)
    // After a gap, what came before it can no longer be vouched for.
    if (last !== undefined && last.position + 1 !== first.position) this.#events = []
    this.#events.push(...events)
    if (this.#events.length > this.#limit * 2) this.#events = this.#events.slice(-this.#limit)
  }

  /** Forgets everything: what comes next does not follow on it. */
  clear(): void {
    this.#events = []
    this.#lists.clear()
  }

  /** Everything behind a position, or undefined when that is not all here. */
  behind(position: number): readonly Event[] | undefined {
    const first = this.#events[0]
    if (first === undefined || first.position > position + 1) return undefined
    const list = this.#lists.get(position) ?? this.#events.slice(position + 1 - first.position)
    this.#lists.set(position, list)
    return list
  }
}
