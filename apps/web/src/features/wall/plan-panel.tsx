import * as decimal from '@framewright/contracts/core/decimal'
import { QueryBlock } from '~/components/query-block.tsx'
import { formatDay, formatQuantity } from '~/lib/format.ts'
import { trpc } from '~/lib/trpc.ts'
import { often } from './often.ts'
import classes from './wall.module.css'

/** Today and the days before: what was due, what was finished, what was lost. */
export function PlanPanel() {
  const query = trpc.statistics.production.useQuery({ days: 7 }, often)
  return (
    <section className={classes.panel} aria-label="Plan and actual">
      <h2 className={classes.panelTitle}>Plan and actual</h2>
      <QueryBlock query={query}>
        {({ days }) => {
          const most = days.reduce((top, day) => Math.max(top, Number(day.planned), Number(day.produced)), 1)
          return (
            <table className={classes.plan}>
              <thead>
                <tr>
                  <th scope="col">Day</th>
                  <th scope="col">Due</th>
                  <th scope="col">Made</th>
                  <th scope="col">Lost</th>
                  <th scope="col">
                    <span className={classes.unseen}>Made as a bar</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {days.toReversed().map((day, index) => (
                  <tr key={day.day} data-today={index === 0 || undefined}>
                    <th scope="row">{index === 0 ? 'Today' : formatDay(day.day)}</th>
                    <td>{formatQuantity(day.planned)}</td>
                    <td data-short={decimal.compare(day.produced, day.planned) < 0 || undefined}>
                      {formatQuantity(day.produced)}
                    </td>
                    <td data-lost={decimal.isPositive(day.scrapped) || undefined}>{formatQuantity(day.scrapped)}</td>
                    <td aria-hidden>
                      <span className={classes.made} style={{ width: `${(Number(day.produced) / most) * 100}%` }} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }}
      </QueryBlock>
    </section>
  )
}
