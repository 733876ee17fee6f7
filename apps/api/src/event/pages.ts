/** Events of one reading of the table. */
export const pageSize = 500
/** Pages that are kept. */
const kept = 16

/**
 * What has been read of the table, for those who are far behind: after a large import a thousand listeners come by the same
 * events, and each is read once and written out once.
 */
export class Pages<Event extends { position: number }> {
  readonly #read: (behind: number, limit: number) => Promise<Event[]>
  /** By where they begin, what was asked for last at the end. */
  readonly #pages = new Map<number, Promise<readonly Event[]>>()

  /** @param read the next events behind a position, in order. */
  constructor(read: (behind: number, limit: number) => Promise<Event[]>) {
    this.#read = read
  }

  /** The next events behind a position, in order; none only where there are none. */
  async behind(position: number): Promise<readonly Event[]> {
    const start = position - (position % pageSize)
    const events = await this.#page(start)
    return position === start ? events : events.filter((event) => event.position > position)
  }

  #page(start: number): Promise<readonly Event[]> {
    const page = this.#pages.get(start) ?? this.#read(start, pageSize)
    this.#pages.delete(start)
    this.#pages.set(start, page)
    const forget = () => {
      if (this.#pages.get(start) === page) this.#pages.delete(start)
    }
    // Behind a full page's start nothing comes in between any more: events are added at the end alone.
    page.then(({ length }) => length < pageSize && forget(), forget)
    const [oldest] = this.#pages.keys()
    if (this.#pages.size > kept && oldest !== undefined) this.#pages.delete(oldest)
    return page
  }
}
