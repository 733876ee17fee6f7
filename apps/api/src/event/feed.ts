import { setImmediate } from 'node:timers/promises'
import type { Caller } from '@framewright/contracts/core/context'
import type { PrismaClient, ReadDb } from '@framewright/db/client'
import { type Listener, listen } from './listener.ts'
import { Pages, pageSize } from './pages.ts'
import { Recent } from './recent.ts'
import { isWaiting, sequence } from './sequencer.ts'
import { currentSights } from './sight.ts'
import { lastPosition, type PositionedEvent, readBehind, readTopicBehind } from './stored.ts'
import { Subscriber } from './subscriber.ts'
import type { Topic } from './topics.ts'

/** The live stream of this process: one reader of the event table, however many listen. */
export interface EventFeed {
  /** Something was just committed: number it and pass it on now rather than at the next look. */
  kick(): void
  /**
   * Every event the caller may hear of, in commit order: those behind `after`, then what comes. What one may hear is
   * looked at again every other second, and whenever a user or role changes.
   * @param topic what alone to tell of; everything when not given.
   * @throws DomainError UNAUTHENTICATED once the caller's session, key or account has ended, UNAVAILABLE when this
   * process ends: then go on at another.
   */
  stream(caller: Caller, after: number | undefined, signal: AbortSignal | undefined, topic?: Topic): Subscriber
  /** The id of an event that whoever asks from now on finds in the tables, with all before it: a place to listen from. */
  lastEventId(): Promise<string>
  /** How many streams are open. */
  subscribers(): number
  /** Ends every stream. */
  close(): Promise<void>
}

export interface EventFeedParts {
  prisma: PrismaClient
  read: ReadDb
  /** Where to listen for other processes' notifications. Without it, polling alone sees them. */
  url?: string | undefined
  /** How often to look without being told. */
  pollMs?: number
  log?: (error: Error) => void
}

/** After numbering, what is committed meanwhile is numbered together: nobody sees a difference, the database does. */
const restMs = 8
/**
 * Telling a thousand subscribers takes a while. At most a third of the time goes into it: what comes in the other two thirds is
 * told together, in one write to each of them.
 */
const restPerTelling = 2
const longestRestMs = 100
/** How often permissions and sessions are looked at again. */
const checkMs = 2_000

export function createEventFeed({ prisma, read, url, pollMs = 350, log = () => {} }: EventFeedParts): EventFeed {
  const subscribers = new Set<Subscriber>()
  const recent = new Recent<PositionedEvent>(2_000)
  const pages = new Pages((behind, limit) => readBehind(read, behind, limit))
  /** How far this process has read; undefined before its first look. */
  let last: number | undefined
  let listener: Listener | undefined
  let closed = false
  let running: Promise<void> | undefined
  let again = false
  let kicked = false
  let resting = false
  let timer: NodeJS.Timeout | undefined
  let lastCheck = 0
  /** How long this process was busy with telling what it read last. */
  let tellingMs = 0

  const schedule = (delay: number) => {
    clearTimeout(timer)
    if (closed) return
    timer = setTimeout(look, delay)
    timer.unref()
  }

  /** Numbers what waits and reads what is new; one at a time. */
  function look(): void {
    if (closed) return
    resting = false
    if (running !== undefined) {
      again = true
      return
    }
    running = turn()
      .catch((error: Error) => log(error))
      .finally(() => {
        running = undefined
        const rest = Math.min(Math.max(restMs, tellingMs * restPerTelling), longestRestMs)
        resting = again || rest > restMs
        again = false
        schedule(resting ? rest : pollMs * (0.75 + Math.random() / 2))
      })
  }

  async function turn(): Promise<void> {
    const hurried = kicked
    kicked = false
    tellingMs = 0
    // Told of a change, it is there to be numbered; without being told there hardly ever is one.
    if (hurried || (await isWaiting(read))) await sequence(prisma)
    if (subscribers.size === 0 || last === undefined) await skip()
    else while (await readPage(last)) {}
    if (subscribers.size > 0 && Date.now() - lastCheck > checkMs) {
      await check()
      // Whose session has ended is told.
      await tell()
    }
    // Another process was numbering when ours committed: it may not have seen ours.
    if (hurried && (await isWaiting(read))) setTimeout(kick, 5 + Math.random() * 20).unref()
  }

  /** With nobody to tell, only how far it has come is of interest. */
  async function skip(): Promise<void> {
    const position = await lastPosition(read)
    if (position === last) return
    recent.clear()
    last = position
    // Somebody may have come meanwhile.
    await tell()
  }

  async function readPage(from: number): Promise<boolean> {
    const events = await readBehind(read, from, pageSize)
    const newest = events.at(-1)
    if (newest === undefined) return false
    // Before anybody hears what they may not hear any more.
    if (events.some((event) => event.entity === 'user' || event.entity === 'role')) await check()
    recent.add(events)
    last = newest.position
    await tell()
    return events.length === pageSize
  }

  /** Wakes whoever listens. What each then writes comes before what is next in line here. */
  async function tell(): Promise<void> {
    const began = performance.now()
    for (const subscriber of subscribers) subscriber.wake()
    await setImmediate()
    tellingMs += performance.now() - began
  }

  async function check(): Promise<void> {
    const present = [...subscribers]
    const sights = await currentSights(
      read,
      present.map((subscriber) => subscriber.caller),
    )
    present.forEach((subscriber, i) => {
      subscriber.sight = sights[i] ?? null
    })
    lastCheck = Date.now()
  }

  function kick(): void {
    kicked = true
    if (!resting) look()
  }

  /** What is behind a position, from memory or, where that is not all there, from the table; and how far that reaches. */
  async function news(
    cursor: number,
    topic: Topic | undefined,
  ): Promise<{ events: readonly PositionedEvent[]; reached: number }> {
    const near = recent.behind(cursor)
    if (near === undefined && topic !== undefined) return readTopicBehind(read, topic, cursor, pageSize)
    const events = near ?? (await pages.behind(cursor))
    return { events, reached: events.at(-1)?.position ?? cursor }
  }

  /** An id beyond the last one is from another life of the database: the stream starts now. */
  async function start(after: number | undefined): Promise<number> {
    last ??= await lastPosition(read)
    if (after === undefined) return last
    if (after <= last) return after
    const [row] = await prisma.$queryRaw<{ last: bigint }[]>`SELECT coalesce(max(position), 0) AS last FROM event`
    return Math.min(after, Number(row?.last ?? 0))
  }

  const source = {
    closed: () => closed,
    reached: () => last ?? 0,
    start,
    news,
    joined(subscriber: Subscriber) {
      subscribers.add(subscriber)
      if (url !== undefined && !closed) listener ??= listen(url, (position) => position > (last ?? 0) && look(), log)
    },
    left: (subscriber: Subscriber) => subscribers.delete(subscriber),
  }

  look()
  return {
    kick,
    stream(caller, after, signal, topic) {
      return new Subscriber(source, caller, { after, signal, topic })
    },
    async lastEventId() {
      last ??= await lastPosition(read)
      return String(last)
    },
    subscribers: () => subscribers.size,
    async close() {
      closed = true
      clearTimeout(timer)
      for (const subscriber of subscribers) subscriber.wake()
      await Promise.all([running, listener?.close()])
    },
  }
}
