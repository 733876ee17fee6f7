const dayMs = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(timeZone, format)
  }
  return format
}

/** What the clock on the wall shows at an instant, as if it were UTC. */
function wall(instant: number, timeZone: string): number {
  const part: Record<string, number> = {}
  for (const { type, value } of formatOf(timeZone).formatToParts(instant)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

const offsetAt = (instant: number, timeZone: string) => wall(instant, timeZone) - Math.floor(instant / 1000) * 1000

const known = new Map<string, number>()
const mostKnown = 20_000

/**
 * The instant at which the clock on a zone's wall shows so many minutes after midnight of a day. A time that is skipped when
 * clocks go forward is taken as much later as they went; of a time that comes twice, the first.
 * @param minutes 1440 is the midnight that ends the day.
 */
export function zonedInstant(day: string, minutes: number, timeZone: string): number {
  const key = `${timeZone}|${day}|${minutes}`
  const before = known.get(key)
  if (before !== undefined) return before
  const local = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000
  // By the offsets on both sides of any change nearby. Both fit where the time comes twice, neither where it is skipped.
  const byEarly = local - offsetAt(local - dayMs, timeZone)
  const byLate = local - offsetAt(local + dayMs, timeZone)
  const fits = [byEarly, byLate].filter((instant) => wall(instant, timeZone) === local)
  const instant = fits.length > 0 ? Math.min(...fits) : byEarly
  if (known.size >= mostKnown) known.clear()
  known.set(key, instant)
  return instant
}

/** The day an instant falls on in a zone, YYYY-MM-DD. */
export const zonedDay = (instant: number, timeZone: string): string =>
  new Date(wall(instant, timeZone)).toISOString().slice(0, 10)

/** The day so many days after another, or before. */
export const dayAfter = (day: string, by = 1): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * dayMs).toISOString().slice(0, 10)

/** 1 is Monday, 7 Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7
