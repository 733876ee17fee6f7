import { Text } from '@mantine/core'
import { IconClipboardList, IconExclamationCircle } from '@tabler/icons-react'
import type { Column } from '~/components/data-table/column.ts'
import { ListLink } from '~/components/list-link.tsx'
import { Page } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { type Figure, Figures, Wide, Widgets } from '~/components/plots/figures.tsx'
import { QueryBlock } from '~/components/query-block.tsx'
import { Section } from '~/components/section.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { formatCompactMoney, formatCount, formatDay, formatMoney, formatQuantity, plural } from '~/lib/format.ts'
import { type Outputs, trpc } from '~/lib/trpc.ts'
import { ParetoChart } from './pareto-chart.tsx'

type Dashboard = Outputs['quality']['dashboard']

/** First-pass yield, what is wrong most, where it comes from, and what waits, over the last ninety days. */
export function QualityPage() {
  const query = trpc.quality.dashboard.useQuery({})
  return (
    <Page>
      <PageHeader
        title="Quality"
        subtitle={query.data ? `${formatDay(query.data.from)} to ${formatDay(query.data.to)}` : undefined}
        actions={[
          { label: 'Inspections', icon: IconClipboardList, to: '/quality/inspections', quiet: true },
          { label: 'Non-conformances', icon: IconExclamationCircle, to: '/quality/ncr', quiet: true },
        ]}
      />
      <QueryBlock query={query}>{(data) => <Figures figures={figuresOf(data)} />}</QueryBlock>
      <Widgets>
        <Wide>
          <Section title="Defects, the most frequent first">
            <QueryBlock query={query}>{({ pareto }) => <ParetoChart defects={pareto} />}</QueryBlock>
          </Section>
        </Wide>
        <Section title="First-pass yield by kind">
          <QueryBlock query={query}>
            {({ yieldByType }) => (
              <Rows
                label="First-pass yield by kind"
                none="Nothing was inspected."
                columns={byType}
                rows={yieldByType.map((row) => ({ ...row, id: row.type }))}
              />
            )}
          </QueryBlock>
        </Section>
        <Section title="First-pass yield by week">
          <QueryBlock query={query}>
            {({ yieldByWeek }) => (
              <Rows
                label="First-pass yield by week"
                none="Nothing was inspected."
                columns={byWeek}
                rows={yieldByWeek.toReversed().map((row) => ({ ...row, id: row.week }))}
              />
            )}
          </QueryBlock>
        </Section>
        <Section title="Items that failed most">
          <QueryBlock query={query}>
            {({ items }) => (
              <Rows label="Items that failed most" none="None has failed." columns={byItem} rows={items} />
            )}
          </QueryBlock>
        </Section>
        <Section title="Suppliers, what came first time right">
          <QueryBlock query={query}>
            {({ suppliers }) => (
              <Rows
                label="Suppliers"
                none="Nothing that came was inspected."
                columns={bySupplier}
                rows={suppliers.map((row) => ({ ...row, id: row.supplier.id }))}
              />
            )}
          </QueryBlock>
        </Section>
        <Wide>
          <Section title="What is measured">
            <Measured />
          </Section>
        </Wide>
      </Widgets>
    </Page>
  )
}

const percent = (value: string | null) => (value === null ? '–' : `${formatQuantity(value)} %`)

function figuresOf(data: Dashboard): Figure[] {
  const { first, passed, percent: yielded } = data.firstPassYield
  const open = data.openNonConformances - data.undecided
  return [
    {
      label: 'First-pass yield',
      value: percent(yielded),
      note: first > 0 ? `${formatCount(passed)} of ${plural(first, 'inspection')}` : 'Nothing was inspected',
      path: '/quality/inspections',
      search: { status: ['PASSED', 'FAILED'], from: data.from, to: data.to },
    },
    {
      label: 'To inspect',
      value: formatCount(data.openInspections),
      note: 'Waiting for an inspector',
      path: '/quality/inspections',
      search: { status: ['OPEN'] },
    },
    {
      label: 'To decide',
      value: formatCount(data.undecided),
      note: open > 0 ? `${formatCount(open)} more decided and not done` : 'Non-conformances',
      tone: data.undecided > 0 ? 'short' : undefined,
      path: '/quality/ncr',
      search: { status: ['OPEN'] },
    },
    {
      label: 'Lost',
      value: formatCompactMoney(data.cost),
      exact: formatMoney(data.cost),
      note: 'Scrapped or sent back',
      path: '/quality/ncr',
      search: { disposition: ['SCRAP', 'REMAKE', 'RETURN'], from: data.from, to: data.to },
    },
  ]
}

