import { type ControlRule, controlChart, controlRules } from '@framewright/contracts/quality/control-chart'
import type { ControlChartData } from '@framewright/contracts/quality/quality.schema'
import { Select, Text } from '@mantine/core'
import { useState } from 'react'
import type { Column } from '~/components/data-table/column.ts'
import { FactGrid } from '~/components/fact-grid.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { QuantityText, RelativeTime } from '~/components/text.tsx'
import { trpc } from '~/lib/trpc.ts'
import { ControlPlot } from './control-plot.tsx'

/** How a plan's measures ran over the last inspections: one characteristic at a time, also one it has no longer. */
export function ControlChartSection({ planId, measured }: { planId: number; measured: readonly string[] }) {
  const known = trpc.quality.measured.useQuery({ planId })
  const before = known.data?.items.flatMap((one) => (one.current ? [] : [one.characteristic])) ?? []
  const [chosen, choose] = useState<string>()
  const all = [...measured, ...before]
  const characteristic = chosen ?? all[0]
  if (characteristic === undefined) return null
  const choice =
    all.length > 1 ? (
      <Select
        aria-label="Characteristic"
        size="xs"
        allowDeselect={false}
        data={[
          ...measured.map((name) => ({ value: name, label: name })),
          ...before.map((name) => ({ value: name, label: `${name} (no longer looked at)` })),
        ]}
        value={characteristic}
        onChange={(next) => next !== null && choose(next)}
      />
    ) : null
  return (
    <Section title={all.length > 1 ? 'Control chart' : `Control chart: ${characteristic}`} action={choice}>
      <OneChart key={characteristic} planId={planId} characteristic={characteristic} />
    </Section>
  )
}

function OneChart({ planId, characteristic }: { planId: number; characteristic: string }) {
  const query = trpc.quality.controlChart.useQuery({ id: planId, characteristic })
  return <QueryBlock query={query}>{(data) => <Chart data={data} />}</QueryBlock>
}

type Row = ControlChartData['points'][number] & { id: number; broken: ControlRule[] }
const columns: readonly Column<Row>[] = [
  { id: 'number', header: 'Inspection', card: 'title', cell: (row) => row.inspection.number },
  { id: 'at', header: 'Decided', cell: (row) => <RelativeTime value={row.at} /> },
  { id: 'mean', header: 'Average', align: 'right', cell: (row) => <QuantityText value={row.mean} /> },
  { id: 'min', header: 'Least', align: 'right', cell: (row) => <QuantityText value={row.min} /> },
  { id: 'max', header: 'Most', align: 'right', cell: (row) => <QuantityText value={row.max} /> },
  {
    id: 'control',
    header: 'In control',
    cell: (row) =>
      row.broken.length === 0 ? 'Yes' : <span className="fw-late">{row.broken.map(ruleWord).join('; ')}</span>,
  },
]
const ruleWord = (rule: ControlRule) => controlRules[rule]

function Chart({ data }: { data: ControlChartData }) {
  const chart = controlChart(data.points.map((point) => Number(point.mean)))
  if (chart === undefined) {
    return (
      <Text size="sm" c="dimmed">
        It is drawn from two inspections on; there {data.points.length === 1 ? 'is one' : 'are none'} yet.
      </Text>
    )
  }
  const rows = data.points.map(
    (point, at): Row => ({
      ...point,
      id: point.inspection.id,
      broken: chart.broken[at] ?? [],
    }),
  )
  const out = rows.filter((row) => row.broken.length > 0).length
  const written = (value: number) => <QuantityText value={value.toFixed(4)} unit={data.unit} />
  return (
    <>
      <FactGrid
        facts={[
          { label: 'Centre', value: written(chart.centre) },
          {
            label: 'Control limits',
            value: (
              <>
                <QuantityText value={chart.lowerLimit.toFixed(4)} /> to {written(chart.upperLimit)}
              </>
            ),
          },
          { label: 'Out of control', value: out === 0 ? 'None' : `${out} of ${rows.length}` },
        ]}
      />
      <ControlPlot data={data} chart={chart} />
      <details>
        <summary className="fw-link">The same as a table, with the rules in words</summary>
        <SmallTable
          label={`Averages of ${data.characteristic}`}
          columns={columns}
          rows={[...rows].reverse()}
          href={(row) => `/quality/inspections/${row.id}`}
        />
      </details>
    </>
  )
}
