/** What somebody writes about finished work: a day and two times, by their own clock. */
export interface WrittenTimes {
  day: string
  start: string
  end: string
}

export type ReadTimes = { startTime: string; endTime: string } | { errors: Partial<Record<keyof WrittenTimes, string>> }

/** The instants of a day and two times in this machine's time zone, or what is wrong with them. */
export function readTimes({ day, start, end }: WrittenTimes, now: number): ReadTimes {
  const errors: Partial<Record<keyof WrittenTimes, string>> = {}
  if (day === '') errors.day = 'Say the day'
  if (start === '') errors.start = 'Say when it began'
  if (end === '') errors.end = 'Say when it ended'
  if (Object.keys(errors).length > 0) return { errors }
  const from = new Date(`${day}T${start}`)
  const to = new Date(`${day}T${end}`)
  if (Number.isNaN(from.getTime())) return { errors: { day: 'This is not a day' } }
  if (to <= from) return { errors: { end: 'It must end after it began' } }
  if (to.getTime() > now) return { errors: { end: 'This is still to come' } }
  return { startTime: from.toISOString(), endTime: to.toISOString() }
}

/** The day and time of an instant as the fields of a form hold them. */
export function writtenNow(now: Date): { day: string; time: string } {
  const two = (value: number) => String(value).padStart(2, '0')
  return {
    day: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
    time: `${two(now.getHours())}:${two(now.getMinutes())}`,
  }
}
