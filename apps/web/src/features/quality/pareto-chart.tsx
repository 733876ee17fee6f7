import type { QualityDashboard } from '@framewright/contracts/quality/quality.schema'
import { Text } from '@mantine/core'
import type { Column } from '~/components/data-table/column.ts'
import { ListLink } from '~/components/list-link.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { MoneyText, QuantityText } from '~/components/text.tsx'
import { formatCount, formatQuantity, plural } from '~/lib/format.ts'
import { paretoBars, vitalPercent } from './pareto.ts'
import classes from './pareto-chart.module.css'

type Defect = QualityDashboard['pareto'][number]

const ticks = [0, 20, 40, 60, vitalPercent, 100]
const at = (percent: number) => ({ left: `${percent}%` })

/** Defects by how often they came, with the line of their sum and the mark where the vital few end; below it all in figures. */
export function ParetoChart({ defects }: { defects: readonly Defect[] }) {
  if (defects.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nothing was wrong.
      </Text>
    )
  }
  const bars = paretoBars(defects)
  const vital = bars.filter((bar) => bar.vital)
  const reached = formatQuantity(String(vital.at(-1)?.soFar ?? 0))
  const said = `${vital.length} of ${plural(bars.length, 'defect')} make up ${reached} % of all`
  return (
    <>
      <Text size="sm" mb="sm">
        {said}.
      </Text>
      <figure className={classes.figure}>
        <div className={classes.chart} role="img" aria-label={`Pareto chart: ${said}`}>
          <div className={classes.names}>
            {bars.map((bar) => (
              <span key={bar.defect} className={classes.name}>
                {bar.defect}
              </span>
            ))}
          </div>
          <div className={classes.counts}>
            {bars.map((bar) => (
              <span key={bar.defect}>{formatCount(bar.count)}</span>
            ))}
          </div>
          <div className={classes.plot}>
            {ticks.slice(1).map((tick) => (
              <span
                key={tick}
                className={tick === vitalPercent ? `${classes.grid} ${classes.mark}` : classes.grid}
                style={at(tick)}
              />
            ))}
            <div className={classes.bars}>
              {bars.map((bar) => (
                <span
                  key={bar.defect}
                  className={classes.bar}
                  data-vital={bar.vital || undefined}
                  style={{ width: `${bar.part}%` }}
                />
              ))}
            </div>
            <svg
              className={classes.line}
              viewBox={`0 0 100 ${bars.length}`}
              preserveAspectRatio="none"
              aria-hidden="true"
            >
              <polyline points={bars.map((bar, row) => `${bar.soFar},${row + 0.5}`).join(' ')} />
            </svg>
            {bars.map((bar, row) => (
              <span
                key={bar.defect}
                className={classes.point}
                style={{ ...at(bar.soFar), top: `${((row + 0.5) / bars.length) * 100}%` }}
                title={`${bar.defect}: ${formatQuantity(String(bar.soFar))} % so far`}
              />
            ))}
          </div>
          <div className={classes.axis}>
            {ticks.map((tick) => (
              <span key={tick} style={at(tick)} data-mark={tick === vitalPercent || undefined}>
                {tick === 0 ? '0 %' : tick}
              </span>
            ))}
          </div>
        </div>
        <figcaption className={classes.legend}>
          <span data-kind="vital">The vital few</span>
          <span>The others</span>
          <span data-kind="line">Sum so far</span>
          <span data-kind="mark">{vitalPercent} %</span>
        </figcaption>
      </figure>
      <SmallTable
        label="Defects in figures"
        columns={columns}
        rows={defects.map((one) => ({ ...one, id: one.defect }))}
      />
    </>
  )
}

const columns: readonly Column<Defect & { id: string }>[] = [
  {
    id: 'defect',
    header: 'Defect',
    card: 'title',
    cell: (row) =>
      row.others ? (
        row.defect
      ) : (
        <ListLink path="/quality/ncr" search={{ search: row.defect }} className="fw-link">
          {row.defect}
        </ListLink>
      ),
  },
  { id: 'count', header: 'Times', align: 'right', cell: (row) => formatCount(row.count) },
  { id: 'quantity', header: 'Quantity', align: 'right', cell: (row) => <QuantityText value={row.quantity} /> },
  { id: 'cost', header: 'Lost', align: 'right', cell: (row) => <MoneyText value={row.cost} /> },
  {
    id: 'soFar',
    header: 'Sum so far',
    align: 'right',
    cell: (row) => <span className="fw-number">{formatQuantity(row.cumulativePercent)} %</span>,
  },
]
