import type { ControlChart } from '@framewright/contracts/quality/control-chart'
import type { ControlChartData } from '@framewright/contracts/quality/quality.schema'
import { useElementSize } from '@mantine/hooks'
import { formatDay } from '~/lib/format.ts'
import classes from './control-plot.module.css'
import { type Label, scaleOf, spread } from './control-scale.ts'

const height = 260
const top = 18
const bottom = height - 24
const textHeight = 14

/**
 * The averages in their order, between what the process keeps by itself (UCL, LCL) and what the plan allows (USL, LSL). A
 * point out of control is a diamond with the number of its rule. Drawn as wide as there is room, so that its words keep their size.
 */
export function ControlPlot({ data, chart }: { data: ControlChartData; chart: ControlChart }) {
  const { ref, width } = useElementSize()
  const out = chart.broken.filter((rules) => rules.length > 0).length
  const label = `Control chart of ${data.characteristic}, ${data.points.length} averages, ${out} out of control`
  return (
    <figure className={classes.figure}>
      <div ref={ref} style={{ height }} role="img" aria-label={label}>
        {width > 0 ? <Drawing data={data} chart={chart} width={width} /> : null}
      </div>
      <figcaption className={classes.legend}>
        <span data-kind="centre">CL, the average</span>
        <span data-kind="limit">UCL, LCL: three sigma</span>
        {data.lower !== null || data.upper !== null ? (
          <span data-kind="allowed">USL, LSL: what the plan allows</span>
        ) : null}
        {out > 0 ? <span data-kind="out">Out of control, with its rule</span> : null}
      </figcaption>
    </figure>
  )
}

function Drawing({ data, chart, width }: { data: ControlChartData; chart: ControlChart; width: number }) {
  const values = data.points.map((point) => Number(point.mean))
  const lines = [
    { id: 'UCL', value: chart.upperLimit, kind: classes.limit },
    { id: 'CL', value: chart.centre, kind: classes.centre },
    { id: 'LCL', value: chart.lowerLimit, kind: classes.limit },
    ...(data.upper === null ? [] : [{ id: 'USL', value: Number(data.upper), kind: classes.allowed }]),
    ...(data.lower === null ? [] : [{ id: 'LSL', value: Number(data.lower), kind: classes.allowed }]),
  ]
  const scale = scaleOf([...values, ...lines.map((line) => line.value)])
  const places = scale.places + 1
  const left = 12 + 7 * Math.max(...scale.ticks.map((tick) => tick.toFixed(scale.places).length))
  // On a phone the lines have their names alone; the figures above say what they are at.
  const named = width >= 520
  const right = width - (named ? 30 + 7 * Math.max(...lines.map((line) => line.value.toFixed(places).length)) : 34)
  const x = (at: number) => left + 10 + (at / Math.max(1, values.length - 1)) * (right - left - 20)
  const y = (value: number) => bottom - ((value - scale.least) / (scale.most - scale.least)) * (bottom - top)
  const labels = lines.map(
    ({ id, value }): Label => ({ id, text: named ? `${id} ${value.toFixed(places)}` : id, y: y(value) }),
  )
  const [first, last] = [data.points[0], data.points.at(-1)]
  return (
    <svg width={width} height={height} className={classes.plot} aria-hidden="true">
      {data.unit === '' ? null : (
        <text x={left - 6} y={10} textAnchor="end">
          {data.unit}
        </text>
      )}
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <line x1={left} x2={right} y1={y(tick)} y2={y(tick)} className={classes.grid} />
          <text x={left - 6} y={y(tick)} dy="0.35em" textAnchor="end">
            {tick.toFixed(scale.places)}
          </text>
        </g>
      ))}
      {lines.map(({ id, value, kind }) => (
        <line key={id} x1={left} x2={right} y1={y(value)} y2={y(value)} className={kind} />
      ))}
      {spread(labels, textHeight, bottom).map((label) => (
        <text key={label.id} x={right + 6} y={label.y} dy="0.35em" className={classes.name}>
          {label.text}
        </text>
      ))}
      <polyline points={values.map((value, at) => `${x(at)},${y(value)}`).join(' ')} className={classes.run} />
      {data.points.map((point, at) => {
        const broken = chart.broken[at] ?? []
        // The number of a rule stands away from the centre, where the run does not pass through it.
        const [cx, cy] = [x(at), y(values[at] ?? 0)]
        const title = `${point.inspection.number}: ${point.mean} ${data.unit}`.trim()
        return broken.length > 0 ? (
          <g key={point.inspection.id}>
            <path d={`M${cx} ${cy - 7}l7 7l-7 7l-7-7z`} className={classes.out}>
              <title>{title}</title>
            </path>
            <text x={cx} y={cy < y(chart.centre) ? cy - 11 : cy + 20} textAnchor="middle" className={classes.rule}>
              {broken.join(', ')}
            </text>
          </g>
        ) : (
          <circle key={point.inspection.id} cx={cx} cy={cy} r={4} className={classes.point}>
            <title>{title}</title>
          </circle>
        )
      })}
      <text x={left} y={height - 4}>
        {first ? dayOf(first.at) : ''}
      </text>
      <text x={right} y={height - 4} textAnchor="end">
        {last ? dayOf(last.at) : ''}
      </text>
    </svg>
  )
}

/** The reader's own day of an instant. The Swedish locale writes dates the ISO way. */
const dayOf = (instant: string) => formatDay(new Date(instant).toLocaleDateString('sv-SE'))
