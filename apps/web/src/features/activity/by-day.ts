/** Things that happened on one day, in this browser's time zone. */
export interface DayOf<T> {
  /** YYYY-MM-DD */
  day: string
  items: T[]
}

/** Groups what comes newest first by its day. */
export function byDay<T extends { at: string }>(items: readonly T[]): DayOf<T>[] {
  const days: DayOf<T>[] = []
  for (const item of items) {
    const day = dayOf(new Date(item.at))
    const last = days.at(-1)
    if (last?.day === day) last.items.push(item)
    else days.push({ day, items: [item] })
  }
  return days
}

/** "Today", "Yesterday", else the weekday and date. */
export function dayTitle(day: string, now: Date = new Date()): string {
  const yesterday = new Date(now)
  yesterday.setDate(now.getDate() - 1)
  if (day === dayOf(now)) return 'Today'
  if (day === dayOf(yesterday)) return 'Yesterday'
  return new Date(`${day}T12:00:00`).toLocaleDateString(undefined, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(day.startsWith(String(now.getFullYear())) ? {} : { year: 'numeric' }),
  })
}

const dayOf = (date: Date) =>
  `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`
