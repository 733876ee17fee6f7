import { oeeFormula } from '@framewright/contracts/machine/oee'
import type { Figures } from '@framewright/contracts/machine/performance.schema'
import { formatDay, formatDuration, formatQuantity } from '~/lib/format.ts'
import classes from './machine.module.css'

export const percent = (value: string | null) => (value === null ? '–' : `${formatQuantity(value)} %`)
const hours = (seconds: number) => formatDuration(Math.round(seconds))

/** OEE and what it is made of. */
export function OeeFigures({ figures }: { figures: Figures }) {
  const pieces = `${formatQuantity(figures.good)} good, ${formatQuantity(figures.scrapped)} lost`
  return (
    <dl className={classes.figures}>
      <Figure label="OEE" value={percent(figures.oee)} note="of what was possible" strong />
      <Figure
        label="Availability"
        value={percent(figures.availability)}
        note={`${hours(figures.runSeconds)} of ${hours(figures.plannedSeconds)}`}
      />
      <Figure
        label="Performance"
        value={percent(figures.performance)}
        note={figures.idealSeconds === null ? 'a cycle time is not known' : `${hours(figures.idealSeconds)} ideally`}
      />
      <Figure label="Quality" value={percent(figures.quality)} note={pieces} />
      <Figure label="Utilisation" value={percent(figures.utilisation)} note="running, by open time" />
    </dl>
  )
}

function Figure({ label, value, note, strong }: { label: string; value: string; note: string; strong?: boolean }) {
  return (
    <div data-strong={strong || undefined}>
      <dt>{label}</dt>
      <dd>
        <strong>{value}</strong>
        <span>{note}</span>
      </dd>
    </div>
  )
}

/** How the figures are computed. */
export function Formula() {
  return (
    <dl className={classes.formula}>
      {oeeFormula.map(([name, formula]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{formula}</dd>
        </div>
      ))}
    </dl>
  )
}

/** OEE and utilisation day by day; the same as a table for whoever cannot see it. */
export function DayPlot({ days }: { days: readonly (Figures & { day: string })[] }) {
  return (
    <div className={classes.plot}>
      <ul className={classes.days} aria-label="OEE and utilisation by day">
        {days.map((one) => (
          <li
            key={one.day}
            title={`${formatDay(one.day)}: OEE ${percent(one.oee)}, utilisation ${percent(one.utilisation)}`}
          >
            <span className={classes.pair} aria-hidden>
              <i data-of="utilisation" style={{ height: height(one.utilisation) }} />
              <i data-of="oee" style={{ height: height(one.oee) }} />
            </span>
            <span className={classes.dayName}>{formatDay(one.day)}</span>
            <span className={classes.heard}>
              OEE {percent(one.oee)}, utilisation {percent(one.utilisation)}
            </span>
          </li>
        ))}
      </ul>
      <p className={classes.legend} aria-hidden>
        <i data-of="oee" /> OEE <i data-of="utilisation" /> Utilisation
      </p>
    </div>
  )
}

const height = (value: string | null) => `${Math.min(100, Number(value ?? 0))}%`
