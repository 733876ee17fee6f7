import { ListLink } from '~/components/list-link.tsx'
import { formatDay, formatQuantity } from '~/lib/format.ts'
import type { Outputs } from '~/lib/trpc.ts'
import classes from './production-dashboard.module.css'

type Day = Outputs['statistics']['production']['days'][number]

/**
 * For each day two bars: what was due, and what was finished good with what was lost on top. Each day leads to the orders
 * that were due on it.
 */
export function PlanBars({ days }: { days: readonly Day[] }) {
  const most = Math.max(
    ...days.map((day) => Math.max(Number(day.planned), Number(day.produced) + Number(day.scrapped))),
    1,
  )
  // What was finished before and lost that day can be more than what was finished that day.
  const height = (value: string) => ({ height: `${(Math.max(Number(value), 0) / most) * 100}%` })
  const first = days[0]
  const last = days.at(-1)
  if (!first || !last) return null
  return (
    <figure className={classes.plan}>
      <ol className={classes.days}>
        {days.map(({ day, planned, produced, scrapped }) => (
          <li key={day}>
            <ListLink path="/production-orders" search={{ dueFrom: day, dueTo: day }} className={classes.day}>
              <span className={classes.planned} style={height(planned)} />
              <span className={classes.actual}>
                <span className={classes.scrapped} style={height(scrapped)} />
                <span className={classes.produced} style={height(produced)} />
              </span>
              <span className={classes.tip}>
                {formatDay(day)}: {formatQuantity(planned)} planned, {formatQuantity(produced)} made
                {Number(scrapped) > 0 ? `, ${formatQuantity(scrapped)} lost` : ''}
              </span>
            </ListLink>
          </li>
        ))}
      </ol>
      <div className={classes.axis} aria-hidden>
        <span>{formatDay(first.day)}</span>
        <span>{formatDay(last.day)}</span>
      </div>
      <figcaption className={classes.legend}>
        <span>
          <i className={classes.planned} /> Due that day
        </span>
        <span>
          <i className={classes.produced} /> Finished good
        </span>
        <span>
          <i className={classes.scrapped} /> Lost
        </span>
      </figcaption>
    </figure>
  )
}
