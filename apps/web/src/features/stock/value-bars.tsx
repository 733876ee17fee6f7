import { ListLink } from '~/components/list-link.tsx'
import { formatMoney } from '~/lib/format.ts'
import classes from './value-bars.module.css'

interface Bar {
  key: string | number
  label: string
  /** Money, as a decimal string. */
  value: string
  /** Beside the label, quiet: how many, for how long. */
  note?: string | undefined
  path: string
  search?: Record<string, unknown>
}

/** Amounts as bars, the largest full; each is the link to what stands behind it. Plain markup, no chart library. */
export function ValueBars({ bars, none }: { bars: readonly Bar[]; none: string }) {
  // Only how long a bar is drawn; the amounts themselves stay decimal strings.
  const most = Math.max(...bars.map((bar) => Number(bar.value)), 1)
  if (bars.length === 0) return <span className="fw-muted">{none}</span>
  return (
    <ul className={classes.bars}>
      {bars.map((bar) => (
        <li key={bar.key}>
          <ListLink path={bar.path} search={bar.search ?? {}} className={classes.bar}>
            <span className={classes.label}>
              <span className="fw-truncate">{bar.label}</span>
              {bar.note ? <span className={classes.note}>{bar.note}</span> : null}
            </span>
            <span className={classes.value}>{formatMoney(bar.value)}</span>
            <span className={classes.track}>
              <span className={classes.fill} style={{ width: `${(Math.max(Number(bar.value), 0) / most) * 100}%` }} />
            </span>
          </ListLink>
        </li>
      ))}
    </ul>
  )
}
