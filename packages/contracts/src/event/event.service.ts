import type { Call } from '../core/context.ts'
import type { EventListInput, EventPage, LiveEvent, LiveInput } from './event.schema.ts'

export interface EventService {
  list(call: Call, input: EventListInput): Promise<EventPage>
  /**
   * Every committed change the caller may hear of, in commit order, first what came after `lastEventId` and then as it
   * happens; nothing lost, nothing repeated, whichever API process wrote it. Ends when the signal aborts or the
   * caller's session ends.
   */
  live(call: Call, input: LiveInput, signal: AbortSignal | undefined): AsyncIterable<LiveEvent>
}
