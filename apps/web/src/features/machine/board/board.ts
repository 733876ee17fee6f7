import type { Board, BoardMachine, BoardOrder } from '@framewright/contracts/machine/board.schema'
import { fit, openTime, type WorkCalendar } from '@framewright/contracts/machine/calendar'
import { workSeconds } from '@framewright/contracts/machine/oee'
import { merged, type Stretch, without } from '@framewright/contracts/machine/stretches'
import { dayAfter, zonedDay, zonedInstant } from '@framewright/contracts/machine/zone'

/** How much time lies across the board, and the steps in which a bar moves. */
export const zooms = {
  day: { label: 'Day', days: 1, stepMinutes: 5, leapMinutes: 60, tickHours: 2 },
  week: { label: 'Week', days: 7, stepMinutes: 15, leapMinutes: 24 * 60, tickHours: 24 },
  fortnight: { label: 'Two weeks', days: 14, stepMinutes: 30, leapMinutes: 24 * 60, tickHours: 24 },
} as const
export type Zoom = keyof typeof zooms

/** What time lies across the board: whole days of the shop's zone. */
export interface BoardSpan extends Stretch {
  zoom: Zoom
  days: string[]
  timeZone: string
}

export function spanOf(day: string, zoom: Zoom, timeZone: string): BoardSpan {
  const days = Array.from({ length: zooms[zoom].days }, (_, at) => dayAfter(day, at))
  const start = zonedInstant(day, 0, timeZone)
  return { zoom, days, timeZone, start, end: zonedInstant(dayAfter(day, days.length), 0, timeZone) }
}

/** Where an instant lies, in percent of the width. */
export const across = (span: Stretch, instant: number): number =>
  ((instant - span.start) / (span.end - span.start)) * 100

/** The marks above the board: each day, and hours within where there is room. */
export function ticksOf(span: BoardSpan): { at: number; day: string; hour: number }[] {
  const { tickHours } = zooms[span.zoom]
  return span.days.flatMap((day) =>
    Array.from({ length: 24 / tickHours }, (_, n) => ({
      at: zonedInstant(day, n * tickHours * 60, span.timeZone),
      day,
      hour: n * tickHours,
    })),
  )
}

/** When a machine works, as the contracts' functions want it. */
export function calendarOf(board: Board, machine: BoardMachine): WorkCalendar {
  const shared = board.calendars.find((one) => one.id === machine.calendarId)
  return {
    timeZone: board.timeZone,
    revisions: shared?.revisions ?? [],
    exceptions: [...(shared?.exceptions ?? []), ...machine.exceptions],
  }
}

/** The time in which a machine is closed, within the board. */
export function closedOf(calendar: WorkCalendar, span: BoardSpan): Stretch[] {
  return without([{ start: span.start, end: span.end }], merged(openTime(calendar, span.start, span.end)))
}

/** How long an order takes on a machine. `said` where that is nobody's cycle time, but what somebody said of the order. */
export function lengthOn(machine: BoardMachine, order: BoardOrder): { seconds: number; said: boolean } | null {
  const cycle = machine.cycles.find(({ itemId }) => itemId === order.itemId)?.cycleSeconds ?? machine.cycleSeconds
  const usual = cycle === null ? null : workSeconds(cycle, order.left)
  if (order.machineId === machine.id && order.scheduledSeconds !== null && order.scheduledSeconds !== usual) {
    return { seconds: order.scheduledSeconds, said: true }
  }
  if (usual !== null) return { seconds: usual, said: false }
  return order.scheduledSeconds === null ? null : { seconds: order.scheduledSeconds, said: true }
}

/** Where an order would lie on a machine, as the server will put it; null where that cannot be known. */
export function placeOn(board: Board, machine: BoardMachine, order: BoardOrder, start: number): Stretch | null {
  const length = lengthOn(machine, order)
  return length === null ? null : (fit(calendarOf(board, machine), start, length.seconds) ?? null)
}

const open = new Set(['DRAFT', 'RELEASED', 'IN_PROGRESS', 'ON_HOLD'])

/** The open orders that lie on a machine in a place already. */
export function takenBy(machine: BoardMachine, place: Stretch, exceptId: number): BoardOrder[] {
  return machine.orders.filter((other) => {
    const own = stretchOf(other)
    return other.id !== exceptId && open.has(other.status) && own && own.start < place.end && own.end > place.start
  })
}

export function stretchOf(order: BoardOrder): Stretch | null {
  if (order.scheduledStart === null || order.scheduledEnd === null) return null
  return { start: Date.parse(order.scheduledStart), end: Date.parse(order.scheduledEnd) }
}

/** The part of the board that a bar takes at least, however short its order: as wide as a finger at the board's narrowest. */
const leastShare = 28 / 640

/** The time a bar covers on the board at least. */
export const leastOf = (span: Stretch): number => (span.end - span.start) * leastShare

/** Bars that overlap, as wide as they are drawn, lie below each other: which lane each is in, and how many there are. */
export function lanesOf(
  bars: readonly (Stretch & { id: number })[],
  least = 0,
): { lane: Map<number, number>; count: number } {
  const ends: number[] = []
  const lane = new Map<number, number>()
  for (const bar of [...bars].sort((a, b) => a.start - b.start || a.id - b.id)) {
    const free = ends.findIndex((end) => end <= bar.start)
    const at = free === -1 ? ends.length : free
    ends[at] = Math.max(bar.end, bar.start + least)
    lane.set(bar.id, at)
  }
  return { lane, count: Math.max(1, ends.length) }
}

/** The instant of the step nearest to one. */
export function snapped(instant: number, zoom: Zoom): number {
  const step = zooms[zoom].stepMinutes * 60_000
  return Math.round(instant / step) * step
}

/** Times and days as the shop's clock shows them, wherever the screen stands. */
export function wordsIn(timeZone: string) {
  const time = new Intl.DateTimeFormat(undefined, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const dayName = new Intl.DateTimeFormat(undefined, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  })
  const day = (value: string) => dayName.format(new Date(`${value}T00:00:00Z`))
  const dayOf = (instant: number) => zonedDay(instant, timeZone)
  return {
    time: (instant: number) => time.format(instant),
    day,
    dayOf,
    /** "Mon, 1 Jun 08:00 – 12:00", the second day only where it is another. */
    stretch({ start, end }: Stretch) {
      const last = dayOf(end) === dayOf(start) ? '' : `${day(dayOf(end))} `
      return `${day(dayOf(start))} ${time.format(start)} – ${last}${time.format(end)}`
    },
  }
}
export type Words = ReturnType<typeof wordsIn>
