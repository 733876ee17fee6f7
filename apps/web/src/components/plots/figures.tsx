import type { ReactNode } from 'react'
import { ListLink } from '~/components/list-link.tsx'
import classes from './figures.module.css'
import { Sparkline } from './sparkline.tsx'

export interface Figure {
  label: string
  value: string
  /** The exact value where the shown one is rounded. */
  exact?: string | undefined
  note?: string | undefined
  /** Its last days. */
  trend?: readonly { value: number }[]
  /** Something is wrong when it is not nothing. */
  tone?: 'late' | 'short' | undefined
  /** The list behind it. */
  path: string
  search?: Record<string, unknown>
}

/** The figures of a dashboard beside each other; each leads to the list behind it. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <div className={classes.figures}>
      {figures.map(({ label, value, exact, note, trend, tone, path, search = {} }) => (
        <ListLink key={label} path={path} search={search} className={classes.figure}>
          <span className={classes.label}>{label}</span>
          <span className={classes.value} title={exact} data-tone={tone}>
            {value}
          </span>
          {trend ? <Sparkline values={trend.map((point) => point.value)} className={classes.spark} /> : null}
          {note ? <span className={classes.note}>{note}</span> : null}
        </ListLink>
      ))}
    </div>
  )
}

/** The parts of a dashboard in two columns, in one on a narrow screen. */
export function Widgets({ children }: { children: ReactNode }) {
  return <div className={classes.widgets}>{children}</div>
}

/** A part that takes both columns. */
export function Wide({ children }: { children: ReactNode }) {
  return <div className={classes.wide}>{children}</div>
}
