import type { ControlChart } from '@framewright/contracts/quality/control-chart'
import type { ControlChartData } from '@framewright/contracts/quality/quality.schema'
import classes from './control-plot.module.css'

const width = 720
const height = 240
const edge = 10

/** The averages in their order, between what the process keeps by itself and what the plan allows. */
export function ControlPlot({ data, chart }: { data: ControlChartData; chart: ControlChart }) {
  const values = data.points.map((point) => Number(point.mean))
  const allowed = [data.lower, data.upper].filter((limit) => limit !== null).map(Number)
  const all = [...values, ...allowed, chart.lowerLimit, chart.upperLimit]
  const least = Math.min(...all)
  const span = Math.max(...all) - least || 1
  const x = (at: number) => edge + (at / Math.max(1, values.length - 1)) * (width - 2 * edge)
  const y = (value: number) => height - edge - ((value - least) / span) * (height - 2 * edge)
  const level = (value: number, className: string | undefined) => (
    <line key={`${className} ${value}`} x1={0} x2={width} y1={y(value)} y2={y(value)} className={className} />
  )
  const out = chart.broken.filter((rules) => rules.length > 0).length
  const label = `Control chart of ${data.characteristic}, ${values.length} averages, ${out} out of control`
  return (
    <figure className={classes.figure}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} className={classes.plot}>
        {allowed.map((limit) => level(limit, classes.allowed))}
        {level(chart.lowerLimit, classes.limit)}
        {level(chart.upperLimit, classes.limit)}
        {level(chart.centre, classes.centre)}
        <polyline points={values.map((value, at) => `${x(at)},${y(value)}`).join(' ')} className={classes.run} />
        {data.points.map((point, at) => {
          const broken = (chart.broken[at] ?? []).length > 0
          const value = values[at] ?? 0
          return (
            <circle
              key={point.inspection.id}
              cx={x(at)}
              cy={y(value)}
              r={broken ? 6 : 4}
              className={broken ? classes.out : classes.point}
            >
              <title>{`${point.inspection.number}: ${point.mean} ${data.unit}`}</title>
            </circle>
          )
        })}
      </svg>
      <figcaption className={classes.legend}>
        <span data-kind="centre">Centre</span>
        <span data-kind="limit">Three sigma</span>
        {allowed.length > 0 ? <span data-kind="allowed">What the plan allows</span> : null}
        <span data-kind="out">Out of control</span>
      </figcaption>
    </figure>
  )
}
