import type { ReactNode } from 'react'
import { ListLink } from '~/components/list-link.tsx'
import classes from './bar-list.module.css'
import colours from './colours.module.css'
import type { PlotColour } from './legend.tsx'

export interface Bar {
  key: string | number
  label: ReactNode
  /** Beside the label, quiet: how many, for how long. */
  note?: string | undefined
  /** How long it is drawn: of what the amount itself, which is a string, comes to. Its parts where it has several. */
  value: number
  parts?: readonly { key: string; value: number; color?: PlotColour }[]
  color?: PlotColour
  /** What it comes to, in words. */
  shown: string
  title?: string | undefined
  /** The list behind it. */
  path?: string
  search?: Record<string, unknown>
}

interface Props {
  bars: readonly Bar[]
  /** What stands here when all are nothing; without it, empty bars do. */
  none?: string
  /** Labels above the bars, for names of any length. */
  stacked?: boolean
  /** What is a full bar; the largest when not given. */
  most?: number
}

/** Bars under each other, each the link to what it counts. Plain markup: read by screen readers, and no chart library. */
export function BarList({ bars, none, stacked, most }: Props) {
  const full = most ?? Math.max(...bars.map((bar) => bar.value), 0)
  if (none !== undefined && bars.every((bar) => bar.value === 0)) return <p className={classes.none}>{none}</p>
  return (
    <ul className={classes.bars} data-stacked={stacked || undefined}>
      {bars.map((bar) => (
        <li key={bar.key} title={bar.title}>
          {bar.path === undefined ? (
            <div className={classes.bar}>
              <Inside bar={bar} full={full} />
            </div>
          ) : (
            <ListLink path={bar.path} search={bar.search ?? {}} className={classes.bar}>
              <Inside bar={bar} full={full} />
            </ListLink>
          )}
        </li>
      ))}
    </ul>
  )
}

function Inside({ bar, full }: { bar: Bar; full: number }) {
  const parts = bar.parts ?? [{ key: 'all', value: bar.value, color: bar.color }]
  return (
    <>
      <span className={classes.label}>
        <span className="fw-truncate">{bar.label}</span>
        {bar.note ? <span className={classes.note}>{bar.note}</span> : null}
      </span>
      <span className={classes.track}>
        {parts.map(({ key, value, color }) =>
          value > 0 && full > 0 ? (
            <span
              key={key}
              className={colours.fill}
              data-color={color}
              style={{ width: `${Math.min((value / full) * 100, 100)}%` }}
            />
          ) : null,
        )}
      </span>
      <span className={classes.value}>{bar.shown}</span>
    </>
  )
}
