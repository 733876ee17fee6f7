import { ListLink } from '~/components/list-link.tsx'
import { formatCompact, formatDay } from '~/lib/format.ts'
import classes from './day-bars.module.css'

interface Props {
  /** Oldest first. */
  trend: readonly { day: string; value: number }[]
  /** The list behind a day. */
  path: string
  searchOf: (day: string) => Record<string, unknown>
}

/**
 * A figure for each of the last days as bars, each the link to that day's list. Plain markup: it is reached by keyboard,
 * read by screen readers, and costs no chart library.
 */
export function DayBars({ trend, path, searchOf }: Props) {
  const most = Math.max(...trend.map((point) => point.value), 1)
  const total = trend.reduce((sum, point) => sum + point.value, 0)
  const first = trend[0]
  const last = trend.at(-1)
  if (!first || !last) return null
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>
        {formatCompact(total)} in {trend.length} days, at most {formatCompact(most)} a day
      </figcaption>
      <ol className={classes.bars}>
        {trend.map(({ day, value }) => (
          <li key={day}>
            <ListLink path={path} search={searchOf(day)} className={classes.day}>
              <span className={classes.fill} style={{ height: `${(value / most) * 100}%` }} />
              <span className={classes.tip}>
                {formatDay(day)}: {formatCompact(value)}
              </span>
            </ListLink>
          </li>
        ))}
      </ol>
      <div className={classes.axis} aria-hidden>
        <span>{formatDay(first.day)}</span>
        <span>{formatDay(last.day)}</span>
      </div>
    </figure>
  )
}
