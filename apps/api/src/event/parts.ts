import type { LiveEvent } from '@framewright/contracts/event/event.schema'
import { type PositionedEvent, toLiveEvent } from './stored.ts'

/** Events that are handed on together at most. */
const partLength = 64

const parts = new WeakMap<readonly PositionedEvent[], Map<number, readonly PositionedEvent[]>>()

/** The next few of what was read, from a place on: the same list for all who have got as far. */
export function partFrom(events: readonly PositionedEvent[], place: number): readonly PositionedEvent[] {
  const known = parts.get(events) ?? new Map<number, readonly PositionedEvent[]>()
  parts.set(events, known)
  const part = known.get(place) ?? events.slice(place, place + partLength)
  known.set(place, part)
  return part
}

const whole = new WeakMap<readonly PositionedEvent[], readonly LiveEvent[]>()

/** What may be known of the events of a part: the same list for all who hear every one of them. */
export function heardOf(
  part: readonly PositionedEvent[],
  hears: (event: PositionedEvent) => boolean,
): readonly LiveEvent[] {
  if (!part.every(hears)) return part.filter(hears).map(toLiveEvent)
  const live = whole.get(part) ?? part.map(toLiveEvent)
  whole.set(part, live)
  return live
}
