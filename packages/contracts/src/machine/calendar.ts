import { clipped, merged, type Stretch, secondsOf, without } from './stretches.ts'
import { dayAfter, weekdayOf, zonedDay, zonedInstant } from './zone.ts'

/** A shift as it recurs: from one time of day to another, on the next day where the end is not behind the start. */
export interface WeeklyShift {
  name: string
  /** The days it begins on: 1 is Monday, 7 Sunday. */
  days: number[]
  /** HH:MM in the shop's zone. */
  from: string
  to: string
}

export const exceptionKinds = ['HOLIDAY', 'MAINTENANCE', 'CLOSED', 'OVERTIME'] as const
export type ExceptionKind = (typeof exceptionKinds)[number]

/** A stretch in which it is otherwise than the week says. Instants in ISO 8601. */
export interface CalendarException {
  kind: ExceptionKind
  name: string
  from: string
  to: string
}

/** When a machine works. */
export interface WorkCalendar {
  timeZone: string
  /** Shifts with the day from which they hold, the earliest first; none at all: round the clock. */
  revisions: readonly { validFrom: string; shifts: readonly WeeklyShift[] }[]
  exceptions: readonly CalendarException[]
}

/** A stretch of one shift; the day is the one on which the shift began. */
export interface ShiftStretch extends Stretch {
  shift: string
  day: string
}

/** What is shown where a machine without a calendar works: all day, every day. */
export const roundTheClock: WeeklyShift[] = [
  { name: 'Round the clock', days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' },
]

export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** Where a shift ends, in minutes after the midnight before it began. */
const endMinutes = ({ from, to }: WeeklyShift) => minutesOf(to) + (minutesOf(to) <= minutesOf(from) ? 1440 : 0)

/** Two shifts of a week that overlap, by name; undefined where none do. A shift that overlaps its own next day counts too. */
export function overlapOf(shifts: readonly WeeklyShift[]): [string, string] | undefined {
  const week = 7 * 1440
  const all = shifts
    .flatMap((shift) =>
      shift.days.map((day) => {
        const start = (day - 1) * 1440 + minutesOf(shift.from)
        return { name: shift.name, start, end: (day - 1) * 1440 + endMinutes(shift) }
      }),
    )
    .sort((a, b) => a.start - b.start)
  const first = all[0]
  const next = first && { ...first, start: first.start + week, end: first.end + week }
  for (const [at, one] of all.entries()) {
    const other = all[at + 1] ?? next
    if (other !== undefined && other !== one && other.start < one.end) return [one.name, other.name]
  }
  return undefined
}

function shiftsOf(calendar: WorkCalendar, day: string): readonly WeeklyShift[] {
  if (calendar.revisions.length === 0) return roundTheClock
  let found: readonly WeeklyShift[] = []
  for (const { validFrom, shifts } of calendar.revisions) if (validFrom <= day) found = shifts
  return found
}

const exceptionsOf = (calendar: WorkCalendar, ...kinds: ExceptionKind[]) =>
  calendar.exceptions
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ name, from, to }) => ({ name, start: Date.parse(from), end: Date.parse(to) }))

/**
 * The one function that says when a machine works: its open time between two instants, shift by shift. Open is what the week's
 * shifts say without the holidays, and overtime as well, but never maintenance or a closure. Days and times are those of the
 * shop's zone, so that a shift is an hour shorter or longer in the nights the clocks change.
 */
