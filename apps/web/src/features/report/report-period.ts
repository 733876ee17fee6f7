import { dayAfter, weekdayOf } from '@framewright/contracts/machine/zone'

export const periodChoices = ['week', 'month', 'lastMonth', 'quarter', 'year', 'own'] as const
export type PeriodChoice = (typeof periodChoices)[number]

export const periodWords: Record<PeriodChoice, string> = {
  week: 'This week',
  month: 'This month',
  lastMonth: 'Last month',
  quarter: 'This quarter',
  year: 'This year',
  own: 'Own days',
}

export interface Days {
  /** YYYY-MM-DD, both included. */
  from: string
  to: string
}

/** The longest period the server reports, in days: five years. */
const mostDays = 1830

/**
 * The days of a period that holds today or lies before it, whole: a week from Monday to Sunday, a month to its last day.
 * @param today the shop's, whatever the clock of this machine says.
 */
export function daysOf(choice: Exclude<PeriodChoice, 'own'>, today: string): Days {
  const [year = 0, month = 0] = today.split('-').map(Number)
  switch (choice) {
    case 'week': {
      const from = dayAfter(today, 1 - weekdayOf(today))
      return { from, to: dayAfter(from, 6) }
    }
    case 'month':
      return months(year, month, 1)
    case 'lastMonth':
      return months(year, month - 1, 1)
    case 'quarter':
      return months(year, Math.floor((month - 1) / 3) * 3 + 1, 3)
    case 'year':
      return months(year, 1, 12)
  }
}

/** So many months from a month; one before January is of the year before. */
function months(year: number, month: number, count: number): Days {
  const first = (of: number) => new Date(Date.UTC(year, of - 1, 1)).toISOString().slice(0, 10)
  return { from: first(month), to: dayAfter(first(month + count), -1) }
}

/** What is wrong with days one has chosen; undefined where nothing is. */
export function wrongDays({ from, to }: Days): string | undefined {
  if (to < from) return 'The last day is before the first'
  if ((Date.parse(to) - Date.parse(from)) / 86_400_000 >= mostDays) return 'Five years at most'
  return undefined
}
