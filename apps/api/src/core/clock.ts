/** The time, and the shop's calendar. */
export interface Clock {
  now(): Date
  /** Today in the shop's time zone, YYYY-MM-DD. */
  today(): string
  /** The day an instant falls on in the shop's time zone. */
  dayOf(instant: Date): string
  readonly timeZone: string
}

/** @param timeZone an IANA name, e.g. "Europe/Berlin". Throws RangeError for one that does not exist. */
export function createClock(timeZone: string, now: () => Date = () => new Date()): Clock {
  // The Swedish locale writes dates the ISO way.
  const days = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const dayOf = (instant: Date) => days.format(instant)
  // Days begin with a minute in every zone, and almost every call asks for today.
  let [minute, day] = [Number.NaN, '']
  function today(): string {
    const at = now()
    const current = Math.floor(at.getTime() / 60_000)
    if (current !== minute) [minute, day] = [current, dayOf(at)]
    return day
  }
  return { timeZone, now, dayOf, today }
}

/** The day so many days before or after another. */
export function shiftDay(day: string, by: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + by)
  return date.toISOString().slice(0, 10)
}

/** A day as Prisma takes it for a `date` column. */
export const toDate = (day: string): Date => new Date(`${day}T00:00:00Z`)
