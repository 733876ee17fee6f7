import { keepPreviousData } from '@tanstack/react-query'
import { WidgetError } from '~/components/widget-error.tsx'
import { formatCount } from '~/lib/format.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { type LateRow, lateRows } from './late-rows.ts'
import { often } from './often.ts'
import classes from './wall.module.css'

/** How many fit. */
const shown = 7

/** What should have been done by now, the longest overdue first. */
export function LatePanel() {
  const seesProduction = useMay('productionOrder.read')
  const seesWork = useMay('workOrder.read')
  const options = { ...often, placeholderData: keepPreviousData }
  const late = { late: true, sort: 'dueDate', limit: shown } as const
  const production = trpc.productionOrder.list.useQuery(late, { ...options, enabled: seesProduction })
  const work = trpc.workOrder.list.useQuery(late, { ...options, enabled: seesWork })
  const productionCount = trpc.productionOrder.count.useQuery({ late: true }, { ...options, enabled: seesProduction })
  const workCount = trpc.workOrder.count.useQuery({ late: true }, { ...options, enabled: seesWork })
  const rows = lateRows(production.data?.items ?? [], work.data?.items ?? [], new Date(), shown)
  const total = (productionCount.data?.total ?? 0) + (workCount.data?.total ?? 0)
  const error = production.error ?? work.error
  const known = (!seesProduction || production.data) && (!seesWork || work.data)
  return (
    <section className={classes.panel} aria-label="Late">
      <h2 className={classes.panelTitle}>
        Late {total > 0 ? <strong className={classes.lateCount}>{formatCount(total)}</strong> : null}
      </h2>
      {error && !known ? <WidgetError error={error} /> : null}
      {known && rows.length === 0 ? <p className={classes.good}>Nothing is late</p> : null}
      <ul className={classes.lateRows}>
        {rows.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </ul>
      {total > rows.length ? <p className={classes.note}>and {formatCount(total - rows.length)} more</p> : null}
    </section>
  )
}

function Row({ row }: { row: LateRow }) {
  return (
    <li className={classes.lateRow}>
      <strong>{row.number}</strong>
      <span className={classes.what}>{row.what}</span>
      <span className={classes.days}>{row.days === 1 ? '1 day' : `${formatCount(row.days)} days`}</span>
    </li>
  )
}