/** A plan's page has the chart of what it measures. */
function Measured() {
  const query = trpc.quality.measured.useQuery({})
  return (
    <QueryBlock query={query}>
      {({ items }) => (
        <Rows
          label="What is measured"
          none="No plan measures anything yet."
          columns={measured}
          rows={items.slice(0, 10).map((row) => ({ ...row, id: `${row.plan.id} ${row.characteristic}` }))}
          href={(row) => `/quality/plans/${row.plan.id}`}
        />
      )}
    </QueryBlock>
  )
}

function Rows<T extends { id: number | string }>(props: {
  label: string
  none: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  href?: (row: T) => string | null
}) {
  const { none, ...table } = props
  if (table.rows.length > 0) return <SmallTable {...table} />
  return (
    <Text size="sm" c="dimmed">
      {none}
    </Text>
  )
}

type Yield = Dashboard['firstPassYield']
const yieldColumns: readonly Column<Yield & { id: string }>[] = [
  { id: 'first', header: 'Inspected', align: 'right', cell: (row) => formatCount(row.first) },
  { id: 'passed', header: 'Passed', align: 'right', cell: (row) => formatCount(row.passed) },
  { id: 'percent', header: 'Yield', align: 'right', cell: (row) => <strong>{percent(row.percent)}</strong> },
]
const byType: readonly Column<Yield & { id: string; type: string }>[] = [
  {
    id: 'type',
    header: 'Kind',
    card: 'title',
    cell: (row) => <StateBadge group="inspectionType" state={row.type} size="sm" />,
  },
  ...yieldColumns,
]
const byWeek: readonly Column<Yield & { id: string; week: string }>[] = [
  { id: 'week', header: 'Week from', card: 'title', cell: (row) => formatDay(row.week) },
  ...yieldColumns,
]
const byItem: readonly Column<Dashboard['items'][number]>[] = [
  {
    id: 'item',
    header: 'Item',
    card: 'title',
    cell: (row) => (
      <ListLink path="/quality/inspections" search={{ search: row.sku, status: ['FAILED'] }} className="fw-link">
        {row.name} ({row.sku})
      </ListLink>
    ),
  },
  { id: 'failed', header: 'Failed', align: 'right', cell: (row) => formatCount(row.failed) },
  { id: 'inspected', header: 'Inspected', align: 'right', cell: (row) => formatCount(row.inspected) },
]
const bySupplier: readonly Column<Dashboard['suppliers'][number] & { id: number }>[] = [
  { id: 'supplier', header: 'Supplier', card: 'title', cell: (row) => row.supplier.name },
  { id: 'inspected', header: 'Inspected', align: 'right', cell: (row) => formatCount(row.inspected) },
  { id: 'failed', header: 'Failed', align: 'right', cell: (row) => formatCount(row.failed) },
  { id: 'percent', header: 'Yield', align: 'right', cell: (row) => <strong>{percent(row.percent)}</strong> },
]
const measured: readonly Column<Outputs['quality']['measured']['items'][number] & { id: string }>[] = [
  { id: 'plan', header: 'Plan', card: 'title', cell: (row) => row.plan.name },
  {
    id: 'characteristic',
    header: 'Characteristic',
    cell: (row) => (row.unit === '' ? row.characteristic : `${row.characteristic} (${row.unit})`),
  },
  { id: 'inspections', header: 'Inspections', align: 'right', cell: (row) => formatCount(row.inspections) },
]
