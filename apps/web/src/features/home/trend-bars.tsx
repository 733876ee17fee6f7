import { DayBars } from '~/components/plots/day-bars.tsx'
import { formatCompact } from '~/lib/format.ts'

interface Props {
  /** Oldest first. */
  trend: readonly { day: string; value: number }[]
  /** The list behind a day. */
  path: string
  searchOf: (day: string) => Record<string, unknown>
}

/** A figure of each of the last days. */
export function TrendBars({ trend, path, searchOf }: Props) {
  const most = Math.max(...trend.map((point) => point.value), 1)
  const total = trend.reduce((sum, point) => sum + point.value, 0)
  return (
    <DayBars
      caption={`${formatCompact(total)} in ${trend.length} days, at most ${formatCompact(most)} a day`}
      days={trend.map(({ day, value }) => ({
        day,
        columns: [[{ value }]],
        said: formatCompact(value),
        path,
        search: searchOf(day),
      }))}
    />
  )
}