export function openTime(calendar: WorkCalendar, from: number, to: number): ShiftStretch[] {
  if (to <= from) return []
  const { timeZone } = calendar
  const regular: ShiftStretch[] = []
  let reached = Number.NEGATIVE_INFINITY
  const last = zonedDay(to, timeZone)
  // A night shift that reaches into the first day began on the day before.
  for (let day = dayAfter(zonedDay(from, timeZone), -1); day <= last; day = dayAfter(day)) {
    const weekday = weekdayOf(day)
    const ofDay = shiftsOf(calendar, day)
      .filter((shift) => shift.days.includes(weekday))
      .map((shift) => ({
        shift: shift.name,
        day,
        start: zonedInstant(day, minutesOf(shift.from), timeZone),
        end: zonedInstant(day, endMinutes(shift), timeZone),
      }))
      .sort((a, b) => a.start - b.start)
    for (const one of ofDay) {
      // Where one revision of the shifts follows another, the night before may reach into the new morning.
      const start = Math.max(one.start, reached)
      if (one.end > start) regular.push({ ...one, start })
      reached = Math.max(reached, one.end)
    }
  }
  const worked = without(clipped(regular, from, to), merged(exceptionsOf(calendar, 'HOLIDAY')))
  const overtime = exceptionsOf(calendar, 'OVERTIME')
    .filter(({ start, end }) => end > from && start < to)
    .sort((a, b) => a.start - b.start)
  const closed = merged(exceptionsOf(calendar, 'MAINTENANCE', 'CLOSED'))
  if (overtime.length === 0) return without(worked, closed)

  const all = [...worked]
  for (const { name, start, end } of overtime) {
    const extra = { shift: name, day: zonedDay(start, timeZone), start, end }
    all.push(...without(clipped([extra], from, to), merged(all)))
  }
  return without(
    all.sort((a, b) => a.start - b.start),
    closed,
  )
}

/** How long a machine works between two instants, in seconds. */
export const openSeconds = (calendar: WorkCalendar, from: number, to: number): number =>
  secondsOf(openTime(calendar, from, to))

const windowMs = 21 * 86_400_000
/** Further ahead nothing is planned: a calendar without any shift would be searched for ever. */
const horizonMs = 3 * 366 * 86_400_000

/**
 * Where work of so many seconds lies when it begins at an instant, or when the machine next works: it goes on through every
 * closed stretch. Undefined where the calendar leaves no room within three years.
 */
export function fit(calendar: WorkCalendar, from: number, seconds: number): Stretch | undefined {
  let left = seconds * 1000
  let start: number | undefined
  for (let at = from; at < from + horizonMs; at += windowMs) {
    for (const open of openTime(calendar, at, at + windowMs)) {
      start ??= open.start
      const length = open.end - open.start
      if (length >= left) return { start, end: open.start + left }
      left -= length
    }
  }
  return undefined
}

/**
 * The first place where so many seconds of work fit between what is there already, in one piece, not before `from`.
 * @param busy what is there, in any order.
 */
export function firstFree(
  calendar: WorkCalendar,
  busy: readonly Stretch[],
  from: number,
  seconds: number,
): Stretch | undefined {
  const taken = merged(busy)
  for (let at = from, next = 0; ; ) {
    const found = fit(calendar, at, seconds)
    if (found === undefined) return undefined
    while (next < taken.length && (taken[next]?.end ?? 0) <= found.start) next++
    const other = taken[next]
    if (other === undefined || other.start >= found.end) return found
    at = other.end
    next++
  }
}

/**
 * The shift that something made from one instant to another belongs to: the one it took most of its time in, or without a
 * start, the one it ended in. Undefined outside every shift.
 */
export function shiftOf(
  calendar: WorkCalendar,
  from: number | null,
  to: number,
): { shift: string; day: string } | undefined {
  const lengths = new Map<string, { shift: string; day: string; length: number }>()
  if (from !== null) {
    for (const { shift, day, start, end } of openTime(calendar, from, to)) {
      const one = lengths.get(`${day} ${shift}`) ?? { shift, day, length: 0 }
      one.length += end - start
      lengths.set(`${day} ${shift}`, one)
    }
  }
  const longest = [...lengths.values()].reduce<{ shift: string; day: string; length: number } | undefined>(
    (best, one) => (best === undefined || one.length > best.length ? one : best),
    undefined,
  )
  // What ends with a shift belongs to it, not to the next.
  const found = longest ?? openTime(calendar, to - 1, to)[0]
  return found && { shift: found.shift, day: found.day }
}
