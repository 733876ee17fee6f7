import { dayAfter } from '@framewright/contracts/machine/zone'

const dayMs = 86_400_000

/** From when to when, where one or both are not said: so many days, from now on or until now. */
export function spanOf(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  now: Date,
  days: number,
  ahead: boolean,
): [Date, Date] {
  const start = from === undefined ? undefined : new Date(from)
  const end = to === undefined ? undefined : new Date(to)
  const after = (date: Date, by: number) => new Date(date.getTime() + by * dayMs)
  if (start !== undefined) return [start, end ?? after(start, days)]
  if (end !== undefined) return [after(end, -days), end]
  return ahead ? [now, after(now, days)] : [after(now, -days), now]
}

/** The same in days, both included: so many that end today. */
export function daySpanOf(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  today: string,
  days: number,
): { from: string; to: string } {
  if (from !== undefined) return { from, to: to ?? dayAfter(from, days - 1) }
  const last = to ?? today
  return { from: dayAfter(last, 1 - days), to: last }
}
