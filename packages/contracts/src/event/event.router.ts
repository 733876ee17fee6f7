import { isTrackedEnvelope, tracked } from '@trpc/server'
import { z } from 'zod'
import { mapPieces } from '../core/pieces.ts'
import { query, router, streamOf } from '../core/procedure.ts'
import { EventListInput, EventPage, LiveEvent, LiveInput } from './event.schema.ts'

export const eventRouter = router({
  list: query({ permission: 'signedIn', summary: 'What happened, newest first', rest: 'GET /events' })
    .input(EventListInput)
    .output(EventPage)
    .query(({ ctx, input }) => ctx.services.event.list(ctx.call, input)),
})

/** What a subscriber receives: tRPC sends the envelope's id as the event id of the stream, which makes it resumable. */
export interface TrackedEvent {
  id: string
  data: LiveEvent
}
export const TrackedEvent = z.custom<TrackedEvent>(
  (value) => isTrackedEnvelope(value as never) && isLiveEvent((value as [string, object])[1]),
)

/** An event under its position, which a client that comes back names as the last it has seen. */
export const toTracked = (event: LiveEvent) => tracked(String(event.position), event) as unknown as TrackedEvent

/** A server gives the same object to all its subscribers: it is checked once. */
const checked = new WeakSet<object>()
function isLiveEvent(value: object): boolean {
  if (checked.has(value)) return true
  if (!LiveEvent.safeParse(value).success) return false
  checked.add(value)
  return true
}

export const liveRouter = router({
  events: query({
    permission: 'signedIn',
    summary: 'What happens, as it happens; resumable from the last id',
    rest: 'GET /live/events',
    produces: 'text/event-stream',
  })
    .input(LiveInput)
    .output(streamOf(TrackedEvent))
    .subscription(async ({ ctx, input, signal }) =>
      mapPieces(ctx.services.event.live(ctx.call, input, signal ?? ctx.signal), toTracked),
    ),
})
